"""What stands in each kind of mail. A function gives the mail's context and its own headers, or nothing to say."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.comments.actions.subscribing import is_active, open_subscriptions
from coranto.comments.mail.contexts import MailView
from coranto.comments.mail.labels import subscription_label
from coranto.comments.mail.leading import confirm_url, leave_all_url, manage_url, proof_url
from coranto.comments.mail.news import comment_news, post_news
from coranto.comments.models import Comment, Letter, Subscription
from coranto.comments.policy import may_decide
from coranto.publication.addresses import absolute

Written = tuple[MailView, dict[str, str]]
Frame = dict[str, Any]


def confirm_mail(letters: Sequence[Letter], frame: Frame, at: datetime.datetime) -> Written | None:
    """Asks an address what it wants. Nothing that a stranger typed stands in it."""
    wishes = tuple(subscription_label(row) for row in open_subscriptions(letters[0].email, at=at))
    if not wishes:
        return None
    site = frame["site_name"]
    view = MailView(
        subject=_("Please confirm: mail from %(site)s") % {"site": site},
        lead=_("Somebody, probably you, asked %(site)s to send mail to this address about:") % {"site": site},
        wishes=wishes,
        button=_("Look and confirm"),
        button_url=confirm_url(letters[-1]),
        closing=_(
            "If it was not you, do nothing: without a confirmation nothing is sent, and after a week the request is"
            " forgotten."
        ),
        **frame,
    )
    return view, {}


def proof_mail(letters: Sequence[Letter], frame: Frame, at: datetime.datetime) -> Written | None:
    """Lets the owner of an address in to what is kept about it."""
    site = frame["site_name"]
    view = MailView(
        subject=_("Your data at %(site)s") % {"site": site},
        lead=_("Somebody, probably you, asked to see what %(site)s keeps about this address.") % {"site": site},
        button=_("See, correct or erase it"),
        button_url=proof_url(letters[-1]),
        closing=_("The link works for a day. Give it to nobody. If it was not you, do nothing."),
        **frame,
    )
    return view, {}


def news_mail(letters: Sequence[Letter], frame: Frame, at: datetime.datetime) -> Written | None:
    """Tells somebody who follows of one comment or post, or of several."""
    told, kept = [], []
    for letter in letters:
        if letter.subscription is None or not is_active(letter.subscription):
            continue
        item = comment_news(letter.comment, at=at) if letter.comment else post_news(letter.post, at=at)
        if item is not None:
            told.append(item)
            kept.append(letter)
    if not told:
        return None
    subscription = kept[0].subscription
    assert subscription is not None  # noqa: S101 - those without one were passed over
    view = MailView(
        subject=news_subject(kept, told[0].title, told[0].name, frame["site_name"]),
        lead=news_lead(kept, told[0].title, told[0].name),
        news=tuple(told),
        closing=_("You get this because you asked for it, and confirmed: %(wish)s.")
        % {"wish": subscription_label(subscription)},
        leave_url=manage_url(subscription),
        **frame,
    )
    several = len({letter.subscription_id for letter in kept}) > 1
    return view, {**list_headers(subscription, several=several), **threading(kept)}


def news_subject(letters: Sequence[Letter], title: str, name: str, site: str) -> str:
    """What stands in the list of mails."""
    if len(letters) > 1:
        count = len(letters)
        words = ngettext("%(site)s: %(count)s news", "%(site)s: %(count)s news", count)
        return words % {"site": site, "count": count}
    if letters[0].post_id:
        return f"{site}: {title}"
    return _("%(name)s on “%(title)s”") % {"name": name, "title": title}


def news_lead(letters: Sequence[Letter], title: str, name: str) -> str:
    """The first sentence."""
    if len(letters) > 1:
        return _("This is new:")
    if letters[0].post_id:
        return _("A new post:")
    subscription = letters[0].subscription
    if subscription is not None and subscription.kind == Subscription.Kind.REPLIES:
        return _("%(name)s answered you on “%(title)s”:") % {"name": name, "title": title}
    return _("%(name)s wrote on “%(title)s”:") % {"name": name, "title": title}


def notice_mail(letters: Sequence[Letter], frame: Frame, at: datetime.datetime) -> Written | None:
    """Tells a moderator or author of a comment, or of several; with links to decide for those who may."""
    told = []
    for letter in letters:
        comment, user = letter.comment, letter.user
        if comment is None or user is None or not user.is_active:
            continue
        moderator = user if may_decide(user, comment) else None
        item = comment_news(comment, at=at, for_staff=True, moderator=moderator)
        if item is not None:
            told.append((comment, item))
    if not told:
        return None
    comment, item = told[0]
    held = sum(each.status == Comment.Status.HELD for each, _item in told)
    view = MailView(
        subject=notice_subject(len(told), held, item.title),
        lead=_("These wait for a decision or were published:") if len(told) > 1 else notice_lead(comment),
        news=tuple(each for _comment, each in told),
        button=_("To the desk"),
        button_url=absolute(reverse("comments_desk:comments")),
        closing=_("A link opens a page that asks again; nothing happens before. It works once, for a week."),
        **frame,
    )
    return view, threading(letters) if len(told) == 1 else {}


def notice_subject(count: int, held: int, title: str) -> str:
    """What stands in the list of mails."""
    if count > 1:
        words = ngettext("%(count)s comment, %(held)s held", "%(count)s comments, %(held)s held", count)
        return words % {"count": count, "held": held}
    words = _("Please decide: a comment on “%(title)s”") if held else _("New comment on “%(title)s”")
    return words % {"title": title}


def notice_lead(comment: Comment) -> str:
    """The first sentence."""
    if comment.status == Comment.Status.HELD:
        return _("This comment is held until somebody decides:")
    return _("This comment was published:")


def list_headers(subscription: Subscription, *, several: bool) -> dict[str, str]:
    """One-click unsubscribing (RFC 2369, RFC 8058) and the name of the list (RFC 2919)."""
    url = leave_all_url(subscription) if several else manage_url(subscription)
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<{subscription.kind}.{settings.PUBLIC_HOST.rsplit(':', 1)[0]}>",
    }


def threading(letters: Sequence[Letter]) -> dict[str, str]:
    """Mails on one discussion stand together in mail programs."""
    threads = {letter.comment.thread_id for letter in letters if letter.comment}
    if len(threads) != 1:
        return {}
    return {"References": f"<discussion-{threads.pop()}@{settings.PUBLIC_HOST.rsplit(':', 1)[0]}>"}
