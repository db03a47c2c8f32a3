"""Slugs as WordPress makes them: lower case, hyphens, anything beyond ASCII percent-encoded."""

import re
from urllib.parse import quote, unquote_to_bytes

from coranto.core.addresses import lower_hex
from coranto.core.slugs import slugify

MAX_BYTES = 200
RESERVED = frozenset({"feed", "rss", "rss2", "rdf", "atom", "embed", "page", "comments"})
"""Words that an address of a listing or feed ends in; a post called so gets ``-2``."""


def slug_of(title: str) -> str:
    """The slug for a title: at most 200 bytes in its encoded form, cut after a whole character; may be empty."""
    return slugify(title)


def encoded_slug(slug: str) -> str:
    """The stored form: anything but letters, digits and hyphens of ASCII percent-encoded in lower-case hex."""
    return lower_hex(quote(slug, safe="-_.~%"))


def cut_slug(slug: str, length: int = MAX_BYTES) -> str:
    """The slug cut to ``length`` characters of its encoded form, never inside a character."""
    cut = re.sub(r"%[0-9a-f]?$", "", slug[:length])
    while "%" in cut and not _is_whole(cut):
        cut = cut[: cut.rindex("%")]
    return cut.rstrip("-")


def numbered_slug(slug: str, number: int) -> str:
    """The slug with WordPress's mark for a name that was taken: ``a-name-2``."""
    mark = f"-{number}"
    return cut_slug(slug, MAX_BYTES - len(mark)) + mark


def _is_whole(slug: str) -> bool:
    try:
        unquote_to_bytes(slug).decode()
    except UnicodeDecodeError:
        return False
    return True
