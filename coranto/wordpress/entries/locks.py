"""Locks of the desk that a change by a program lifts first and sets again: a schedule, and a review that one asked for.

WordPress has neither: what is scheduled is changed by who may publish it, what was handed in by who wrote it. At the
desk a person cancels the schedule or the review, changes the text, and plans it or hands it in again; here that is done
in one step. What somebody locked by hand stays locked. Who may: :func:`coranto.wordpress.entries.rights.may_lift`.
"""

from wagtail.locks import ScheduledForPublishLock, WorkflowLock

from coranto.accounts.models import User
from coranto.wordpress.entries.rights import Entry


def lift_locks(entry: Entry, by: User) -> str:
    """Cancel what keeps the person from changing it; the status that puts it back where it stood, or nothing.

    A post whose day is moved into the past is then public, as in WordPress.
    """
    lock = entry.get_lock()
    if lock is None or not lock.for_user(by):
        return ""
    if isinstance(lock, ScheduledForPublishLock):
        for revision in entry.revisions.filter(approved_go_live_at__isnull=False):
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
        return "private" if entry.is_private else "publish"
    if isinstance(lock, WorkflowLock) and entry.current_workflow_state:
        entry.current_workflow_state.cancel(user=by)
        return "pending"
    return ""
