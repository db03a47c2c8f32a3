"""Asking for mail, confirming it, changing it and ending it. Before that, nothing but one question is sent."""

import datetime
import secrets
from collections.abc import Iterable

from django.db import transaction

from coranto.comments.actions.pacing import count_network_once_more
from coranto.comments.mail.waking import wake_post_office
from coranto.comments.models import Commenter, Letter, Subscription, Thread
from coranto.core.short_digests import short_digest

ASKED_APART = datetime.timedelta(days=1)
CONFIRM_WITHIN = datetime.timedelta(days=7)
MOST_FROM_NETWORK = 30  # requests an hour


def fold_address(email: str) -> str:
    """An address as it is kept and compared: in lower case."""
    return email.strip().lower()


@transaction.atomic
def subscribe(
    *,
    email: str,
    kind: str,
    at: datetime.datetime,
    thread: Thread | None = None,
    commenter: Commenter | None = None,
    pace: str = Subscription.Pace.AT_ONCE,
    network: str = "",
) -> Subscription | None:
    """Note that somebody, who may not be the owner of the address, wants mail; the owner is asked, once a day at most.

    ``network`` is the sender's network address: beyond some requests an hour nothing happens and the answer is nothing.
    One that stands already is given back as it is, and nobody is asked.
    """
    email = fold_address(email)
    if network and not count_network_once_more(what="subscribe", address=network, most=MOST_FROM_NETWORK, at=at):
        return None
    row = Subscription.objects.get_or_create(
        key=subscription_key(email, kind, thread, commenter),
        defaults={
            "email": email,
            "kind": kind,
            "thread": thread,
            "commenter": commenter,
            "pace": pace,
            "token": secrets.token_urlsafe(24),
            "made_at": at,
        },
    )[0]
    if is_active(row):
        return row
    Subscription.objects.filter(pk=row.pk).update(
        made_at=at, confirmed_at=None, ended_at=None, bounced_at=None, pace=pace
    )
    ask(email=email, at=at)
    row.refresh_from_db()
    return row


def subscription_key(email: str, kind: str, thread: Thread | None, commenter: Commenter | None) -> str:
    """What makes a subscription one and the same."""
    parts = (email, kind, thread.pk if thread else "", commenter.pk if commenter else "")
    return short_digest("subscription", *parts, size=16)


def is_active(row: Subscription) -> bool:
    """Whether mails are sent for it."""
    return row.confirmed_at is not None and row.ended_at is None and row.bounced_at is None


def ask(*, email: str, at: datetime.datetime) -> None:
    """Have the owner of an address asked what of the open subscriptions is wanted: now, or a day after last time."""
    asked = Letter.objects.filter(email=email, kind=Letter.Kind.CONFIRM)
    if asked.waiting().exists():
        return
    last = asked.order_by("-made_at").values_list("due_at", flat=True).first()
    due = max(at, last + ASKED_APART) if last else at
    Letter.objects.bulk_create(
        [
            Letter(
                key=short_digest(Letter.Kind.CONFIRM, email, due.isoformat(), size=16),
                kind=Letter.Kind.CONFIRM,
                email=email,
                made_at=at,
                due_at=due,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(wake_post_office, robust=True)


def open_subscriptions(email: str, *, at: datetime.datetime) -> list[Subscription]:
    """What an address may still confirm."""
    rows = Subscription.objects.filter(email=email, confirmed_at=None, ended_at=None, made_at__gt=at - CONFIRM_WITHIN)
    return list(rows.select_related("thread__post", "thread__page", "thread__attachment").order_by("pk"))


@transaction.atomic
def confirm_subscriptions(*, email: str, numbers: Iterable[int], at: datetime.datetime) -> list[Subscription]:
    """Let the chosen ones of an address's open subscriptions begin; the others are forgotten."""
    rows = open_subscriptions(email, at=at)
    chosen = {row.pk for row in rows} & set(numbers)
    Subscription.objects.filter(pk__in=chosen).update(confirmed_at=at, bounced_at=None)
    Subscription.objects.filter(pk__in=[row.pk for row in rows if row.pk not in chosen]).delete()
    return [row for row in rows if row.pk in chosen]


@transaction.atomic
def end_subscriptions(*, subscriptions: Iterable[Subscription], at: datetime.datetime) -> int:
    """Let subscriptions end, and take back what waits to be sent for them. Safe to repeat."""
    keys = [row.pk for row in subscriptions]
    Letter.objects.waiting().filter(subscription__in=keys).delete()
    return Subscription.objects.filter(pk__in=keys, ended_at=None).update(ended_at=at)


@transaction.atomic
def resume_subscription(*, subscription: Subscription, at: datetime.datetime) -> None:
    """Take back the ending of a subscription that was confirmed before."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at__isnull=False).update(ended_at=None)


@transaction.atomic
def set_pace(*, subscription: Subscription, pace: str) -> None:
    """Send for it at once, or once a day."""
    Subscription.objects.filter(pk=subscription.pk).update(pace=pace)


@transaction.atomic
def note_bounce(*, email: str, at: datetime.datetime, why: str) -> None:
    """An address does not take mail: nothing more is sent to it, until it subscribes and confirms anew."""
    email = fold_address(email)
    Subscription.objects.filter(email=email, bounced_at=None).update(bounced_at=at)
    news = (Letter.Kind.NEWS, Letter.Kind.CONFIRM)
    Letter.objects.waiting().filter(email=email, kind__in=news).update(failed_at=at, problem=why[:300])


def follow_mail_event(*, kind: str, email: str, why: str, at: datetime.datetime) -> None:
    """What a provider says of a mail, in anymail's words: only what ends the writing to an address matters."""
    if kind in {"bounced", "rejected"} and email:
        note_bounce(email=email, at=at, why=why or kind)
    if kind in {"complained", "unsubscribed"} and email:
        note_complaint(email=email, at=at)


@transaction.atomic
def note_complaint(*, email: str, at: datetime.datetime) -> None:
    """Somebody told their provider that our mail is unwanted: all their subscriptions end."""
    end_subscriptions(subscriptions=Subscription.objects.filter(email=fold_address(email)), at=at)
