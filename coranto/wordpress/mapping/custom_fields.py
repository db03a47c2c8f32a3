"""Custom fields that mean something here."""

from collections.abc import Iterable

from coranto.wordpress.wxr.records import ItemRecord

SEO_TITLES = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title", "jetpack_seo_html_title")
SEO_DESCRIPTIONS = (
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "advanced_seo_description",
)
SCRATCH = frozenset({"_edit_lock", "_edit_last", "_encloseme", "_pingme", "_publicize_pending"})
"""WordPress's own notes to itself: a change in one of them alone is no change of the item."""


def first(item: ItemRecord, *keys: str) -> str:
    """The first value of the first of these fields that has one."""
    for key in keys:
        for field in item.meta:
            if field.key == key and field.value.strip():
                return field.value.strip()
    return ""


def every(item: ItemRecord, key: str) -> tuple[str, ...]:
    """All values of a field that may repeat."""
    return tuple(dict.fromkeys(field.value.strip() for field in item.meta if field.key == key and field.value.strip()))


def written_out(item: ItemRecord, keys: Iterable[str]) -> str:
    """A text for search engines, unless it is a pattern that the plug-in would have filled in (``%%title%%``)."""
    text = first(item, *keys)
    return "" if "%" in text and text.count("%") > 1 else text
