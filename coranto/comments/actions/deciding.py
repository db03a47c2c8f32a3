"""A person's decision on a comment: to publish it, hold it, or put it with the spam or into the bin."""

import datetime

from django.db import transaction

from coranto.accounts.models import User
from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.teaching import teach_comment
from coranto.comments.actions.threads import count_threads
from coranto.comments.models import Comment, Verdict
from coranto.comments.subjects import write_page_count


def publish_comment(*, comment: Comment, at: datetime.datetime, by: User | None, why: str = "") -> Comment:
    """Let everybody read it; whom it concerns is told, if they were not yet."""
    return decide_comment(comment=comment, status=Comment.Status.PUBLISHED, at=at, by=by, why=why)


def hold_comment(*, comment: Comment, at: datetime.datetime, by: User | None, why: str = "") -> Comment:
    """Take it from the page until somebody decides."""
    return decide_comment(comment=comment, status=Comment.Status.HELD, at=at, by=by, why=why)


def mark_as_spam(*, comment: Comment, at: datetime.datetime, by: User | None, why: str = "") -> Comment:
    """Put it into the spam folder."""
    return decide_comment(comment=comment, status=Comment.Status.SPAM, at=at, by=by, why=why)


def bin_comment(*, comment: Comment, at: datetime.datetime, by: User | None, why: str = "") -> Comment:
    """Put it into the bin."""
    return decide_comment(comment=comment, status=Comment.Status.BINNED, at=at, by=by, why=why)


@transaction.atomic
def decide_comment(*, comment: Comment, status: str, at: datetime.datetime, by: User | None, why: str = "") -> Comment:
    """Give a comment that status, with a verdict that says who, when and why; the counts and the search follow.

    A verdict is written even where the status stays: somebody looked and agreed.
    """
    comment.status = status
    comment.save(update_fields=["status"])  # the search and what is kept of pages follow the signal
    Verdict.objects.create(
        comment=comment,
        status=status,
        by=Verdict.By.PERSON if by else Verdict.By.RULE,
        user=by,
        phase="person" if by else "",
        reasons=[{"words": why, "weight": 0.0}] if why else [],
        at=at,
    )
    counts = count_threads(threads=[comment.thread_id])
    write_page_count(comment.thread, counts[comment.thread_id])
    count_commenters(commenters=[comment.commenter_id])
    if by:
        teach_comment(comment=comment, at=at, by=str(by.pk))
    announce_comments(comments=[comment], at=at)
    return comment


@transaction.atomic
def decide_once(*, comment: Comment, verdict: int, status: str, at: datetime.datetime, by: User, why: str = "") -> bool:
    """Decide if the verdict with that key (0: none) is still the newest; whether it was.

    Of two who press the button of the same mail at once, one decides.
    """
    Comment.objects.select_for_update().filter(pk=comment.pk).first()
    newest = comment.verdicts.order_by("-at", "-pk").values_list("pk", flat=True).first() or 0
    if newest != verdict:
        return False
    decide_comment(comment=comment, status=status, at=at, by=by, why=why)
    return True
