"""What a commenter ticks in the form: mail about answers, the discussion, new posts."""

import datetime
from collections.abc import Iterable

from coranto.comments.actions.subscribing import subscribe
from coranto.comments.forms import is_email
from coranto.comments.models import Comment, Subscription


def subscribe_as_ticked(*, comment: Comment, wishes: Iterable[str], at: datetime.datetime, network: str) -> None:
    """Ask the commenter to confirm what they ticked. What went to the spam has nobody written to."""
    user = comment.commenter.user
    email = user.email if user else comment.commenter.email
    if comment.status == Comment.Status.SPAM or not is_email(email):
        return
    for kind in wishes:
        subscribe(
            email=email,
            kind=kind,
            thread=None if kind == Subscription.Kind.POSTS else comment.thread,
            commenter=comment.commenter if kind == Subscription.Kind.REPLIES else None,
            at=at,
            network=network,
        )
