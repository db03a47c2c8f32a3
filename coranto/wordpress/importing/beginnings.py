"""The beginning of a run: its row in the database, and what its parts share."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from coranto.accounts.models import User
from coranto.publication.models import Publication
from coranto.wordpress.importing.attributions import known_sources
from coranto.wordpress.importing.ledger import Ledger
from coranto.wordpress.importing.notebook import Notebook
from coranto.wordpress.importing.pictures import stored_pictures
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.portions import Paths
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.models import ImportRun, Origin
from coranto.wordpress.wxr.records import Problem

ACTS = {"missing": "missing", "cut": "refused", "not-export": "refused", "duplicate": "skipped"}
"""What the report says of the reader's problems; all others were mended."""


@transaction.atomic
def begin_run(paths: Paths, found: Survey, *, at: datetime, by: User | None) -> ImportRun:
    """The run of these files that was stopped, to go on with; or a new one."""
    files = [Path(path).name for path in paths]
    state = ImportRun.State
    stopped = ImportRun.objects.filter(
        state__in=[state.RUNNING, state.FAILED], files=files, is_dry=False, bytes_total=found.bytes_total
    )
    run = stopped.order_by("-pk").first()
    if run is not None:
        run.state, run.error = state.RUNNING, ""
        run.save(update_fields=["state", "error"])
        return run
    run = ImportRun.objects.create(
        files=files, state=state.RUNNING, started_at=at, by=by, bytes_total=found.bytes_total
    )
    notes = Notebook(run)
    problem_notes(found.problems, notes)
    notes.flush()
    return run


def problem_notes(problems: Iterable[Problem], notes: Notebook) -> None:
    """Tell what was odd in the files themselves."""
    for problem in problems:
        place = problem.file + (f", byte {problem.byte:,}" if problem.byte is not None else "")
        there = str(problem.item_id or "")
        title = problem.item_title
        notes.tell(ACTS.get(problem.kind, "bent"), "export", problem.reason, there=there, title=title, place=place)


def prepare(run: ImportRun, found: Survey, *, at: datetime) -> Work:
    """What all parts of the run share. For a trial (a run without a key) nothing is written."""
    address, name = found.address.key, found.site.title[:250]
    if run.pk is None:
        origin = Origin.objects.filter(address=address).first() or Origin(address=address, name=name)
    else:
        origin, _made = Origin.objects.get_or_create(address=address, defaults={"name": name})
    return Work(
        run=run,
        ledger=Ledger(origin, run.pk),
        notes=Notebook(run),
        publication=Publication.objects.current(),
        site=_site(found, at),
        at=at,
        highest_item=found.highest_item,
        highest_comment=found.highest_comment,
        repeated=frozenset(found.repeated),
    )


def with_pictures(work: Work) -> None:
    """Let texts know the pictures that are here."""
    work.site = dataclasses.replace(work.site, images=stored_pictures())


def _site(found: Survey, at: datetime) -> Site:
    return Site(
        address=found.address,
        url=(found.site.base_blog_url or found.site.link).rstrip("/"),
        name=found.site.title,
        language=found.site.language,
        zone=found.clues.zone,
        at=at,
        files=found.files,
        blocks=found.blocks,
        known_sources=known_sources(at),
    )
