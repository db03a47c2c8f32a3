"""What the templates of mails and of the pages behind their links are given."""

import datetime
from dataclasses import dataclass, field

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """Something a moderator may do with a comment by a link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """One comment or post in a mail."""

    title: str
    """What is discussed, or the post's title."""
    url: str
    """The comment's or post's whole address."""
    at: datetime.datetime
    """When it was written."""
    name: str = ""
    """Who wrote it."""
    html: SafeString = field(default_factory=SafeString)
    """The text: cleaned HTML; empty where only those with a password may read it."""
    text: str = ""
    """The text without marks."""
    is_there: bool = True
    """Whether that address shows it: a comment that is held is not there yet."""
    answers: str = ""
    """The name of whoever is answered."""
    note: str = ""
    """Why a moderator is told of it."""
    actions: tuple[ActionView, ...] = ()
    """What a moderator may do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """A mail. ``coranto/comments/templates/comments/mail/`` has a text and an HTML version of each kind."""

    subject: str
    site_name: str
    site_url: str
    lead: str
    """The first sentence."""
    news: tuple[NewsView, ...] = ()
    wishes: tuple[str, ...] = ()
    """What an unconfirmed address is said to want to hear of."""
    button: str = ""
    button_url: str = ""
    closing: str = ""
    """Why the reader gets this, and that nothing need be done."""
    leave_url: str = ""
    """Where to end or change it."""
    direction: str = "ltr"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionView:
    """One subscription on a page."""

    number: int
    label: str
    """What it is about: "New posts", "Replies to you", "The discussion of …"."""
    pace: str
    is_active: bool = True
    url: str = ""
    """What is discussed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage:
    """``comments/subscribe.html``: the form to ask for mail."""

    subject: str = ""
    """What is discussed; empty for all posts."""
    subject_url: str = ""
    thread: int = 0
    email: str = ""
    pace: str = "once"
    trap_name: str = ""
    problem: str = ""
    is_sent: bool = False
    privacy_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage:
    """``comments/confirm.html``: what an address may confirm. Nothing in it: the link is used up, forged or too old."""

    wishes: tuple[SubscriptionView, ...] = ()
    confirmed: tuple[SubscriptionView, ...] = ()
    manage_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagePage:
    """``comments/manage.html``: the subscriptions of one address."""

    subscription: SubscriptionView | None = None
    """The one whose link was followed."""
    others: tuple[SubscriptionView, ...] = ()
    said: str = ""
    """What was just done."""
    privacy_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePage:
    """``comments/decide.html``: the question behind a moderator's link."""

    title: str
    """The heading: what will be done, was done, or cannot be done."""
    news: NewsView | None = None
    button: str = ""
    """What the button says; empty when there is nothing to do."""
    why: str = ""
    """Why there is nothing to do."""
    moderator: str = ""
    """In whose name."""
    desk_url: str = ""
