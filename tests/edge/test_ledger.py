"""The ledger knows when each thing changed last, for all processes."""

import multiprocessing
from pathlib import Path

import pytest

from coranto.edge import ledger as ledgers
from coranto.edge.ledger import Ledger, place_of


def test_what_was_made_before_a_change_holds_no_longer(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "changes")
    post, other = place_of("post:1"), place_of("post:2")
    before = ledger.last
    assert ledger.holds([post, other], before)
    ledger.note([post])
    assert not ledger.holds([post, other], before)
    assert ledger.holds([other], before)
    assert ledger.holds([post, other], ledger.last)


def note_in_another_process(path: Path, name: str, times: int) -> None:
    ledger = Ledger(path)
    for _ in range(times):
        ledger.note([place_of(name)])


def test_changes_of_all_processes_count_and_none_is_lost(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "changes")
    before = ledger.last
    spawning = multiprocessing.get_context("spawn")
    others = [
        spawning.Process(target=note_in_another_process, args=(tmp_path / "changes", name, 200))
        for name in ("post:1", "post:2")
    ]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
    assert ledger.last == before + 400
    assert not ledger.holds([place_of("post:1")], before)


def test_a_ledger_stays_as_it_was_when_it_is_opened_again(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "changes")
    first.note([place_of("post:1")])
    last = first.last
    first.note_known(77)
    first.close()
    again = Ledger(tmp_path / "changes")
    assert (again.last, again.known) == (last, 77)
    assert again.holds([place_of("post:1"), place_of("site")], last)


def test_nothing_holds_after_the_machine_was_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Ledger(tmp_path / "changes")
    last = first.last
    first.close()
    monkeypatch.setattr(ledgers, "machine_start", lambda: 12345)
    again = Ledger(tmp_path / "changes")
    assert not again.holds([place_of("site")], last)


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff" * 2_000_000])
def test_a_file_of_another_form_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "changes").write_bytes(content)
    ledger = Ledger(tmp_path / "changes")
    before = ledger.last
    ledger.note([place_of("post:1")])
    assert not ledger.holds([place_of("post:1")], before)
    assert ledger.holds([place_of("post:1")], ledger.last)
