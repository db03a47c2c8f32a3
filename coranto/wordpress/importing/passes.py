"""The two passes over the files."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from coranto.wordpress.importing.progress import ShowsProgress, Step
from coranto.wordpress.importing.survey import Survey, survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.in_parallel import map_items, useful_workers
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.part_streams import Progress
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import ItemRecord, Problem

T = TypeVar("T")
Paths = Sequence[str | os.PathLike[str]]
EVERY = 25
"""Records between two words on the progress."""


def look_through(paths: Paths, progress: ShowsProgress) -> tuple[Survey, ExportError | None]:
    """The first pass. An error that leaves something to import is given back; one that leaves nothing is raised."""
    found = Survey()
    read = Progress()
    records = read_export(paths, on_problem=found.problems.append, progress=read)
    try:
        survey(_shown(records, "survey", read, progress), found)
    except ExportError as error:
        if not found.counts:
            raise
        return found, error
    finally:
        found.bytes_total = read.total_bytes or read.bytes_read
    return found, None


def item_rows(paths: Paths, found: Survey, work: Work, progress: ShowsProgress) -> Iterator[Row]:
    """The second pass: all items as rows, mapped by other processes where there are many."""
    return map_items(_items(paths, work, progress), work.site, workers=useful_workers(found.counts.total()))


def _items(paths: Paths, work: Work, progress: ShowsProgress) -> Iterator[ItemRecord]:
    read = Progress()
    records = read_export(paths, on_problem=_told_before, progress=read)
    try:
        for record in _shown(records, "write", read, progress):
            if isinstance(record, ItemRecord):
                yield record
                work.run.bytes_read = read.bytes_read
    except ExportError:
        return  # the first pass has told of it, and all whole items came before


def _shown(records: Iterable[T], name: str, read: Progress, progress: ShowsProgress) -> Iterator[T]:
    step = Step(name)
    for record in records:
        step.items += isinstance(record, ItemRecord)
        if step.items % EVERY == 0:
            step.done, step.total = read.bytes_read, read.total_bytes
            progress(step)
        yield record
    step.done, step.total = read.bytes_read, read.total_bytes
    progress(step)


def _told_before(problem: Problem) -> None:
    """The first pass has told of it."""
