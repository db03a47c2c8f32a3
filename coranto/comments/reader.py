"""Who reads a discussion, as far as they tell: signed in, remembered at their wish, or holding the key to a comment.

A request without any of these is a stranger's: nothing is looked up for it, and its page is the same for all. The
three cookies of WordPress keep their names; a fourth, signed one says which comments were written in this browser.
All four are set only for those who tick that they want it, and taken away again when they do not.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote, unquote

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from coranto.accounts.models import User
from coranto.accounts.reader_links import is_nameless
from coranto.core.network_addresses import counted_network, sender_address
from coranto.core.short_digests import short_digest
from coranto.core.strangers_text import tidy_line, tidy_url
from coranto.publication.people import is_signed_in

SALT = "coranto.comments.reader"
KEPT_SECONDS = 30_000_000  # WordPress's: somewhat less than a year
MOST_KEPT = 30
GUEST = "as-guest"  # somebody signed in who wants to write under another name
HELD_KEY, HELD_NUMBER = "moderation-hash", "unapproved"


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of whoever asks. ``own`` are numbers of comments written in this browser."""

    user: User | None = None
    name: str = ""
    email: str = ""
    url: str = ""
    own: tuple[int, ...] = ()
    keys: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_remembered(self) -> bool:
        """Whether this browser remembers them."""
        return self.user is None and bool(self.name or self.email or self.own)

    @property
    def needs_name(self) -> bool:
        """Whether they are asked for a name: guests are, and whoever signed in without having said one."""
        return self.user is None or is_nameless(self.user)

    @property
    def is_stranger(self) -> bool:
        """Whether nothing at all is known: their page is everybody's."""
        return self.user is None and not (self.is_remembered or self.keys)


def reader_of(request: HttpRequest) -> Reader:
    """Whoever asks, by cookies and by the address that was asked for."""
    wants_other = GUEST in request.GET or GUEST in request.POST
    user = request.user if is_signed_in(request) and not wants_other else None
    return Reader(
        user=user if isinstance(user, User) else None,
        name=tidy_line(_cookie(request, "comment_author"))[:245],
        email=tidy_line(_cookie(request, "comment_author_email"))[:100],
        url=tidy_url(_cookie(request, "comment_author_url"))[:200],
        own=_own(request),
        keys=_keys(request),
    )


def remember(request: HttpRequest, response: HttpResponse, *, name: str, email: str, url: str, number: int) -> None:
    """Set the cookies, at the reader's wish."""
    own = [number, *(each for each in _own(request) if each != number)][:MOST_KEPT]
    values = {"comment_author": quote(name), "comment_author_email": quote(email), "comment_author_url": quote(url)}
    for key, value in {**values, "comment_keys": signing.dumps(own, salt=SALT)}.items():
        response.set_cookie(
            cookie_name(key), value, max_age=KEPT_SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax"
        )


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Take the cookies away, where there are any."""
    for key in ("comment_author", "comment_author_email", "comment_author_url", "comment_keys"):
        if cookie_name(key) in request.COOKIES:
            response.delete_cookie(cookie_name(key), samesite="Lax")


@cache
def cookie_name(key: str) -> str:
    """``comment_author_`` and the MD5 of the site's address, as in WordPress."""
    return f"{key}_{hashlib.md5(settings.PUBLIC_URL.encode(), usedforsecurity=False).hexdigest()}"


def network_address(request: HttpRequest) -> str:
    """The network address of whoever asks."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return sender_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.PROXIES)


def reader_digest(request: HttpRequest, reader: Reader) -> str:
    """What stands for whoever reacts, and counts once: the account, else network and browser.

    Two browsers behind one address are two, since the second would take the first one's reaction back.
    """
    return _digest(request, reader, request.headers.get("User-Agent", ""))


def reporter_digest(request: HttpRequest, reader: Reader) -> str:
    """What stands for whoever reports: the account, else the network alone.

    Enough reports hide a comment, and anybody can name as many browsers as they like.
    """
    return _digest(request, reader)


def _digest(request: HttpRequest, reader: Reader, *browser: str) -> str:
    if reader.user:
        return short_digest("reader", reader.user.pk, size=16)
    network = counted_network(network_address(request))
    return short_digest("reader", settings.SECRET_KEY, network, *browser, size=16)


def _cookie(request: HttpRequest, key: str) -> str:
    return unquote(request.COOKIES.get(cookie_name(key), ""))


def _own(request: HttpRequest) -> tuple[int, ...]:
    given = request.COOKIES.get(cookie_name("comment_keys"), "")
    try:
        numbers = signing.loads(given, salt=SALT, max_age=KEPT_SECONDS) if given else []
    except signing.BadSignature:
        return ()
    return tuple(int(number) for number in numbers[:MOST_KEPT])


def _keys(request: HttpRequest) -> dict[int, str]:
    number, key = request.GET.get(HELD_NUMBER, ""), request.GET.get(HELD_KEY, "")
    return {int(number): key} if key and number.isdecimal() and len(number) < 19 else {}
