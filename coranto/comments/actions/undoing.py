"""Taking back what a moderator did: everything becomes what it was, but for what was changed again since."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from coranto.accounts.models import User
from coranto.comments.actions.deciding import follow_comments, give_status
from coranto.comments.actions.moderating import decided_since, html_as_before, locked
from coranto.comments.actions.teaching import restore_lessons, standing_lessons
from coranto.comments.models import (
    Announcement,
    Block,
    Comment,
    CommentEdit,
    Commenter,
    DeskAct,
    Report,
    Thread,
)
from coranto.comments.subjects import is_open, set_open
from coranto.core.errors import PlainError
from coranto.publication.actions import note_change

Status = Comment.Status


@transaction.atomic
def undo_act(*, act: DeskAct, at: datetime.datetime, by: User) -> DeskAct:
    """Take an act back. Raise PlainError where that cannot be. Of two at once, one does it."""
    if not DeskAct.objects.filter(pk=act.pk, undone_at=None).update(undone_at=at, undone_by=by):
        raise PlainError(_("This was undone already."))
    if not UNDOERS[DeskAct.Kind(act.kind)](act, at, by):
        raise PlainError(_("This was changed again since, so there is nothing to undo."))
    act.refresh_from_db()
    return act


def _undo_decision(act: DeskAct, at: datetime.datetime, by: User) -> int:
    """Only where nobody decided since."""
    was: dict[int, list[Any]] = {int(key): value for key, value in act.before.get("comments", {}).items()}
    others = decided_since(was, act.at)
    rows = [row for row in locked(was) if row.status == act.before["to"] and row.pk not in others]
    rows = [row for row in rows if was[row.pk][0] != Status.PUBLISHED or not row.has_nothing_to_show]
    groups: dict[str, list[Comment]] = {}
    for row in rows:
        groups.setdefault(was[row.pk][0], []).append(row)
    if not rows:
        return 0
    give_status(comments=groups, at=at, by=by, why=_("a decision was taken back"), phase="undo")
    restore_lessons(comments=rows, lessons={key: value[1] for key, value in was.items() if value[1]}, at=at)
    Report.objects.filter(pk__in=act.before.get("reports", []), comment__in=rows).update(settled_at=None)
    _forget_news(rows)
    return len(rows)


def _forget_news(rows: list[Comment]) -> None:
    """What is no longer published, and nobody was told of yet, is news when it is published again."""
    gone = [row.pk for row in rows if row.status != Status.PUBLISHED]
    Announcement.objects.filter(comment__in=gone, kind=Announcement.Kind.PUBLISHED, told_at=None).delete()


def _undo_reply(act: DeskAct, at: datetime.datetime, by: User) -> int:
    """The reply goes into the bin; what was published for its sake goes back."""
    rows = [row for row in locked([act.before["reply"]]) if row.status != Status.BINNED]
    if rows:
        give_status(comments={Status.BINNED: rows}, at=at, by=by, why=_("a reply was taken back"), phase="undo")
        _forget_news(rows)
    return len(rows) + (_undo_decision(act, at, by) if "comments" in act.before else 0)


def _undo_edit(act: DeskAct, at: datetime.datetime, by: User) -> int:
    """Only the newest edit."""
    newest = CommentEdit.objects.filter(comment=act.before["comment"]).order_by("-at", "-pk").first()
    if newest is None or newest.pk != act.before["edit"]:
        return 0
    for comment in locked([act.before["comment"]]):
        comment.text = newest.text
        comment.html = html_as_before(newest.text, is_written=act.before["is_written"])
        comment.edited_at = parse_datetime(act.before["edited_at"]) if act.before["edited_at"] else None
        comment.save(update_fields=["text", "html", "edited_at"])
    newest.delete()
    return 1


def _undo_trust(act: DeskAct, at: datetime.datetime, by: User) -> int:
    made = act.before["made"]
    return Commenter.objects.filter(pk__in=act.before["commenters"], is_trusted=made).update(is_trusted=not made)


def _undo_block(act: DeskAct, at: datetime.datetime, by: User) -> int:
    count = Block.objects.filter(pk__in=act.before["made"]).delete()[0]
    for key, (until, reason) in act.before["was"].items():
        ends = parse_datetime(until) if until else None
        count += Block.objects.filter(pk=int(key)).update(until=ends, reason=reason)
    return count


def _undo_closing(act: DeskAct, at: datetime.datetime, by: User) -> int:
    made = act.before["made"]
    threads = Thread.objects.filter(pk__in=act.before["threads"]).select_related("post", "page", "attachment")
    changed = [thread for thread in threads if is_open(thread) == made]
    for thread in changed:
        set_open(thread, not made)
    note_change(at=at)
    return len(changed)


def _undo_move(act: DeskAct, at: datetime.datetime, by: User) -> int:
    """Back to where they stood; what they answered may be gone by now."""
    was = {int(key): value for key, value in act.before["comments"].items()}
    rows = [row for row in locked(was) if row.thread_id == act.before["to"]]
    threads = Thread.objects.in_bulk({thread for thread, _parent in was.values()})
    rows = [row for row in rows if was[row.pk][0] in threads]
    parents = {parent for _thread, parent in was.values() if parent}
    there = dict(Comment.objects.filter(pk__in=parents).values_list("pk", "thread"))
    there.update({row.pk: was[row.pk][0] for row in rows})
    for row in rows:
        thread, parent = was[row.pk]
        row.thread = threads[thread]
        row.parent_id = parent if there.get(parent) == thread else None
    Comment.objects.bulk_update(rows, ["thread", "parent"], batch_size=100)
    follow_comments(rows, at=at, threads=[act.before["to"]])
    return len(rows)


def _undo_lesson(act: DeskAct, at: datetime.datetime, by: User) -> int:
    """The filter knows of the comment what it knew before, unless it learnt something else of it since."""
    rows = locked([act.before["comment"]])
    standing = standing_lessons(rows).get(act.before["comment"])
    if (standing.pk if standing else 0) != act.before["made"]:
        return 0
    lessons = {row.pk: act.before["lesson"] for row in rows if act.before["lesson"]}
    restore_lessons(comments=rows, lessons=lessons, at=at)
    return len(rows)


UNDOERS = {
    DeskAct.Kind.DECIDED: _undo_decision,
    DeskAct.Kind.REPLIED: _undo_reply,
    DeskAct.Kind.EDITED: _undo_edit,
    DeskAct.Kind.TRUSTED: _undo_trust,
    DeskAct.Kind.BLOCKED: _undo_block,
    DeskAct.Kind.CLOSED: _undo_closing,
    DeskAct.Kind.MOVED: _undo_move,
    DeskAct.Kind.TAUGHT: _undo_lesson,
}
