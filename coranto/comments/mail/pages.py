"""The contexts of the pages that mails lead to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coranto.accounts.models import User
from coranto.comments.mail.contexts import (
    ConfirmPage,
    DecidePage,
    ManagePage,
    NewsView,
    SubscribePage,
    SubscriptionView,
)
from coranto.comments.mail.labels import subscription_label, thread_title
from coranto.comments.mail.leading import manage_url
from coranto.comments.mail.news import comment_news, reasons_of
from coranto.comments.mail.tokens import ActionLink, newest_verdict
from coranto.comments.models import Comment, Subscription, Thread
from coranto.comments.policy import may_decide
from coranto.comments.stamps import trap_name
from coranto.comments.subjects import subject_of

ASKED = {
    "approve": (
        gettext_lazy("Publish this comment?"),
        gettext_lazy("Publish it"),
        gettext_lazy("The comment is published"),
    ),
    "spam": (
        gettext_lazy("Is this comment spam?"),
        gettext_lazy("It is spam"),
        gettext_lazy("The comment is with the spam"),
    ),
    "trash": (
        gettext_lazy("Put this comment into the bin?"),
        gettext_lazy("Into the bin"),
        gettext_lazy("The comment is in the bin"),
    ),
}


@dataclass(frozen=True, slots=True)
class AskedThread:
    """A discussion that somebody wants mail about, and where it stands."""

    thread: Thread
    path: str


def asked_thread(number: int, *, at: datetime.datetime) -> AskedThread | None:
    """The discussion with that key, if everybody may read it."""
    rows = Thread.objects.select_related("post__author", "page", "attachment")
    thread = rows.filter(pk=number).first() if number else None
    found = subject_of(thread, at=at) if thread else None
    if thread is None or found is None or not found.is_public:
        return None
    return AskedThread(thread, found.subject.path)


def subscribe_page(
    found: AskedThread | None, *, email: str = "", pace: str = "", problem: str = "", is_sent: bool = False
) -> SubscribePage:
    """The form to ask for mail."""
    return SubscribePage(
        subject=thread_title(found.thread) if found else "",
        subject_url=found.path if found else "",
        thread=found.thread.pk if found else 0,
        email=email,
        pace=pace or Subscription.Pace.AT_ONCE,
        trap_name=trap_name(),
        problem=problem,
        is_sent=is_sent,
        privacy_url=reverse("comment_privacy:show"),
    )


def view_of(subscription: Subscription) -> SubscriptionView:
    """One subscription as pages show it."""
    label = subscription_label(subscription)
    return SubscriptionView(
        number=subscription.pk,
        label=label[:1].upper() + label[1:],
        pace=subscription.pace,
        is_active=subscription.ended_at is None and subscription.bounced_at is None,
    )


def confirm_page(wishes: Iterable[Subscription], confirmed: Iterable[Subscription]) -> ConfirmPage:
    """What may be confirmed, or was."""
    confirmed = list(confirmed)
    return ConfirmPage(
        wishes=tuple(view_of(row) for row in wishes),
        confirmed=tuple(view_of(row) for row in confirmed),
        manage_url=manage_url(confirmed[0]) if confirmed else "",
    )


def manage_page(subscription: Subscription | None, said: str = "") -> ManagePage:
    """All confirmed subscriptions of the address, first the one whose link was followed."""
    if subscription is None:
        return ManagePage(privacy_url=reverse("comment_privacy:show"))
    rows = Subscription.objects.filter(email=subscription.email, confirmed_at__isnull=False).exclude(pk=subscription.pk)
    rows = rows.select_related("thread__post", "thread__page", "thread__attachment").order_by("pk")
    return ManagePage(
        subscription=view_of(subscription),
        others=tuple(view_of(row) for row in rows[:500]),
        said=said,
        privacy_url=reverse("comment_privacy:show"),
    )


def decide_page(link: ActionLink | None, *, at: datetime.datetime) -> tuple[DecidePage, Comment | None, User | None]:
    """The question behind a moderator's link, with the comment and the moderator if it may still be decided by it."""
    desk_url = reverse("comments_desk:comments")
    if link is None or link.action not in ASKED:
        why = _("It is more than a week old, or not whole. Decide at the desk.")
        return DecidePage(title=_("This link does not work any more"), why=why, desk_url=desk_url), None, None
    rows = Comment.objects.select_related("thread__post__author", "commenter", "parent")
    comment = rows.filter(pk=link.comment).first()
    user = get_user_model()._default_manager.filter(pk=link.user).first()
    why = why_not(link, comment, user)
    if why or comment is None or user is None:
        return DecidePage(title=_("There is nothing to decide"), why=why, desk_url=desk_url), None, None
    question, button, _done = ASKED[link.action]
    page = DecidePage(
        title=str(question),
        news=news_of(comment, at=at),
        button=str(button),
        moderator=user.shown_name,
        desk_url=desk_url,
    )
    return page, comment, user


def why_not(link: ActionLink, comment: Comment | None, user: User | None) -> str:
    """Why the link cannot decide, in words; nothing when it can."""
    if comment is None or comment.removed_at is not None:
        return _("The comment is no longer there.")
    if user is None or not may_decide(user, comment):
        return _("The person to whom the link was sent may not decide on this comment any more.")
    if newest_verdict(comment) != link.verdict:
        return _("Somebody has decided already: the comment is %(status)s.") % {"status": comment.get_status_display()}
    return ""


def news_of(comment: Comment, *, at: datetime.datetime) -> NewsView | None:
    """The comment as a moderator sees it, with why it stands where it does."""
    news = comment_news(comment, at=at, for_staff=True)
    return replace(news, note=reasons_of(comment)) if news else None


def decided_page(action: str, comment: Comment, *, at: datetime.datetime) -> DecidePage:
    """What was decided; a comment that is published now is shown, with the way to it."""
    comment.refresh_from_db(fields=["status"])
    news = comment_news(comment, at=at, for_staff=True)
    return DecidePage(title=str(ASKED[action][2]), news=news, desk_url=reverse("comments_desk:comments"))
