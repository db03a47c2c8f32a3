"""Threads that write at the same time share a transaction; an error is only its own bringer's."""

from typing import Any

import pytest

from tests.on_its_own import told_by

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program prints."""
    home = tmp_path_factory.mktemp("queue") / "home"
    return told_by("tests.core.writing_together", home, "", timeout=120)


def test_those_who_wait_are_written_together(outcome: dict[str, Any]) -> None:
    names = [f"t-{n}" for n in range(6)]
    assert outcome["six"] == {"results": names, "rows": names, "transactions": 2}


def test_one_that_fails_takes_no_other_with_it(outcome: dict[str, Any]) -> None:
    assert outcome["failing"]["results"] == ["u-0", "no", "u-2", "neither"]
    assert [name for name in outcome["failing"]["rows"] if name.startswith("u")] == ["u-0", "u-2"]


def test_those_that_may_be_done_twice_are_when_one_of_them_fails(outcome: dict[str, Any]) -> None:
    assert outcome["repeated"]["results"] == ["r-0 1", "r-1 2", "no", "r-3 1"]
    assert [name for name in outcome["repeated"]["rows"] if name.startswith("r")] == ["r-0", "r-1", "r-3"]
    assert outcome["repeated"]["transactions"] == 3


def test_one_that_is_stopped_leaves_nobody_with_a_result_that_was_undone(outcome: dict[str, Any]) -> None:
    assert outcome["stopped"]["results"] == ["s-0", "stop", "stop", "stop"]
    assert [name for name in outcome["stopped"]["rows"] if name.startswith("s")] == ["s-0"]


def test_within_a_transaction_it_is_part_of_that(outcome: dict[str, Any]) -> None:
    assert not [name for name in outcome["outer"] if name.startswith("v")]
