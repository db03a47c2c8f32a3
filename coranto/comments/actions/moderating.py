"""What moderators do to comments at the desk: decide, reply, edit, move. Each is written down as an act.

An act keeps what :mod:`coranto.comments.actions.undoing` needs. Whatever was done already makes no act.
"""

import copy
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.accounts.models import User
from coranto.comments.actions.deciding import decide_comments, follow_comments
from coranto.comments.actions.submitting import submit_comment, thread_of
from coranto.comments.actions.teaching import standing_lessons
from coranto.comments.discussions import post_subject
from coranto.comments.models import Comment, CommentEdit, CommentRules, DeskAct, Report, Verdict
from coranto.comments.scoring import scorer_in_use
from coranto.comments.subjects import subject_of
from coranto.comments.submissions import Submission
from coranto.core.comment_text import comment_html, written_html
from coranto.core.errors import PlainError
from coranto.core.strangers_text import is_blank
from coranto.posts.models import Post

Status = Comment.Status
DEEPEST = 200  # levels of replies that go along when a comment is moved
BY_EDITORS = re.compile(r"<(?:h[1-6]|hr|table|dl)\b")  # in what was imported; what is typed here has none


def written_down(kind: str, summary: str, before: dict[str, Any], *, at: datetime.datetime, by: User) -> DeskAct:
    """The act, in the log."""
    return DeskAct.objects.create(kind=kind, summary=summary[:500], before=before, at=at, by=by)


def locked(keys: Iterable[int]) -> list[Comment]:
    """The comments as they are now; of two moderators who press at once, the second sees what the first did."""
    rows = Comment.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk")
    return list(rows.select_related("commenter", "thread__post"))


@transaction.atomic
def decide_at_desk(
    *, comments: Iterable[Comment], status: str, at: datetime.datetime, by: User, why: str = ""
) -> DeskAct | None:
    """Give comments that status. Those that have it already are passed over, unless readers reported them."""
    before, count = decide_and_remember(comments=comments, status=status, at=at, by=by, why=why)
    if not count:
        return None
    return written_down(DeskAct.Kind.DECIDED, decided_words(status, list(before["comments"])), before, at=at, by=by)


def decide_and_remember(
    *, comments: Iterable[Comment], status: str, at: datetime.datetime, by: User, why: str = ""
) -> tuple[dict[str, Any], int]:
    """Decide; what taking it back needs, and how many comments it was."""
    rows = locked(comment.pk for comment in comments)
    reported = set(Report.objects.filter(comment__in=rows, settled_at=None).values_list("comment", flat=True))
    rows = [row for row in rows if row.status != status or row.pk in reported]
    lessons = standing_lessons(rows)
    was = {str(row.pk): [row.status, lessons[row.pk].pk if row.pk in lessons else 0] for row in rows}
    settled = decide_comments(comments=rows, status=status, at=at, by=by, why=why) if rows else []
    return {"comments": was, "to": status, "reports": settled}, len(rows)


def decided_words(status: str, keys: Sequence[str]) -> str:
    """What was decided, for the log."""
    if len(keys) == 1:
        one = {
            Status.PUBLISHED: _("Comment %(key)s published."),
            Status.HELD: _("Comment %(key)s held."),
            Status.SPAM: _("Comment %(key)s marked as spam."),
            Status.BINNED: _("Comment %(key)s put in the bin."),
        }
        return one[Status(status)] % {"key": keys[0]}
    many = {
        Status.PUBLISHED: _("%(n)s comments published."),
        Status.HELD: _("%(n)s comments held."),
        Status.SPAM: _("%(n)s comments marked as spam."),
        Status.BINNED: _("%(n)s comments put in the bin."),
    }
    return many[Status(status)] % {"n": len(keys)}


@transaction.atomic
def decide_once(*, comment: Comment, verdict: int, status: str, at: datetime.datetime, by: User, why: str = "") -> bool:
    """Decide if the verdict with that key (0: none) is still the newest; whether it was.

    Of two who press the button of the same mail at once, one decides.
    """
    locked([comment.pk])
    newest = comment.verdicts.order_by("-at", "-pk").values_list("pk", flat=True).first() or 0
    if newest != verdict:
        return False
    if decide_at_desk(comments=[comment], status=status, at=at, by=by, why=why) is None:
        decide_comments(comments=[comment], status=status, at=at, by=by, why=why)
    comment.refresh_from_db(fields=["status"])
    return True


