"""Teaching the site's spam filter from what people decided, and from the archive."""

import datetime

from django.db import transaction

from coranto.comments.models import Comment, FilterLesson, FilterSnapshot
from coranto.comments.site_filter import kept, site_filter
from coranto.spam.commands import teach
from coranto.spam.filter import Filter

GOOD, SPAM = Comment.Status.PUBLISHED, (Comment.Status.SPAM, Comment.Status.BINNED)
MOST_OF_ARCHIVE = 2_000
"""How many good and how many bad comments of an archive are taught: the newest; more changes little."""


@transaction.atomic
def teach_comment(*, comment: Comment, at: datetime.datetime, by: str = "") -> FilterLesson | None:
    """Learn from a person's decision, effective with the next comment; an earlier opposite lesson is taken back.

    Published is good, spam is spam; holding and binning teach nothing, since a bin holds good comments too.
    """
    standing = standing_lesson(comment)
    is_spam = comment.status == Comment.Status.SPAM
    if comment.status not in (GOOD, Comment.Status.SPAM) or (standing and standing.is_spam == is_spam):
        return None
    if standing:
        untrain(lesson=standing, at=at)
    now = site_filter.current()
    learnt = now.learn(kept(comment), is_spam, reporter=by)
    now.unlearn(learnt)  # every process, this one too, takes it from the log, in the log's order
    return record(comment=comment, packed=learnt.to_bytes(), is_spam=is_spam, at=at)


@transaction.atomic
def untrain(*, lesson: FilterLesson, at: datetime.datetime) -> FilterLesson:
    """Take a lesson back, exactly."""
    return record(comment=lesson.comment, packed=bytes(lesson.packed), is_spam=lesson.is_spam, at=at, is_undo=True)


def record(
    *, comment: Comment | None, packed: bytes, is_spam: bool, at: datetime.datetime, is_undo: bool = False
) -> FilterLesson:
    """Write a step to the log. One at a time, so that a process that reads it never passes over a step."""
    FilterSnapshot.objects.get_or_create(pk=1, defaults={"packed": Filter().to_bytes(), "at": at})
    FilterSnapshot.objects.select_for_update().get(pk=1)
    return FilterLesson.objects.create(comment=comment, is_spam=is_spam, is_undo=is_undo, packed=packed, at=at)


def standing_lesson(comment: Comment) -> FilterLesson | None:
    """What the filter has learnt from a comment and not been told to forget."""
    newest = FilterLesson.objects.filter(comment=comment).order_by("-pk").first()
    return None if newest is None or newest.is_undo else newest


@transaction.atomic
def learn_archive(*, at: datetime.datetime) -> tuple[int, int]:
    """Begin anew from the comments that are there: published ones are good, spam and the bin are what they are.

    Gives how many good and bad ones were taught. Runs once after an import, as a task; takes some seconds.
    """
    comments = Comment.objects.select_related("commenter", "thread__post").order_by("-posted_at", "-pk")
    good = list(comments.filter(status=GOOD, kind=Comment.Kind.COMMENT)[:MOST_OF_ARCHIVE])
    bad = list(comments.filter(status__in=SPAM)[:MOST_OF_ARCHIVE])
    fresh = Filter()
    teach(fresh, [*((kept(each), False) for each in good), *((kept(each), True) for each in bad)])
    newest = FilterLesson.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    values = {"packed": fresh.to_bytes(), "last_lesson": newest, "at": at}
    FilterSnapshot.objects.update_or_create(pk=1, defaults=values)
    return len(good), len(bad)
