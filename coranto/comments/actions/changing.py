"""What the writer of a comment does to it afterwards: edit, delete."""

import datetime
from dataclasses import replace

from django.db import transaction

from coranto.accounts.models import User
from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.submitting import STATUS, record_verdict
from coranto.comments.actions.threads import count_threads
from coranto.comments.circumstances import look_up
from coranto.comments.discussions import Subject
from coranto.comments.models import Comment, CommentEdit, CommentRules, Verdict
from coranto.comments.phases import Scorer, decide
from coranto.comments.subjects import write_page_count
from coranto.comments.submissions import Decision, Outcome, Submission
from coranto.core.comment_text import written_html

SEVERITY = [Comment.Status.PUBLISHED, Comment.Status.HELD, Comment.Status.SPAM]


def edit_comment(
    *,
    comment: Comment,
    submission: Submission,
    subject: Subject,
    rules: CommentRules,
    scorer: Scorer,
    at: datetime.datetime,
    by: User | None = None,
) -> Decision:
    """Change the text; the one before is kept. Decided on anew: nobody slips in afterwards what would be held.

    A refusal changes nothing. A comment that waits stays so. The scorer may ask another server, so nothing is locked
    while it does.
    """
    known = look_up(submission, subject, rules, at=at)
    known = replace(known, is_duplicate=False, seconds_since_last=None, in_last_hour=0, parent_is_published=True)
    decision = decide(submission, known, rules, scorer)
    if decision.outcome is Outcome.REFUSE or submission.text == comment.text:
        return decision
    write_edit(comment=comment, submission=submission, decision=decision, at=at, by=by)
    return decision


@transaction.atomic
def write_edit(
    *, comment: Comment, submission: Submission, decision: Decision, at: datetime.datetime, by: User | None
) -> None:
    """Write what was decided on an edit."""
    CommentEdit.objects.create(comment=comment, text=comment.text, at=at, by=by)
    comment.text, comment.html, comment.edited_at = submission.text, written_html(submission.text), at
    decided = STATUS[decision.outcome]
    if comment.status in SEVERITY and SEVERITY.index(decided) > SEVERITY.index(Comment.Status(comment.status)):
        comment.status = decided
        record_verdict(comment=comment, decision=decision, at=at)
    comment.save(update_fields=["text", "html", "edited_at", "status"])
    recount(comment)


@transaction.atomic
def remove_comment(*, comment: Comment, at: datetime.datetime, by: User | None = None) -> None:
    """Take a comment out at its writer's wish. One with replies keeps its place, without its words and name."""
    comment.removed_at = at
    comment.save(update_fields=["removed_at"])
    empty_places(comment, at=at, by=by)
    recount(comment)


def empty_places(comment: Comment, *, at: datetime.datetime, by: User | None) -> None:
    """Bin a removed comment that nobody answered, and removed ones above it that have no other reply."""
    above: Comment | None = comment
    while above is not None and above.removed_at and above.status != Comment.Status.BINNED:
        if above.replies.filter(status=Comment.Status.PUBLISHED).exists():
            return
        above.status = Comment.Status.BINNED
        above.save(update_fields=["status"])
        words = [{"words": "removed by its writer", "weight": 0.0}]
        Verdict.objects.create(
            comment=above, status=above.status, by=Verdict.By.PERSON, user=by, phase="writer", reasons=words, at=at
        )
        above = above.parent


def recount(comment: Comment) -> None:
    """Bring the counts of thread, page and commenter in line."""
    counts = count_threads(threads=[comment.thread_id])
    write_page_count(comment.thread, counts[comment.thread_id])
    count_commenters(commenters=[comment.commenter_id])
