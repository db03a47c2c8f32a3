"""An export is read and mapped by a process beside the one that writes, which goes on alone when that one dies."""

import datetime
import os
import signal
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from coranto.wordpress.mapping.aside import read_rows
from coranto.wordpress.mapping.origins import SiteAddress
from coranto.wordpress.mapping.portions import ITEMS, Portion
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.worker import AHEAD, Worker
from tests.wordpress.importing import AT, BASE, export_file, post, remark, site

POSTS = ITEMS * (AHEAD + 8) + 3


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """More posts than the process may be ahead."""
    items = [post(number, comments=(remark(number),)) for number in range(1, POSTS + 1)]
    return export_file(tmp_path, *items)


@pytest.fixture
def there() -> Site:
    """The site that the export is of."""
    return Site(
        address=SiteAddress.of(site()), url=BASE, name="The Harbour Digest", language="en", zone=datetime.UTC, at=AT
    )


def rows_of(portions: Iterator[Portion]) -> list[Row]:
    """All rows."""
    return list(chain.from_iterable(portion.rows for portion in portions))


def test_the_process_beside_gives_the_same_rows(export: Path, there: Site) -> None:
    alone = rows_of(read_rows([export], there, aside=False))
    assert len(alone) == POSTS
    assert rows_of(read_rows([export], there, aside=True)) == alone


@pytest.mark.parametrize("taken", [0, 1, AHEAD + 2])
def test_no_item_is_lost_or_doubled_when_the_process_is_killed(
    export: Path, there: Site, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Worker.portions

    def killed(worker: Worker) -> Iterator[Portion]:
        for count, portion in enumerate(whole(worker)):
            if count == taken:
                os.kill(worker.pid, signal.SIGKILL)
            yield portion

    monkeypatch.setattr(Worker, "portions", killed)
    numbers = [row.number for row in rows_of(read_rows([export], there, aside=True))]
    assert numbers == list(range(1, POSTS + 1))


def test_leaving_early_ends_the_process(export: Path, there: Site) -> None:
    with Worker([export], there) as worker:
        next(worker.portions())
        pid = worker.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_end_of_an_export_that_is_cut_off_is_no_death(export: Path, there: Site) -> None:
    raw = export.read_bytes()
    export.write_bytes(raw[: len(raw) * 2 // 3])
    alone = rows_of(read_rows([export], there, aside=False))
    assert 0 < len(alone) < POSTS
    assert rows_of(read_rows([export], there, aside=True)) == alone
