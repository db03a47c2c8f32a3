"""Addresses of the copy: which are the site's own, which only the live site can answer, which file answers the others.

Pure. An own address is held as a path in one spelling: percent-encoded in lower case where needed, without its query.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

PATH_SAFE = "/-_.~!$&'()*+,;=:@"
UPPER_HEX = re.compile(r"%[0-9A-F]{2}")
NEEDS_THE_SITE = re.compile(
    r"/(?:desk/(?!documents/)|accounts/|sign-in/|wp-admin(?:/|$)|wp-login\.php|wp-json(?:/|$)|wp-comments-post\.php"
    r"|xmlrpc\.php|wp-trackback\.php|-/webmention/|-/mail/|-/comments/(?:preview|identify|live)"
    r"|-/comments/\d+/(?:edit|delete|report|react)/|1\.1/)"
)
ASKED_OF_THE_SITE = re.compile(r"(?:^|&)(?:replytocom|unapproved|quote|rsd)(?:=|&|$)")
LONGEST_NAME = 255
XML_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
JSON_FEED = "application/feed+json"


class Target(NamedTuple):
    """An own address as a page links to it: the path in its one spelling, and the query."""

    path: str
    query: str = ""

    @property
    def needs_the_site(self) -> bool:
        """Whether files cannot answer it: forms, accounts, interfaces for programs."""
        return bool(NEEDS_THE_SITE.match(self.path) or ASKED_OF_THE_SITE.search(self.query))


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """Tells the site's own addresses from others; ``url`` is the site's, scheme and host."""

    url: str

    def target(self, link: str, page: str = "/") -> Target | None:
        """Where a link in the page at path ``page`` leads, if it leads to this site."""
        link = link.strip()
        if not link or link.startswith(("#", "data:", "mailto:", "javascript:", "tel:")):
            return None
        return _target(self.url, link, "/" if link.startswith(("/", "http://", "https://")) else page)


@lru_cache(maxsize=20_000)  # most links of a page stand on all pages
def _target(url: str, link: str, page: str) -> Target | None:
    try:
        parts = urlsplit(urljoin(url + page, link))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != urlsplit(url).netloc.lower():
        return None
    return Target(one_spelling(parts.path or "/"), parts.query)


def one_spelling(path: str) -> str:
    """A path in the spelling that the ledger has, whatever was percent-encoded in it."""
    encoded = quote(unquote_to_bytes(path), safe=PATH_SAFE)
    return UPPER_HEX.sub(lambda match: match[0].lower(), encoded)


class NoFileName(Exception):
    """No file can be called so; the message says why."""


def file_names(path: str, content_type: str) -> tuple[str, ...]:
    """The files, from the folder of the copy, in which what is at ``path`` is kept; the first is the proper one.

    A page at ``/a/`` or ``/a`` is ``a/index.html``. A feed is ``feed/index.xml`` (or ``index.json``) and once more
    ``feed/index.html``, for servers that look for nothing else. What has a file's name keeps it. Raise NoFileName.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/html":
        return (_joined(path, "index.html"),)
    if kind in XML_FEEDS:
        return _joined(path, "index.xml"), _joined(path, "index.html")
    if kind == JSON_FEED:
        return _joined(path, "index.json"), _joined(path, "index.html")
    return (_joined(path, "index.html") if path.endswith("/") else _joined(path),)


def _joined(path: str, last: str = "") -> str:
    try:
        parts = unquote_to_bytes(path).decode().strip("/").split("/")
    except UnicodeDecodeError as error:
        raise NoFileName("it is no UTF-8") from error
    names = [part for part in (*parts, last) if part] or [last]
    for name in names:
        if name in (".", "..", ".coranto-static") or "\\" in name or any(ord(letter) < 32 for letter in name):
            raise NoFileName(f"no file can be called {name!r}")
        if len(name.encode()) > LONGEST_NAME:
            raise NoFileName("a part of it is longer than file names can be")
    return "/".join(names)
