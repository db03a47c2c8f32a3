"""How far a job is, as the desk shows it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coranto.wordpress.models import ImportJob
from coranto.wordpress.uploaded import read_json

SILENT_SECONDS = 90
"""A working import says something every half second; after this long it was most likely stopped with the server."""


@dataclass(frozen=True, slots=True)
class ShownProgress:
    """What is being done, in words; the share done in percent, or nothing where it cannot be known."""

    is_busy: bool
    is_silent: bool
    words: str
    percent: int | None
    items: int
    left: str


def step_names() -> dict[str, str]:
    """The importer's steps in words."""
    return {
        "survey": _("Looking through the files"),
        "media": _("Bringing files in"),
        "write": _("Importing"),
        "finish": _("Finishing"),
    }


def shown_progress(job: ImportJob, *, at: datetime.datetime) -> ShownProgress:
    """From the row and the file beside the upload."""
    is_busy = job.state in (ImportJob.State.WAITING, ImportJob.State.RUNNING)
    said = (read_json(job, "progress.json") or {}) if is_busy else {}
    heard_at = said.get("at") or (job.started_at or job.made_at).timestamp()
    silence = at.timestamp() - heard_at
    done, total = said.get("done") or 0, said.get("total") or 0
    waiting = _("Waiting for its turn") if job.state == ImportJob.State.WAITING else _("Beginning")
    share = done / total if total else 0.0
    return ShownProgress(
        is_busy=is_busy,
        is_silent=is_busy and silence > SILENT_SECONDS,
        words=step_names().get(said.get("step", ""), waiting),
        percent=min(round(100 * share), 100) if total else None,
        items=said.get("items") or 0,
        left=_left(job, share, at) if said.get("step") == "write" else "",
    )


def _left(job: ImportJob, share: float, at: datetime.datetime) -> str:
    """The time left, guessed from the time taken."""
    if job.started_at is None or share < 0.02:
        return ""
    seconds = (at - job.started_at).total_seconds() * (1 - share) / share
    if seconds < 60:
        return _("less than a minute left")
    return _("about %(n)s minutes left") % {"n": round(seconds / 60)}
