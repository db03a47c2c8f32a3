"""What several tests of the copy want."""

import pytest


@pytest.fixture
def without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where pagefind is not installed, so that tests are quick."""
    monkeypatch.setattr("coranto.static_copy.run.can_search", lambda: False)
