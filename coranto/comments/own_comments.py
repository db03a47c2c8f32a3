"""Which comments are the reader's own: shown to them while held, and theirs to edit or delete for some minutes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from coranto.comments.discussions import Subject
from coranto.comments.models import Comment, CommentRules
from coranto.comments.reader import Reader
from coranto.comments.stamps import opens

SHOWN_TO_WRITER = (Comment.Status.PUBLISHED, Comment.Status.HELD, Comment.Status.SPAM)
SHOWN_SPAM_FOR = datetime.timedelta(hours=1)  # whoever wrote it sees it like any held one, so that nobody learns


@dataclass(frozen=True, slots=True)
class Own:
    """The reader's own comments in one discussion: the unpublished ones, and the numbers of those they may change."""

    waiting: tuple[Comment, ...] = ()
    changeable: frozenset[int] = frozenset()


def own_comments(subject: Subject, reader: Reader, rules: CommentRules, *, at: datetime.datetime) -> Own:
    """What of this discussion is the reader's own; no query for a stranger."""
    if reader.is_stranger:
        return Own()
    since = at - datetime.timedelta(minutes=rules.edit_minutes)
    rows = Comment.objects.filter(thread__in=subject.threads(), status__in=SHOWN_TO_WRITER, removed_at=None)
    mine = Q(pk__in=[*reader.own, *reader.keys])
    if reader.user:
        mine |= Q(commenter__user=reader.user)
    rows = rows.filter(mine).filter(~Q(status=Comment.Status.PUBLISHED) | Q(posted_at__gt=since))
    own = [row for row in rows.select_related("commenter").order_by("posted_at", "pk")[:100] if is_own(row, reader)]
    return Own(
        waiting=tuple(row for row in own if is_shown_to_writer(row, at)),
        changeable=frozenset(row.pk for row in own if may_change(row, rules, at=at)),
    )


def is_own(comment: Comment, reader: Reader) -> bool:
    """Whether the reader wrote it."""
    if reader.user and comment.commenter.user_id == reader.user.pk:
        return True
    return comment.pk in reader.own or (comment.pk in reader.keys and opens(comment, reader.keys[comment.pk]))


def is_shown_to_writer(comment: Comment, at: datetime.datetime) -> bool:
    """Whether a comment that is not published stands on its writer's page."""
    if comment.status == Comment.Status.HELD:
        return True
    return comment.status == Comment.Status.SPAM and comment.posted_at > at - SHOWN_SPAM_FOR


def may_change(comment: Comment, rules: CommentRules, *, at: datetime.datetime) -> bool:
    """Whether its writer may still edit or delete it."""
    is_there = comment.status in SHOWN_TO_WRITER and comment.removed_at is None and comment.kind == Comment.Kind.COMMENT
    return is_there and at < comment.posted_at + datetime.timedelta(minutes=rules.edit_minutes)


def place_waiting(published: Iterable[Comment], waiting: Iterable[Comment]) -> list[Comment]:
    """Published comments with the reader's waiting ones among them; a reply to what is not there stands on its own."""
    rows = list(published)
    there = {row.pk for row in rows}
    for comment in waiting:
        if comment.pk in there:
            continue
        if comment.parent_id not in there:
            comment.parent_id = None
        rows.append(comment)
        there.add(comment.pk)
    return rows
