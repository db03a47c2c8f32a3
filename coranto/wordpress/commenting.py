"""A comment by somebody who signs in with a program: in their own name, below what they may read."""

import copy
import datetime

from coranto.accounts.models import User
from coranto.comments.actions.submitting import Submitted, submit_comment
from coranto.comments.discussions import Subject
from coranto.comments.models import CommentRules
from coranto.comments.scoring import scorer_in_use
from coranto.comments.submissions import Submission


def comment_as(
    user: User, *, subject: Subject, text: str, parent: int | None, network: str, at: datetime.datetime, agent: str = ""
) -> Submitted:
    """Submit a comment in the person's name; decided on as if written on the page."""
    return submit_comment(
        submission=Submission(
            text=text,
            name=user.shown_name,
            email=user.email,
            network_address=network,
            user_agent=agent,
            parent=parent,
            is_staff=True,
            user=user.pk,
        ),
        subject=subject,
        at=at,
        scorer=scorer_in_use(),
        rules=copy.copy(CommentRules.objects.current()),
    )
