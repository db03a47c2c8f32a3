"""Addresses of posts, made from the owner's pattern with WordPress's tags. Pure: what they are made of is given."""

import re
from dataclasses import dataclass
from datetime import datetime

from coranto.core.addresses import normal_path

TAG = re.compile(r"%(year|monthnum|day|hour|minute|second|post_id|postname|category|author)%")
NO_CATEGORY = "uncategorized"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressParts:
    """What an address can be made of. ``posted_local`` is wall-clock time; ``category`` is slugs from the root."""

    number: int
    slug: str
    posted_local: datetime
    category: str = ""
    author: str = ""


def permalink_path(structure: str, parts: AddressParts) -> str:
    """The address as it is printed: from ``/``, percent-encoded in lower-case hex.

    It ends in a slash where the pattern does. A post without a slug gets its number instead, as it would in WordPress.
    Rows of addresses are looked up by :func:`coranto.core.addresses.normal_path` of it, which always ends in a slash.

    >>> parts = AddressParts(number=7, slug="a-b", posted_local=datetime(2016, 2, 7))
    >>> permalink_path("/%year%/%monthnum%/%day%/%postname%/", parts)
    '/2016/02/07/a-b/'
    """
    filled = TAG.sub(lambda match: _value(match[1], parts), structure)
    path = normal_path(re.sub("/{2,}", "/", filled))
    return path if structure.endswith("/") or path == "/" else path.rstrip("/")


def _value(tag: str, parts: AddressParts) -> str:
    local = parts.posted_local
    values = {
        "year": f"{local.year:04}",
        "monthnum": f"{local.month:02}",
        "day": f"{local.day:02}",
        "hour": f"{local.hour:02}",
        "minute": f"{local.minute:02}",
        "second": f"{local.second:02}",
        "post_id": str(parts.number),
        "postname": parts.slug or str(parts.number),
        "category": parts.category or NO_CATEGORY,
        "author": parts.author,
    }
    return values[tag]


def still_fits(path: str, structure: str, parts: AddressParts) -> bool:
    """Whether an address that a post has already says the same as the post: its name or number, and its day.

    An imported address need not follow the pattern (it may come from another site, or have been set by hand there), and
    the correction of a word in the text must not move the post.
    """
    segments = path.strip("/").split("/")
    names = {normal_path(parts.slug or str(parts.number)).strip("/"), str(parts.number)}
    if not any(segment == name or segment.startswith(name + ".") for segment in segments for name in names):
        return False
    return _dates_fit(path, parts.posted_local) and all(
        normal_path(value) in normal_path(path)
        for tag, value in (("%category%", parts.category or NO_CATEGORY), ("%author%", parts.author))
        if tag in structure
    )


def _dates_fit(path: str, local: datetime) -> bool:
    match = re.search(r"(?:^|/)(\d{4})(?:/(\d{2})(?:/(\d{2}))?)?/", path)
    expected = (f"{local.year:04}", f"{local.month:02}", f"{local.day:02}")
    return not match or all(found in (None, wanted) for found, wanted in zip(match.groups(), expected, strict=True))
