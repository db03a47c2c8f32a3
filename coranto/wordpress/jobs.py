"""The verbs on exports that were uploaded at the desk."""

import datetime
import logging
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.accounts.models import User
from coranto.core.errors import PlainError
from coranto.wordpress.models import ImportJob, ImportRun
from coranto.wordpress.uploaded import Noter, drop_files, export_files, folder_of, keep_files, media_files, write_json

logger = logging.getLogger("coranto.import")
State, Part = ImportJob.State, ImportJob.Part
QUEUED_FOR = datetime.timedelta(seconds=60)
"""A click on what was queued a shorter while ago is the same click again."""


@transaction.atomic
def take_upload(
    *,
    files: Iterable[UploadedFile],
    media: Iterable[UploadedFile],
    fetch_media: bool,
    at: datetime.datetime,
    by: User | None,
) -> ImportJob:
    """Keep an export that was uploaded, to be tried next."""
    job = ImportJob.objects.create(fetch_media=fetch_media, made_at=at, by=by)
    drop_files(job)  # of a job of another life, where a database was restored beside its files
    try:
        job.files = keep_files(folder_of(job) / "export", files)
        job.media = keep_files(folder_of(job) / "media", media)
    except OSError as error:
        drop_files(job)
        raise PlainError(_("The files cannot be kept: %(error)s") % {"error": error.strerror or error}) from error
    job.save()
    return job


@transaction.atomic
def begin_part(*, job: ImportJob, part: ImportJob.Part, at: datetime.datetime) -> bool:
    """Let the trial or the import wait for its turn; whether it does. Of two clicks at once, one counts."""
    just_queued = Q(state=State.WAITING, started_at__gt=at - QUEUED_FOR)
    changed = (
        ImportJob.objects.filter(pk=job.pk)
        .exclude(just_queued)
        .update(part=part, state=State.WAITING, started_at=at, ended_at=None, error="")
    )
    write_json(job, "progress.json", {})
    return bool(changed)


def perform(*, job: ImportJob, at: datetime.datetime) -> None:
    """Do the part that waits. Whatever goes wrong is said on the job, in one line where the person can mend it."""
    taken = ImportJob.objects.filter(pk=job.pk, state=State.WAITING).update(state=State.RUNNING, started_at=at)
    if not taken:
        return
    job.refresh_from_db()
    from coranto.wordpress.importing.run import run_import  # takes half a second to load, and servers rarely need it

    try:
        report = run_import(
            export_files(job),
            media=media_files(job),
            fetch_media=job.fetch_media,
            dry_run=job.part == Part.TRIAL,
            at=at,
            by=job.by,
            progress=Noter(job),
        )
    except PlainError as error:
        _end(job, State.FAILED, str(error))
        return
    except Exception as error:
        logger.exception("an import at the desk failed")
        _end(job, State.FAILED, f"{type(error).__name__}: {error}")
        return
    write_json(job, "report.json", report.as_json())
    job.run = ImportRun.objects.filter(pk=report.run or 0).first()
    _end(job, State.FAILED if report.error else State.DONE, report.error)


def _end(job: ImportJob, state: ImportJob.State, error: str) -> None:
    job.state, job.error, job.ended_at = state, error, timezone.now()
    job.save()


@transaction.atomic
def drop_job(*, job: ImportJob) -> None:
    """Forget an upload and delete its files; what was imported from it stays."""
    drop_files(job)
    job.delete()
