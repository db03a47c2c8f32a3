"""A trial run: all decisions of an import, and none of its writing. Everything is read, so the report is whole."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from coranto.core.addresses import normal_path
from coranto.media.uploads_in import stored_size
from coranto.posts.models import Permalink
from coranto.wordpress.importing.batches import batches
from coranto.wordpress.importing.beginnings import prepare, problem_notes
from coranto.wordpress.importing.discussions import plan_discussions
from coranto.wordpress.importing.foundations import plan_foundations
from coranto.wordpress.importing.kept_items import plan_kept_comments
from coranto.wordpress.importing.passes import item_rows
from coranto.wordpress.importing.plans import Plan, plan_batch, tell
from coranto.wordpress.importing.progress import ShowsProgress
from coranto.wordpress.importing.reports import Report
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.portions import Paths
from coranto.wordpress.mapping.rows import PostRow
from coranto.wordpress.media_files import open_media
from coranto.wordpress.models import Arrival, ImportRun

MediaPaths = Sequence[str | os.PathLike[str]]


def try_out(paths: Paths, found: Survey, media: MediaPaths, *, at: datetime, progress: ShowsProgress) -> Report:
    """What importing these files now would do."""
    run = ImportRun(files=[Path(path).name for path in paths], is_dry=True, started_at=at)
    work = prepare(run, found, at=at)
    problem_notes(found.problems, work.notes)
    plan_foundations(found, work)
    seen: set[str] = set()
    for portion in batches(item_rows(paths, found, work, progress)):
        plan = plan_batch(portion, work)
        plan_discussions(plan, work)
        plan_kept_comments(plan, work)
        _try_addresses(plan, seen, work)
    _try_menus(work)
    _try_files(media, work)
    work.notes.flush()
    return Report(files=run.files, is_dry=True, counts=run.counts, notes=list(work.notes.all_told()))


def _try_addresses(plan: Plan, seen: set[str], work: Work) -> None:
    """Say which new posts would have to take another address, because theirs is given."""
    rows = [row for row in plan.rows if isinstance(row, PostRow) and row.address]
    fresh = [(normal_path(row.address), row) for row in rows if plan.steps[row.there] is Step.CREATE]
    paths = [path for path, _row in fresh]
    taken = set(Permalink.objects.filter(path__in=paths, is_current=True).values_list("path", flat=True))
    for path, row in fresh:
        if path in taken or path in seen:
            tell(row, "bent", "its address is another post's, so it would get one with a number", work, counted=False)
        seen.add(path)


def _try_menus(work: Work) -> None:
    known = work.ledger.look_up(Arrival.Kind.ITEM, (row.there for row in work.menu_items))
    work.notes.count("menu item", "new", sum(row.there not in known for row in work.menu_items))
    work.notes.count("menu item", "unchanged", sum(row.there in known for row in work.menu_items))


def _try_files(media: MediaPaths, work: Work) -> None:
    """Say which files of attachments would be missing."""
    absent = [stub for stub in work.site.files.values() if not stub.path or stored_size(stub.path) is None]
    if media:
        with open_media(media) as uploads:
            found = [stub for stub in absent if stub.path and uploads.find_key(stub.path)]
        work.notes.count("file", "new", len(found))
        absent = [stub for stub in absent if stub not in found]
    for stub in absent:
        work.notes.happened("missing", "file", "its file would not be here", there=stub.path, title=stub.title)
