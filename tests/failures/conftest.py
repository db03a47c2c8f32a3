"""Two machines, for all tests of a module."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.failures.machines import Site, missing, running_site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Made once for a module."""
    if absent := missing():
        pytest.skip(f"not installed here: {absent}. These tests have NOT run")
    with tempfile.TemporaryDirectory(prefix="coranto-machines-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL has a user of its own
        with running_site(Path(folder)) as running:
            yield running
