"""Scoring what is held once more, with all that the filter has learnt since.

What is spam by now goes to the spam folder. What was held only because the filter was unsure, and would pass now, is
published, if the owner's rules publish such comments. Everything else stays where it is. In portions, each a
transaction with the place that was reached, so that a run that is killed goes on where it stopped.

Only the site's own filter is asked: another server would have to answer while the comments are locked. Where the owner
has one asked, nothing is published here, since its word would be missing.
"""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.accounts.models import User
from coranto.akismet.models import OutsideScorer
from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.deciding import give_status
from coranto.comments.actions.moderating import locked
from coranto.comments.circumstances import subject_facts
from coranto.comments.models import Block, Comment, CommentRules, DeskAct, Recheck, Verdict
from coranto.comments.phases import decide
from coranto.comments.site_filter import score
from coranto.comments.submissions import Circumstances, Decision, Outcome, Submission
from coranto.core.errors import PlainError
from coranto.publication.models import Publication

PORTION = 50
Status = Comment.Status


@transaction.atomic
def begin_recheck(*, at: datetime.datetime, by: User) -> Recheck:
    """Note that the queue is to be checked. Raise PlainError while another check is running."""
    Publication.objects.select_for_update().order_by("pk").first()  # of two who press at once, one waits
    if Recheck.objects.filter(ended_at=None).exists():
        raise PlainError(_("The queue is being checked already."))
    held = Comment.objects.filter(status=Status.HELD, kind=Comment.Kind.COMMENT)
    newest = held.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Recheck.objects.create(total=held.count(), until=newest, begun_at=at, by=by)


@transaction.atomic
def recheck_portion(*, recheck: int, at: datetime.datetime) -> bool:
    """Check the next comments; whether there are more. Of two processes that try, one waits for the other."""
    run = Recheck.objects.select_for_update().get(pk=recheck)
    if run.ended_at:
        return False
    held = Comment.objects.filter(status=Status.HELD, kind=Comment.Kind.COMMENT, pk__gt=run.reached, pk__lte=run.until)
    rows = locked(held.order_by("pk").values_list("pk", flat=True)[:PORTION])
    changed = decided_anew(rows, at)
    for status, decisions in changed.items():
        move(status, [row for row in rows if row.pk in decisions], decisions, at=at, by=run.by)
    run.reached = rows[-1].pk if rows else run.until
    run.done += len(rows)
    run.spam += len(changed[Status.SPAM])
    run.published += len(changed[Status.PUBLISHED])
    run.ended_at = None if len(rows) == PORTION else at
    run.save()
    return run.ended_at is None


def decided_anew(rows: Sequence[Comment], at: datetime.datetime) -> dict[str, dict[int, Decision]]:
    """What is to change: decisions by the comment's key, by the new status."""
    rules, may_publish = CommentRules.objects.current(), not OutsideScorer.objects.current().is_asked
    blocks = tuple(Block.objects.standing(at).values_list("kind", "value"))
    newest: dict[int, Verdict] = {}
    for verdict in Verdict.objects.filter(comment__in=rows).order_by("at", "pk"):
        newest[verdict.comment_id] = verdict
    changed: dict[str, dict[int, Decision]] = {Status.SPAM: {}, Status.PUBLISHED: {}}
    for row in rows:
        decision = decide(as_submitted(row), as_known(row, blocks, at), rules, score)
        last = newest.get(row.pk)
        if decision.outcome in (Outcome.SPAM, Outcome.DISCARD):
            changed[Status.SPAM][row.pk] = decision
        elif may_publish and decision.outcome is Outcome.PUBLISH and last and last.phase == "score":
            changed[Status.PUBLISHED][row.pk] = decision
    return changed


def move(
    status: str, rows: Sequence[Comment], decisions: dict[int, Decision], *, at: datetime.datetime, by: User | None
) -> None:
    """Give comments the status that was found, and write down how to take it back."""
    if not rows:
        return
    give_status(comments={status: rows}, at=at, by=None, decisions=decisions)
    announce_comments(comments=rows, at=at)
    before = {"comments": {str(row.pk): [Status.HELD, 0] for row in rows}, "to": status, "reports": []}
    spam = ngettext("Checked again: %(n)s comment is spam.", "Checked again: %(n)s comments are spam.", len(rows))
    good = ngettext("Checked again: %(n)s comment published.", "Checked again: %(n)s comments published.", len(rows))
    words = spam if status == Status.SPAM else good
    DeskAct.objects.create(kind=DeskAct.Kind.DECIDED, summary=words % {"n": len(rows)}, before=before, at=at, by=by)


def as_submitted(comment: Comment) -> Submission:
    """A comment that is there as it came in; how its form was filled in is no longer known."""
    return Submission(
        text=comment.text,
        name=comment.name,
        email=comment.commenter.email,
        url=comment.url,
        network_address=comment.network_address or "",
        user_agent=comment.user_agent,
        kind=comment.kind,
        parent=comment.parent_id,
        user=comment.commenter.user_id,
    )


def as_known(comment: Comment, blocks: tuple[tuple[str, str], ...], at: datetime.datetime) -> Circumstances:
    """What is known of it: it was taken once, so neither its age nor its pace counts any more."""
    return Circumstances(
        at=at,
        approved_before=comment.commenter.approved_count,
        is_trusted=comment.commenter.is_trusted,
        blocks=blocks,
        own_host=settings.PUBLIC_HOST,
        **subject_facts(comment.thread.post),
    )
