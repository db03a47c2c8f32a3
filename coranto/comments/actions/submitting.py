"""Taking a comment in."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.threads import count_threads
from coranto.comments.circumstances import HOUR, key_of, look_up, pace_keys
from coranto.comments.discussions import Subject
from coranto.comments.models import Comment, Commenter, CommentRules, Pace, Thread, Verdict
from coranto.comments.phases import Scorer, decide
from coranto.comments.subjects import write_page_count
from coranto.comments.submissions import Decision, Outcome, Submission
from coranto.core.comment_text import written_html
from coranto.posts.models import Author
from coranto.publication.models import Publication

STATUS = {
    Outcome.PUBLISH: Comment.Status.PUBLISHED,
    Outcome.HOLD: Comment.Status.HELD,
    Outcome.SPAM: Comment.Status.SPAM,
    Outcome.DISCARD: Comment.Status.SPAM,
}


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission: the comment as it is kept, or nothing where it was refused; and the decision."""

    comment: Comment | None
    decision: Decision
    is_repeated: bool = False


def submit_comment(
    *,
    submission: Submission,
    subject: Subject,
    at: datetime.datetime,
    scorer: Scorer,
    rules: CommentRules | None = None,
) -> Submitted:
    """Decide on a comment and keep it with its verdict. What is refused leaves no trace but in the pace.

    A form that comes twice (a double click, a repeated request) is one comment: the second gets the first one's answer.
    """
    rules = rules or CommentRules.objects.current()
    earlier = repeated(submission)
    if earlier is not None:
        return Submitted(earlier, standing_decision(earlier), is_repeated=True)
    decision = decide(submission, look_up(submission, subject, rules, at=at), rules, scorer)
    if decision.outcome is Outcome.REFUSE:
        return Submitted(None, decision)
    try:
        return Submitted(keep(submission, subject, decision, at), decision)
    except IntegrityError:
        other = repeated(submission)
        if other is None:
            raise
        return Submitted(other, standing_decision(other), is_repeated=True)


def repeated(submission: Submission) -> Comment | None:
    """The comment that the same form made already."""
    if not submission.form_token:
        return None
    return Comment.objects.filter(form_token=submission.form_token).select_related("commenter").first()


def standing_decision(comment: Comment) -> Decision:
    """The decision on a comment that is there."""
    verdict = comment.verdicts.order_by("-at", "-pk").first()
    return Decision(Outcome(comment.status if comment.status != "binned" else "held"), verdict.phase if verdict else "")


@transaction.atomic
def keep(submission: Submission, subject: Subject, decision: Decision, at: datetime.datetime) -> Comment:
    """Write the comment, its commenter, its verdict, the counts and the pace, all or nothing."""
    thread = thread_of(subject)
    commenter = commenter_of(submission)
    offset = at.astimezone(Publication.objects.current().zone).utcoffset()
    comment = Comment.objects.create(
        thread=thread,
        parent_id=submission.parent,
        commenter=commenter,
        kind=submission.kind,
        status=STATUS[decision.outcome],
        name=submission.name.strip(),
        url=submission.url.strip(),
        posted_at=at,
        utc_offset=int(offset.total_seconds() // 60) if offset else 0,
        text=submission.text,
        html=written_html(submission.text),
        network_address=submission.network_address or None,
        user_agent=submission.user_agent[:500],
        form_token=submission.form_token or None,
    )
    record_verdict(comment=comment, decision=decision, at=at)
    write_page_count(thread, count_threads(threads=[thread.pk])[thread.pk])
    count_commenters(commenters=[commenter.pk])
    count_pace(submission, at)
    announce_comments(comments=[comment], at=at)
    return comment


def thread_of(subject: Subject) -> Thread:
    """The thread of a subject, made when it is the first comment."""
    if subject.post:
        return Thread.objects.get_or_create(post=subject.post)[0]
    if subject.page:
        return Thread.objects.get_or_create(page=subject.page)[0]
    return Thread.objects.get_or_create(attachment=subject.attachment)[0]


def commenter_of(submission: Submission) -> Commenter:
    """The commenter who submits, made when new."""
    given: dict[str, Any] = {
        "name": submission.name.strip(),
        "email": submission.email.strip(),
        "url": submission.url.strip(),
        "user_id": submission.user,
        "is_staff": submission.is_staff,
    }
    if submission.is_staff:
        author = Author.objects.filter(user=submission.user).values_list("number", flat=True).first()
        given["author_number"] = author
    return Commenter.objects.get_or_create(key=key_of(submission), defaults=given)[0]


def record_verdict(*, comment: Comment, decision: Decision, at: datetime.datetime) -> Verdict:
    """The row that says who decided, when and why."""
    return Verdict.objects.create(
        comment=comment,
        status=comment.status,
        by=Verdict.By.FILTER if decision.by_filter else Verdict.By.RULE,
        phase=decision.phase,
        reasons=[{"words": reason.words, "weight": reason.weight} for reason in decision.reasons],
        score=decision.score,
        at=at,
    )


def count_pace(submission: Submission, at: datetime.datetime) -> None:
    """Count one more for the network, address and account; a window of an hour begins with the first."""
    for key in pace_keys(submission).values():
        if not Pace.objects.filter(key=key, window_at__gt=at - HOUR).update(count=F("count") + 1, last_at=at):
            Pace.objects.update_or_create(key=key, defaults={"window_at": at, "count": 1, "last_at": at})
