"""What one old address leads to on this site, asked as a reader whom nobody knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from coranto.core.inside_requests import InsideSite
from coranto.wordpress.content.addresses import AddressBook

MOST_REDIRECTS = 5
ADDRESS_SAFE = "/-_.~!$&'()*+,;=:@%?[]"
WITH_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
BARE_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:/|$)", re.IGNORECASE)


class Kind(StrEnum):
    """How an address is answered."""

    FINE = "fine"
    MOVED = "moved"
    MISSING = "missing"
    REFUSED = "refused"
    ERROR = "error"
    ELSEWHERE = "elsewhere"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an address: the first status, the last one after redirects, where it ends, and why if it fails."""

    address: str
    kind: Kind
    status: int = 0
    final_status: int = 0
    to: str = ""
    reason: str = ""


class _Answer(NamedTuple):
    status: int
    location: str


@dataclass(slots=True)
class OldSite:
    """Which addresses are this site's, under whatever host and folder it lived before.

    ``urls`` are the site's own address first, then those it had elsewhere.
    """

    urls: Iterable[str]
    other_hosts: Iterable[str] = ()
    books: list[AddressBook] = field(init=False)

    def __post_init__(self) -> None:
        here, *before = self.urls
        self.books = [AddressBook(here, other_hosts=self.other_hosts), *(AddressBook(url) for url in before)]

    def target(self, address: str) -> str | None:
        """The path and query to ask here for ``address``; nothing if it is another site's.

        Raise ValueError for what is no address.
        """
        whole = address if WITH_SCHEME.match(address) or address.startswith("/") else _with_host(address)
        if not whole.startswith("/") or whole.startswith("//"):
            if not re.match(r"(?:https?:)?//[^/?#]", whole, re.IGNORECASE):
                raise ValueError("no address of a web page")
            urlsplit(whole)  # an IPv6 address without its end raises
            book = next((book for book in self.books if book.is_own(whole)), None)
            if book is None:
                return None
            whole = book.new_address(whole)
        return encoded(whole.partition("#")[0])


def _with_host(address: str) -> str:
    if not BARE_HOST.match(address):
        raise ValueError("no address: it begins neither with http nor with a slash")
    return f"//{address}"


def encoded(target: str) -> str:
    """A path and query as they go over the wire: what is not ASCII percent-encoded, bytes that are no UTF-8 too."""
    return quote(target.encode("utf-8", "surrogateescape"), safe=ADDRESS_SAFE)


def ask(site: InsideSite, old: OldSite, address: str) -> Answered:
    """What ``address`` is answered, its redirects followed as far as they stay on this site."""
    shown = encoded_for_people(address)
    try:
        target = old.target(address)
    except ValueError as error:
        return Answered(shown, Kind.UNREADABLE, reason=str(error) or "no address")
    if target is None:
        return Answered(shown, Kind.ELSEWHERE)
    first = answer = _ask(site, target)
    for _ in range(MOST_REDIRECTS):
        if not answer.location:
            break
        whole = urljoin(f"{site.scheme}://{site.host}{target}", answer.location)
        further = old.target(whole) if WITH_SCHEME.match(whole) else None
        if further is None:
            return Answered(shown, Kind.MOVED, first.status, to=whole[:2000])
        target = further
        answer = _ask(site, target)
    return _judged(shown, site, first.status, answer, target)


def _judged(address: str, site: InsideSite, status: int, answer: _Answer, target: str) -> Answered:
    if answer.location:
        reason = f"more than {MOST_REDIRECTS} redirects"
        return Answered(address, Kind.ERROR, status, answer.status, target, reason)
    to = target if status != answer.status else ""
    if answer.status in (404, 410):
        kind = Kind.MISSING
    elif answer.status >= 500:
        kind = Kind.ERROR
    elif answer.status >= 400:
        kind = Kind.REFUSED
    else:
        kind = Kind.MOVED if to else Kind.FINE
    fault = site.fault if answer.status >= 500 else None
    return Answered(address, kind, status, answer.status, to, " ".join(repr(fault).split())[:300] if fault else "")


def _ask(site: InsideSite, target: str) -> _Answer:
    with site.ask(target) as response:
        location = response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
        return _Answer(response.status_code, location)


def encoded_for_people(address: str) -> str:
    """An address as it can be printed: bytes that are no text percent-encoded."""
    raw = address.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return quote(raw, safe=ADDRESS_SAFE)
