"""``run_import``: an export in, a site out."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from coranto.accounts.models import User
from coranto.publication.models import Publication
from coranto.wordpress.importing.attributions import known_sources
from coranto.wordpress.importing.batches import batches, write_batch
from coranto.wordpress.importing.foundations import lay_foundations
from coranto.wordpress.importing.ledger import Ledger
from coranto.wordpress.importing.loose_ends import tie_up
from coranto.wordpress.importing.menus import write_menus
from coranto.wordpress.importing.notebook import Notebook
from coranto.wordpress.importing.one_at_a_time import only_import
from coranto.wordpress.importing.progress import ShowsProgress, Step, silent
from coranto.wordpress.importing.reports import Report, Told
from coranto.wordpress.importing.survey import Survey, survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.in_parallel import map_items, useful_workers
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.models import ImportRun, Origin
from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.part_streams import Progress
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import ItemRecord, Problem

Paths = Sequence[str | os.PathLike[str]]


def run_import(
    paths: Paths,
    *,
    media: str | os.PathLike[str] | None = None,
    fetch_media: bool = False,
    dry_run: bool = False,
    at: datetime,
    by: User | None = None,
    progress: ShowsProgress = silent,
) -> Report:
    """Bring an export in, or go on with an import that was stopped. Raise PlainError or ExportError with one line."""
    with only_import():
        start = time.monotonic()
        found, error = look_through(paths, progress)
        run = _begin(paths, found, at, by)
        work = _prepare(run, found, at=run.started_at)
        lay_foundations(found, work)
        for portion in batches(_rows(paths, found, work, progress)):
            write_batch(portion, work)
        tie_up(work)
        write_menus(work)
        return _end(work, error, at, time.monotonic() - start)


def look_through(paths: Paths, progress: ShowsProgress) -> tuple[Survey, ExportError | None]:
    """The first pass. An error that leaves something to import is given back; one that leaves nothing is raised."""
    found = Survey()
    told = Progress()
    try:
        survey(
            _told(read_export(paths, on_problem=found.problems.append, progress=told), "survey", told, progress), found
        )
    except ExportError as error:
        if found.is_empty:
            raise
        return found, error
    return found, None


def _told(records: Iterable[object], name: str, told: Progress, progress: ShowsProgress) -> Iterator[object]:
    step = Step(name)
    for record in records:
        step.items += 1
        if step.items % 50 == 0:
            step.done, step.total = told.bytes_read, told.total_bytes
            progress(step)
        yield record


def _begin(paths: Paths, found: Survey, at: datetime, by: User | None) -> ImportRun:
    """The run to go on with, or a new one."""
    files = [Path(path).name for path in paths]
    stopped = (
        ImportRun.objects.filter(state__in=["running", "failed"], files=files, is_dry=False).order_by("-pk").first()
    )
    if stopped:
        stopped.state, stopped.error = ImportRun.State.RUNNING, ""
        stopped.save()
        return stopped
    return ImportRun.objects.create(files=files, state=ImportRun.State.RUNNING, started_at=at, by=by)


def _prepare(run: ImportRun, found: Survey, *, at: datetime) -> Work:
    origin, _made = Origin.objects.get_or_create(address=found.address.key, defaults={"name": found.site.title[:250]})
    site = Site(
        address=found.address,
        url=(found.site.base_blog_url or found.site.link).rstrip("/"),
        name=found.site.title,
        language=found.site.language,
        zone=found.clues.zone,
        at=at,
        files=found.files,
        blocks=found.blocks,
        known_sources=known_sources(run.started_at),
    )
    return Work(
        run=run,
        ledger=Ledger(origin, run.pk),
        notes=Notebook(run),
        publication=Publication.objects.current(),
        site=site,
        at=at,
        highest_comment=found.highest_comment,
        repeated=frozenset(found.repeated),
    )


def _rows(paths: Paths, found: Survey, work: Work, progress: ShowsProgress) -> Iterator[Row]:
    workers = useful_workers(found.counts.total())
    return map_items(_items(paths, work, progress), work.site, workers=workers)


def _items(paths: Paths, work: Work, progress: ShowsProgress) -> Iterator[ItemRecord]:
    told = Progress()
    try:
        for record in _told(read_export(paths, on_problem=_ignore, progress=told), "write", told, progress):
            if isinstance(record, ItemRecord):
                yield record
                work.run.bytes_read = told.bytes_read
    except ExportError:
        return  # the first pass has told of it, and all whole items came before


def _ignore(problem: Problem) -> None:
    """The first pass has told of it."""


def _end(work: Work, error: ExportError | None, at: datetime, seconds: float) -> Report:
    run = work.run
    run.state = ImportRun.State.FAILED if error else ImportRun.State.DONE
    run.error = str(error or "")
    run.ended_at = at
    run.save()
    notes = [
        Told(note.act, note.kind, note.there, note.title, note.reason, note.place)
        for note in run.notes.order_by("pk").iterator()
    ]
    return Report(
        files=run.files, is_dry=False, counts=run.counts, notes=notes, seconds=seconds, error=run.error, run=run.pk
    )
