"""Teaching the site's spam filter from what people decided, and from the archive."""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from coranto.comments.models import Comment, FilterLesson, FilterSnapshot, Verdict
from coranto.comments.site_filter import SiteFilter, kept, site_filter
from coranto.spam.commands import teach
from coranto.spam.filter import Filter
from coranto.spam.lesson import Lesson

GOOD, SPAM = Comment.Status.PUBLISHED, (Comment.Status.SPAM, Comment.Status.BINNED)
MOST_OF_ARCHIVE = 2_000
"""How many good and how many bad comments of an archive are taught: the newest; more changes little."""


@transaction.atomic
def teach_comments(*, comments: Sequence[Comment], at: datetime.datetime, by: str = "") -> list[FilterLesson]:
    """Learn from a person's decisions, effective with the next comment; earlier opposite lessons are taken back.

    Published is good, spam is spam; holding and binning teach nothing, since a bin holds good comments too, nor does
    what was emptied. Gives the new lessons.
    """
    decided = (GOOD, Comment.Status.SPAM)
    taught = [comment for comment in comments if comment.status in decided and not comment.is_emptied]
    standing = standing_lessons(taught)
    now, made, back = site_filter.current(), [], []
    for comment in taught:
        lesson, is_spam = standing.get(comment.pk), comment.status == Comment.Status.SPAM
        if lesson and lesson.is_spam == is_spam:
            continue
        if lesson:
            untrain(lesson=lesson, at=at)
            former = Lesson.from_bytes(bytes(lesson.packed))
            now.unlearn(former)
            back.append(partial(now.apply, former))
        learnt = now.learn(kept(comment), is_spam, reporter=by)
        back.append(partial(now.unlearn, learnt))
        made.append(record(comment=comment, packed=learnt.to_bytes(), is_spam=is_spam, at=at))
    for step in reversed(back):
        step()  # every process, this one too, takes it from the log, in the log's order and once it is committed
    return made


@transaction.atomic
def untrain(*, lesson: FilterLesson, at: datetime.datetime) -> FilterLesson:
    """Take a lesson back, exactly."""
    return record(comment=lesson.comment, packed=bytes(lesson.packed), is_spam=lesson.is_spam, at=at, is_undo=True)


def record(
    *, comment: Comment | None, packed: bytes, is_spam: bool, at: datetime.datetime, is_undo: bool = False
) -> FilterLesson:
    """Write a step to the log. One at a time, so that a process that reads it never passes over a step."""
    if not FilterSnapshot.objects.filter(pk=1).exists():
        FilterSnapshot.objects.get_or_create(pk=1, defaults={"packed": Filter().to_bytes(), "at": at})
    FilterSnapshot.objects.select_for_update().values_list("pk").get(pk=1)
    return FilterLesson.objects.create(comment=comment, is_spam=is_spam, is_undo=is_undo, packed=packed, at=at)


def standing_lesson(comment: Comment) -> FilterLesson | None:
    """What the filter has learnt from a comment and not been told to forget."""
    return standing_lessons([comment]).get(comment.pk)


def standing_lessons(comments: Sequence[Comment]) -> dict[int, FilterLesson]:
    """What the filter has learnt from several comments and not been told to forget, by the comment's key."""
    rows = FilterLesson.objects.filter(comment__in=[comment.pk for comment in comments]).order_by("pk")
    newest = {row.comment_id: row for row in rows if row.comment_id}
    return {key: row for key, row in newest.items() if not row.is_undo}


@transaction.atomic
def restore_lessons(*, comments: Sequence[Comment], lessons: Mapping[int, int], at: datetime.datetime) -> None:
    """Let the filter have learnt from these comments what ``lessons`` (comment: lesson) say, and nothing else."""
    standing = standing_lessons(comments)
    wanted = FilterLesson.objects.in_bulk(set(lessons.values()))
    for comment in comments:
        now, before = standing.get(comment.pk), wanted.get(lessons.get(comment.pk, 0))
        if now and before and bytes(now.packed) == bytes(before.packed) and now.is_spam == before.is_spam:
            continue
        if now:
            untrain(lesson=now, at=at)
        if before:
            record(comment=comment, packed=bytes(before.packed), is_spam=before.is_spam, at=at)


def learn_archive(*, at: datetime.datetime) -> tuple[int, int]:
    """Learn from the comments that came since this was done last: published ones are good, spam and the bin are bad.

    Left out is what was decided on and taught one by one, and what only a rule or the filter itself decided on: it
    would take its own word for a person's. Gives how many good and bad ones were taught. Runs when the first comments
    are there and after each import; takes some seconds, without keeping writers waiting.
    """
    until = FilterSnapshot.objects.values_list("archive_until", flat=True).first() or 0
    newest = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if newest <= until:  # an import without comments: writing the filter anew is most of what a small one costs
        return 0, 0
    own = SiteFilter()
    filter = own.current()
    comments = untaught().filter(pk__gt=until, pk__lte=newest)
    good = list(comments.filter(status=GOOD, kind=Comment.Kind.COMMENT)[:MOST_OF_ARCHIVE])
    bad = list(comments.filter(status__in=SPAM)[:MOST_OF_ARCHIVE])
    teach(filter, [*((kept(each), False) for each in good), *((kept(each), True) for each in bad)])
    begin_anew(filter=filter, at=at, last_lesson=own.last_lesson, archive_until=newest)
    return len(good), len(bad)


def untaught() -> QuerySet[Comment]:
    """Comments that no lesson was about, decided on by a person here or where they come from; the newest first."""
    machines = Verdict.objects.filter(comment=OuterRef("pk"), by__in=(Verdict.By.RULE, Verdict.By.FILTER))
    people = Verdict.objects.filter(comment=OuterRef("pk"), by=Verdict.By.PERSON)
    lessons = FilterLesson.objects.filter(comment=OuterRef("pk"))
    comments = Comment.objects.filter(~Exists(lessons), ~Comment.EMPTIED, Exists(people) | ~Exists(machines))
    return comments.select_related("commenter", "thread__post").order_by("-posted_at", "-pk")


def begin_anew(
    *, filter: Filter, at: datetime.datetime, last_lesson: int | None = None, archive_until: int | None = None
) -> None:
    """Let the site's filter be this one from now on, in every process.

    Lessons after ``last_lesson`` go on top; without it, none that was learnt before counts any more.
    """
    if last_lesson is None:
        last_lesson = FilterLesson.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    values: dict[str, Any] = {"packed": filter.to_bytes(), "last_lesson": last_lesson, "at": at}
    if archive_until is not None:
        values["archive_until"] = archive_until
    FilterSnapshot.objects.update_or_create(pk=1, defaults=values)
