"""The two passes over the files."""

from collections.abc import Iterable, Iterator

from coranto.wordpress.importing.progress import ShowsProgress, Step
from coranto.wordpress.importing.survey import Survey, survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.aside import is_worth_a_process, read_rows
from coranto.wordpress.mapping.portions import Paths
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.part_streams import Progress
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import ItemRecord, Record

EVERY = 25
"""Records between two words on the progress."""


def look_through(paths: Paths, progress: ShowsProgress) -> tuple[Survey, ExportError | None]:
    """The first pass. An error that leaves something to import is given back; one that leaves nothing is raised."""
    found = Survey()
    read = Progress()
    records = read_export(paths, on_problem=found.problems.append, progress=read)
    try:
        survey(_shown(records, read, progress), found)
    except ExportError as error:
        if not found.counts:
            raise
        return found, error
    finally:
        found.bytes_total = read.total_bytes or read.bytes_read
    return found, None


def item_rows(paths: Paths, found: Survey, work: Work, progress: ShowsProgress) -> Iterator[Row]:
    """The second pass: all items as rows, read and mapped by another process where there are many."""
    step = Step("write")
    for portion in read_rows(paths, work.site, aside=is_worth_a_process(found.counts.total())):
        yield from portion.rows
        step.items += len(portion.rows)
        step.done, step.total = portion.bytes_read, portion.total_bytes
        work.run.bytes_read = portion.bytes_read
        progress(step)


def _shown(records: Iterable[Record], read: Progress, progress: ShowsProgress) -> Iterator[Record]:
    step = Step("survey")
    for record in records:
        step.items += isinstance(record, ItemRecord)
        if step.items % EVERY == 0:
            step.done, step.total = read.bytes_read, read.total_bytes
            progress(step)
        yield record
    step.done, step.total = read.bytes_read, read.total_bytes
    progress(step)
