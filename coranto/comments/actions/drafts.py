"""Keeping what was typed while somebody signs in."""

import datetime
import secrets
from collections.abc import Iterable

from coranto.comments.models import Draft


def keep_draft(
    *,
    subject: int,
    parent: int | None,
    text: str,
    name: str,
    email: str,
    url: str,
    wishes: Iterable[str] = (),
    wants_cookies: bool = False,
    at: datetime.datetime,
) -> str:
    """Keep the words and what was ticked; the key that gives them back."""
    key = secrets.token_urlsafe(16)
    Draft.objects.create(
        key=key,
        subject=subject,
        parent=parent,
        text=text,
        name=name[:250],
        email=email[:254],
        url=url[:500],
        wishes=list(wishes),
        wants_cookies=wants_cookies,
        made_at=at,
    )
    return key


def drop_draft(*, key: str) -> None:
    """The words were sent: forget them."""
    Draft.objects.filter(key=key).delete()


def forget_old_drafts(*, before: datetime.datetime) -> int:
    """Forget what nobody came back for; how many."""
    return Draft.objects.filter(made_at__lt=before).delete()[0]