@transaction.atomic
def reply_at_desk(*, comment: Comment, text: str, token: str, at: datetime.datetime, by: User) -> DeskAct | None:
    """Answer a comment in one's own name; one that waits is published first. Raise PlainError for what is refused.

    A form that comes twice is one reply: the second makes no act. A closed discussion stays open to moderators.
    """
    found = subject_of(comment.thread, at=at)
    if found is None:
        raise PlainError(_("What was discussed here is in the bin."))
    before: dict[str, Any] = {}
    if comment.status != Status.PUBLISHED:
        before, _count = decide_and_remember(comments=[comment], status=Status.PUBLISHED, at=at, by=by)
    rules = copy.copy(CommentRules.objects.current())
    rules.close_after_days = 0
    done = submit_comment(
        submission=Submission(
            text=text,
            name=by.shown_name,
            email=by.email,
            parent=comment.pk,
            form_token=token,
            is_staff=True,
            user=by.pk,
        ),
        subject=replace(found.subject, is_open=True),
        at=at,
        scorer=scorer_in_use(),
        rules=rules,
    )
    if done.comment is None:
        raise PlainError(done.decision.reasons[0].words)
    if done.is_repeated:
        return None
    summary = _("Comment %(key)s answered by comment %(reply)s.") % {"key": comment.pk, "reply": done.comment.pk}
    return written_down(DeskAct.Kind.REPLIED, summary, {**before, "reply": done.comment.pk}, at=at, by=by)


@transaction.atomic
def edit_at_desk(*, comment: Comment, text: str, at: datetime.datetime, by: User) -> DeskAct | None:
    """Change the text; the one before is kept, and the comment says that it was edited. Its status stays."""
    comment = locked([comment.pk])[0]
    if is_blank(text):
        raise PlainError(_("A comment needs a text. To take it off the page, put it in the bin."))
    if text == comment.text:
        return None
    edit = CommentEdit.objects.create(comment=comment, text=comment.text, at=at, by=by)
    is_written = comment.html == written_html(comment.text)
    before = {
        "comment": comment.pk,
        "edit": edit.pk,
        "edited_at": comment.edited_at.isoformat() if comment.edited_at else "",
        "is_written": is_written,
    }
    is_markdown = is_written or not BY_EDITORS.search(comment.html)
    comment.text, comment.html, comment.edited_at = text, html_as_before(text, is_written=is_markdown), at
    comment.save(update_fields=["text", "html", "edited_at"])
    return written_down(DeskAct.Kind.EDITED, _("Comment %(key)s edited.") % {"key": comment.pk}, before, at=at, by=by)


def html_as_before(text: str, *, is_written: bool) -> str:
    """The HTML of a text as that of the comment was made: typed here, or imported."""
    return written_html(text) if is_written else comment_html(text)


@transaction.atomic
def move_comments(*, comments: Iterable[Comment], post: Post, at: datetime.datetime, by: User) -> DeskAct | None:
    """Put comments, with all replies to them, below another post. What answered one that stays, answers none there."""
    target = thread_of(post_subject(post))
    chosen = [comment.pk for comment in locked(comment.pk for comment in comments) if comment.thread_id != target.pk]
    keys = with_replies(chosen)
    rows = locked(keys)
    if not rows:
        return None
    before = {str(row.pk): [row.thread_id, row.parent_id] for row in rows}
    Comment.objects.filter(pk__in=keys).update(thread=target)
    tops = [row.pk for row in rows if row.parent_id is not None and row.parent_id not in keys]
    Comment.objects.filter(pk__in=tops).update(parent=None)
    follow_comments(rows, at=at, threads=[target.pk])
    summary = ngettext("%(n)s comment moved to “%(post)s”.", "%(n)s comments moved to “%(post)s”.", len(rows))
    summary %= {"n": len(rows), "post": post}
    return written_down(DeskAct.Kind.MOVED, summary, {"comments": before, "to": target.pk}, at=at, by=by)


def with_replies(keys: Iterable[int]) -> set[int]:
    """The keys of these comments and of everything below them, whatever its status."""
    found = set(keys)
    level = set(found)
    for _depth in range(DEEPEST):
        level = set(Comment.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        if not level:
            break
        found |= level
    return found


def decided_since(keys: Iterable[int], at: datetime.datetime) -> set[int]:
    """Which of these comments somebody or something decided on after that moment, and did not take it back."""
    balance: dict[int, int] = {}
    for key, phase in Verdict.objects.filter(comment__in=list(keys), at__gt=at).values_list("comment", "phase"):
        balance[key] = balance.get(key, 0) + (-1 if phase == "undo" else 1)
    return {key for key, count in balance.items() if count}
