"""``run_import``: an export in, a site out.

Two passes over the files. The first writes nothing: it checks them and collects what later items refer to. The second
writes, a few hundred items at a time, each batch in a transaction together with the note that it has arrived. So a run
may be stopped anywhere, and the same call goes on with it.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from coranto.accounts.models import User
from coranto.comments.tasks import teach_archive
from coranto.core.outgoing.http import Fetcher
from coranto.wordpress.importing.batches import batches, write_batch
from coranto.wordpress.importing.beginnings import begin_run, prepare, with_pictures
from coranto.wordpress.importing.counting import count_everybody
from coranto.wordpress.importing.databases import flat_memory, gather_statistics, seldom_merged
from coranto.wordpress.importing.foundations import lay_foundations
from coranto.wordpress.importing.loose_ends import tie_up
from coranto.wordpress.importing.media import Wanted, bring_media
from coranto.wordpress.importing.menus import write_menus
from coranto.wordpress.importing.navigations import write_navigations
from coranto.wordpress.importing.one_at_a_time import only_import
from coranto.wordpress.importing.passes import item_rows, look_through
from coranto.wordpress.importing.pictures import join_files, make_pictures, tell_missing
from coranto.wordpress.importing.progress import ShowsProgress, Step, silent
from coranto.wordpress.importing.reports import Report
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.trial import try_out
from coranto.wordpress.importing.usage import note_usage_of_all
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.portions import Paths
from coranto.wordpress.models import ImportRun
from coranto.wordpress.wxr.errors import ExportError


def run_import(
    paths: Paths,
    *,
    media: Sequence[str | os.PathLike[str]] = (),
    fetch_media: bool = False,
    fetcher: Fetcher | None = None,
    dry_run: bool = False,
    at: datetime,
    by: User | None = None,
    progress: ShowsProgress = silent,
) -> Report:
    """Bring an export in, or go on with an import that was stopped; give back what was done.

    ``media`` are folders or archives of its uploads. With ``fetch_media`` missing ones are asked of the old site,
    through ``fetcher`` if one is given. Raise ExportError or PlainError with one line when nothing could be read; an
    export that ends too early is taken as far as it goes, and the report has the error.
    """
    start = time.monotonic()
    wanted = Wanted(media, (fetcher or Fetcher(about=settings.PUBLIC_URL)) if fetch_media else None)
    with contextlib.nullcontext() if dry_run else only_import(), disable_reference_index_auto_update(), flat_memory():
        found, error = look_through(paths, progress)
        if dry_run:
            report = try_out(paths, found, media, at=at, progress=progress)
        else:
            run = begin_run(paths, found, at=at, by=by)
            with _recorded(run), seldom_merged():
                work = _write_all(paths, found, run, wanted, progress)
                report = _end(work, error, at=at)
    report.seconds = time.monotonic() - start
    report.error = str(error or "")
    return report


def _write_all(paths: Paths, found: Survey, run: ImportRun, wanted: Wanted, progress: ShowsProgress) -> Work:
    work = prepare(run, found, at=run.started_at)
    lay_foundations(found, work)
    bring_media(wanted, work, progress)
    make_pictures(work)
    with_pictures(work)
    for portion in batches(item_rows(paths, found, work, progress)):
        write_batch(portion, work)
    _finish(work, progress)
    return work


def _finish(work: Work, progress: ShowsProgress) -> None:
    """What can only be done when everything is here."""
    for done, step in enumerate((join_files, tie_up, write_menus, write_navigations, count_everybody)):
        progress(Step("finish", done=done, total=5))
        step(work)
    gather_statistics()


@contextlib.contextmanager
def _recorded(run: ImportRun) -> Iterator[None]:
    """Whatever ends the block early is written on the run, if the database still lets us."""
    try:
        yield
    except BaseException as error:
        run.state = ImportRun.State.FAILED
        run.error = "stopped" if isinstance(error, KeyboardInterrupt) else f"{type(error).__name__}: {error}"
        with contextlib.suppress(DatabaseError):
            run.save(update_fields=["state", "error"])
        raise


@transaction.atomic
def _end(work: Work, error: ExportError | None, *, at: datetime) -> Report:
    """Close the run; give back all that was said of it, also before it was stopped."""
    tell_missing(work)
    run = work.run
    run.state = ImportRun.State.FAILED if error else ImportRun.State.DONE
    run.error = str(error or "")
    run.ended_at = at
    run.save()
    note_usage_of_all()
    teach_archive.enqueue()
    notes = list(work.notes.all_told())
    return Report(files=run.files, is_dry=False, counts=run.counts, notes=notes, run=run.pk)
