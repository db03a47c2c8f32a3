"""Names for things of an export, by which they are known again."""

import re

from coranto.core.short_digests import short_digest
from coranto.wordpress.wxr.records import CommentRecord, ItemRecord

MAX_NUMBER = 2**53 - 1
"""The highest number that a JSON client can hold; WordPress's own never come near it."""


def number_of(wp_id: int) -> int:
    """The number there if it can be used as a public number here, else 0."""
    return wp_id if 0 < wp_id <= MAX_NUMBER else 0


def item_name(item: ItemRecord) -> str:
    """The number there; for an item without one, a digest of what is least likely to change."""
    if number := number_of(item.wp_id):
        return str(number)
    return "x" + short_digest(item.post_type, item.guid or item.link or (item.slug, item.title, item.posted_local))


def comment_name(comment: CommentRecord, item: str) -> str:
    """The item and the number there; for a comment without one, a digest of the comment.

    The item is in it because broken exports have the same number below two items.
    """
    if number := number_of(comment.wp_id):
        return f"{item}/{number}"
    return f"{item}/x" + short_digest(item, comment.author, comment.posted_local, comment.posted_gmt, comment.content)


def reference(wp_id: int) -> str:
    """A reference to an item or comment by its number there; empty for none."""
    return str(number) if (number := number_of(wp_id)) else ""


def reference_in(value: str) -> str:
    """The number of an item in a custom field, as text; empty for anything else."""
    return value if re.fullmatch(r"[1-9]\d{0,15}", value) else ""


def term_name(taxonomy: str, slug: str) -> str:
    """A term is known by its taxonomy and slug: numbers of terms changed in the history of WordPress."""
    name = f"{taxonomy}:{slug}"
    return name if len(name) <= 250 else f"{taxonomy[:60]}:{short_digest(name)}"
