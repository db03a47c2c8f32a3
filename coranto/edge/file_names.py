"""Which kept answers can be files for the server in front, and what these are called.

That server knows a file's address and the end of its name, nothing else. So an answer gets a file only if its address
is safe as it is, and if its whole head follows from the end of the name: docs/operating/nginx/page-files.conf and
docs/operating/caddy/page-files.Caddyfile write the same heads, and a test compares them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from coranto.edge.kept import CHECKED_AGAIN, Form, Kept, pack, unpack

SAFE = re.compile(r"(?:/[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*)*/?")
"""Addresses that no server reads in two ways: no empty part, none that begins with a dot, no sign with a meaning."""
LONGEST, LONGEST_PART = 900, 200
MARK = "@."
"""Between address and sort: no safe address has it, so no file has the name of another one's folder."""

FRAMES_OF_OTHERS = "players"
TYPES = {
    "text/html; charset=utf-8": "html",
    "application/rss+xml; charset=UTF-8": "rss",
    "application/atom+xml; charset=UTF-8": "atom",
    "application/rdf+xml; charset=UTF-8": "rdf",
    "application/feed+json; charset=UTF-8": "json",
    "application/xml; charset=UTF-8": "xml",
}
"""Content types, and the sorts of files for them. A page with players of other sites has a sort of its own."""
HEAD = {
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": CHECKED_AGAIN,
}
"""What stands in the head of every file."""
HEAD_OF = {"xml": {"x-robots-tag": "noindex, follow"}}
"""What stands in the head of some sorts besides."""
SAID_IN_THE_PAGE = {"link", "x-pingback"}
"""Left out: another one on each page, and pages say the same in their own head, as ``link`` elements."""
SECURE_ONLY = {"strict-transport-security": "max-age=31536000"}


@dataclass(frozen=True, slots=True)
class Policies:
    """Content-Security-Policy for pages with players of other sites and all that is no page, and for other pages."""

    full: frozenset[str]
    own_frames: frozenset[str]


def directives(policy: str) -> frozenset[str]:
    """A policy's directives, whose order says nothing.

    >>> directives("img-src 'self'; object-src 'none'") == directives("object-src 'none';img-src 'self'")
    True
    """
    return frozenset(part.strip() for part in policy.split(";") if part.strip())


def name_of(path: str) -> str:
    """The beginning of a file's name for the decoded address ``path``, as browsers write it; empty where it gets none.

    >>> name_of("/2016/02/07/tide/"), name_of("/caf\xe9/"), name_of("/a/../b/"), name_of("/a//b"), name_of("/50%/")
    ('/2016/02/07/tide/', '/caf%c3%a9/', '', '', '')
    """
    if "%" in path:
        return ""
    name = re.sub("%..", lambda found: found[0].lower(), quote(path, safe="/._~-@", errors="replace"))
    if not name or not SAFE.fullmatch(name) or _says_ascii(name):
        return ""
    return name if len(name) <= LONGEST and all(len(part) <= LONGEST_PART for part in name.split("/")) else ""


def _says_ascii(name: str) -> bool:
    """Whether a sign is written as a number that could be written as itself: a server in front may read it as that."""
    return any(found[1] < "8" for found in re.findall("%..", name))


def sort_of(headers: Iterable[tuple[str, str]], policies: Policies, *, is_secure: bool) -> str:
    """The sort of a file with exactly this head; empty where there is none."""
    head = {name: value for name, value in headers if name not in SAID_IN_THE_PAGE}
    sort = TYPES.get(head.pop("content-type", ""), "")
    policy = directives(head.pop("content-security-policy", ""))
    if sort == "html" and policy != policies.own_frames:
        sort = FRAMES_OF_OTHERS
    if sort != "html" and policy != policies.full:
        return ""
    expected = {**HEAD, **HEAD_OF.get(sort, {}), **(SECURE_ONLY if is_secure else {})}
    return sort if head == expected else ""


def bodies_of(kept: Kept, form: Form) -> dict[str, bytes]:
    """The bodies by the ends of their files' names: as it is, and packed where that is worth it."""
    plain = unpack(form.body, form.name)
    bodies = {"": plain}
    if kept.packs:
        for name, ending in (("gzip", ".gz"), ("br", ".br")):
            other = kept.forms.get(name)
            bodies[ending] = other.body if other and other.filling == form.filling else pack(plain, name)
    return bodies
