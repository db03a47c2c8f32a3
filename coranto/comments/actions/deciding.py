"""A person's decision on comments: to publish them, hold them, or put them with the spam or into the bin."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from coranto.accounts.models import User
from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.teaching import teach_comments
from coranto.comments.actions.threads import count_threads
from coranto.comments.actions.tracing import follow_status
from coranto.comments.models import Comment, Report, Thread, Verdict
from coranto.comments.search import index_comments
from coranto.comments.subjects import write_page_count
from coranto.comments.submissions import Decision
from coranto.core.made_of import COMMENTS
from coranto.publication.actions import note_change


@transaction.atomic
def decide_comments(
    *, comments: Sequence[Comment], status: str, at: datetime.datetime, by: User | None, why: str = ""
) -> list[int]:
    """Give comments that status, each with a verdict that says who, when and why; everything else follows.

    A verdict is written even where the status stays: somebody looked and agreed. A person's decision settles the
    reports of readers, and teaches the spam filter. Gives the keys of the reports that it settled. The comments come
    with ``commenter`` and ``thread__post``. An emptied place below which nothing would show is not published.
    """
    if status == Comment.Status.PUBLISHED:
        comments = [comment for comment in comments if not comment.has_nothing_to_show]
    give_status(comments={status: comments}, at=at, by=by, why=why)
    settled: list[int] = []
    if by:
        standing = Report.objects.filter(comment__in=[comment.pk for comment in comments], settled_at=None)
        settled = list(standing.values_list("pk", flat=True))
        Report.objects.filter(pk__in=settled).update(settled_at=at)
        teach_comments(comments=comments, at=at, by=str(by.pk))
    announce_comments(comments=comments, at=at)
    return settled


def give_status(
    *,
    comments: Mapping[str, Sequence[Comment]],
    at: datetime.datetime,
    by: User | None,
    why: str = "",
    phase: str = "person",
    decisions: Mapping[int, Decision] | None = None,
) -> None:
    """Write the status, by which the comments are grouped, and the verdicts; counts, search and pages follow.

    With ``decisions`` (by the comment's key) these are the filter's, who looked once more.
    """
    for status, rows in comments.items():
        keys = [comment.pk for comment in rows]
        Comment.objects.filter(pk__in=keys).update(status=status)
        follow_status(keys, status)
        for comment in rows:
            comment.status = status
    every = [comment for rows in comments.values() for comment in rows]
    Verdict.objects.bulk_create(
        checked_again(comment, decisions[comment.pk], at)
        if decisions
        else Verdict(
            comment=comment,
            status=comment.status,
            by=Verdict.By.PERSON if by else Verdict.By.RULE,
            user=by,
            phase=phase if by else "",
            reasons=[{"words": why, "weight": 0.0}] if why else [],
            at=at,
        )
        for comment in every
    )
    follow_comments(every, at=at)


def checked_again(comment: Comment, decision: Decision, at: datetime.datetime) -> Verdict:
    """The verdict on a comment that was scored once more."""
    return Verdict(
        comment=comment,
        status=comment.status,
        by=Verdict.By.FILTER,
        phase="recheck",
        reasons=decision.kept_reasons,
        score=decision.score,
        at=at,
    )


def follow_comments(comments: Sequence[Comment], *, at: datetime.datetime, threads: Sequence[int] = ()) -> None:
    """Bring counts, search and what is kept of pages in line with comments that were changed together."""
    counts = count_threads(threads={*(comment.thread_id for comment in comments), *threads})
    for thread in Thread.objects.filter(pk__in=counts, page__isnull=False).select_related("page"):
        write_page_count(thread, counts[thread.pk])
    count_commenters(commenters={comment.commenter_id for comment in comments})
    index_comments([comment.pk for comment in comments], at=at)
    marks = [thread.mark for thread in Thread.objects.filter(pk__in=counts)]
    note_change(at=at, is_of_comments=True, of=(COMMENTS, *marks))
