"""Mail in tests: people who follow, what was sent, and where its links lead."""

import datetime
import re
import time
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import default

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from coranto.comments.actions.subscribing import confirm_subscriptions, open_subscriptions, subscribe
from coranto.comments.actions.telling import tell_what_is_due
from coranto.comments.mail.sending import Round, send_what_is_due
from coranto.comments.models import Letter, Subscription, Thread

LINK = re.compile(r"http://digest\.example(/\S*)")
URL = re.compile(r"http://[^\s<>\"]+")


def follow(
    email: str, *, kind: str = Subscription.Kind.THREAD, thread: Thread | None = None, **fields: object
) -> Subscription:
    """Somebody who asked and confirmed; the question that was sent is forgotten."""
    now = timezone.now()
    row = subscribe(email=email, kind=kind, thread=thread, at=now, **fields)  # type: ignore[arg-type]  # of subscribe
    assert row is not None
    confirm_subscriptions(email=row.email, numbers=[each.pk for each in open_subscriptions(row.email, at=now)], at=now)
    Letter.objects.filter(kind=Letter.Kind.CONFIRM).delete()
    row.refresh_from_db()
    return row


def run(after: datetime.timedelta = datetime.timedelta()) -> Round:
    """Tell and send, as the background does; ``after`` that much time."""
    at = timezone.now() + after
    tell_what_is_due(at=at)
    return send_what_is_due(at=at)


def sent() -> list[EmailMultiAlternatives]:
    """The mails that went out, and none of them a second time."""
    box = [each for each in mail.outbox if isinstance(each, EmailMultiAlternatives)]
    mail.outbox.clear()
    return box


def links(message: EmailMultiAlternatives) -> list[str]:
    """The paths that a mail leads to, in order."""
    return LINK.findall(str(message.body))


def link_to(message: EmailMultiAlternatives, start: str) -> str:
    """The first path in a mail that begins so."""
    return next(path for path in links(message) if path.startswith(start))


def html_of(message: EmailMultiAlternatives) -> str:
    """The HTML version."""
    return str(message.alternatives[0][0])


def parsed(raw: bytes) -> Message:
    """A mail as it came over the wire."""
    return BytesParser(policy=default).parsebytes(raw)


def until(wanted: object, seconds: float = 20.0) -> Iterator[None]:
    """Turns of waiting, for at most so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.1)
    raise AssertionError(f"waited in vain for {wanted}")
