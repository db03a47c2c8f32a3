"""What the links in mails carry: signed, each for one purpose, for a limited time. No address stands in any of them.

The link that ends a subscription carries the subscription's own random token instead and works for ever, also after the
signing key was changed.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core import signing

from coranto.comments.models import Comment, Letter

CONFIRM, PROOF, DECIDE = "coranto.comments.confirm", "coranto.comments.proof", "coranto.comments.decide"
LASTS = {
    CONFIRM: datetime.timedelta(days=7),
    PROOF: datetime.timedelta(days=1),
    DECIDE: datetime.timedelta(days=7),
}
KIND = {CONFIRM: Letter.Kind.CONFIRM, PROOF: Letter.Kind.PROOF}
LONGEST = 300


@dataclass(frozen=True, slots=True)
class ActionLink:
    """A moderator's link: do ``action`` with a comment, as long as ``verdict`` is its newest verdict."""

    comment: int
    action: str
    user: int
    verdict: int


def letter_token(letter: Letter, purpose: str) -> str:
    """A token that shows that its bearer got this letter."""
    return signing.dumps(letter.pk, salt=purpose)


def letter_of(token: str, purpose: str) -> Letter | None:
    """The letter whose token this is; nothing for a forged or old one, or where the letter is forgotten."""
    key = read(token, purpose)
    if not isinstance(key, int):
        return None
    return Letter.objects.filter(pk=key, kind=KIND[purpose]).first()


def action_token(link: ActionLink) -> str:
    """The token of a moderator's link."""
    return signing.dumps([link.comment, link.action, link.user, link.verdict], salt=DECIDE)


def action_of(token: str) -> ActionLink | None:
    """What a moderator's link asks for; nothing for a forged or old one."""
    parts = read(token, DECIDE)
    return ActionLink(*parts) if isinstance(parts, list) and len(parts) == 4 else None


def newest_verdict(comment: Comment) -> int:
    """The key of the verdict that stands; 0 where there is none."""
    return comment.verdicts.order_by("-at", "-pk").values_list("pk", flat=True).first() or 0


def read(token: str, purpose: str) -> Any:
    """What a token carries, if this site signed it for that purpose not too long ago."""
    if len(token) > LONGEST:
        return None
    try:
        return signing.loads(token, salt=purpose, max_age=LASTS[purpose])
    except signing.BadSignature:
        return None
