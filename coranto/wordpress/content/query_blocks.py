"""The block that asks for posts (``core/query``), as the link in whose place ``posts.query_block`` shows them.

Kept are what it asks for, in the words of the block of the newest posts, and which of the parts of a post it shows, in
their order. What stands round these parts (columns, groups, words between them) is not.
"""

from collections.abc import Iterator
from typing import Any

from coranto.wordpress.content.blocks import Block
from coranto.wordpress.content.scope import DEEPEST

PARTS = {
    "core/post-title": ("level", "isLink"),
    "core/post-date": ("isLink",),
    "core/post-excerpt": ("excerptLength", "moreText"),
    "core/post-content": (),
    "core/post-featured-image": ("isLink",),
    "core/post-author": (),
    "core/post-author-name": ("isLink",),
    "core/post-terms": ("term",),
    "core/read-more": ("content",),
}
"""Blocks that show something of a post, and what can be chosen for them."""
MOST_PARTS = 12
LONGEST, NOT_PLAIN = 100, frozenset("<>[")
POSTS, MOST_POSTS = 10, 100
LONGEST_NUMBER = 19
HELD = ("only", "exclude", "ignore")
TAXONOMIES = {"category": "categories", "post_tag": "tags"}


def asked_of(block: Block) -> dict[str, Any] | None:
    """What such a block asks for and shows; nothing where it asks for more than can be answered here."""
    query = block.attributes.get("query")
    template = next((each for each in _within(block) if each.name == "core/post-template"), None)
    if template is None or not isinstance(query, dict) or not _is_answered(query):
        return None
    terms, author = _terms(query), _number(query.get("author") or 0)
    shown = [_part(each) for each in _within(template) if each.name in PARTS][:MOST_PARTS]
    if terms is None or author is None or not shown:
        return None
    return {
        "postsToShow": MOST_POSTS if query.get("perPage") == -1 else _number(query.get("perPage")) or POSTS,
        "order": "asc" if str(query.get("order")).lower() == "asc" else "desc",
        "orderBy": "title" if query.get("orderBy") == "title" else "date",
        **({"offset": offset} if (offset := _number(query.get("offset"))) else {}),
        **({"sticky": query["sticky"]} if query.get("sticky") in HELD else {}),
        **({"selectedAuthor": author} if author else {}),
        **terms,
        "shows": shown,
        **{name: value for name in ("align", "className") if _is_plain(value := block.attributes.get(name))},
    }


def _is_answered(query: dict[str, Any]) -> bool:
    """Whether it asks for posts by what the newest posts can be asked for."""
    others = ("inherit", "search", "exclude", "parents", "format")
    return query.get("postType", "post") == "post" and not any(query.get(name) for name in others)


def _terms(query: dict[str, Any]) -> dict[str, list[dict[str, int]]] | None:
    """The categories and tags that it asks for; nothing where it asks for others, or for what has not these."""
    taxes = query.get("taxQuery") or {}
    included = taxes.get("include", taxes) if isinstance(taxes, dict) and not taxes.get("exclude") else None
    if not isinstance(included, dict):
        return None
    asked = {"category": query.get("categoryIds"), "post_tag": query.get("tagIds"), **included}
    found = {}
    for taxonomy, listed in asked.items():
        if not listed:
            continue
        numbers = [_number(each) for each in listed] if isinstance(listed, list) else [None]
        if taxonomy not in TAXONOMIES or None in numbers:
            return None
        found[TAXONOMIES[taxonomy]] = [{"id": number} for number in numbers if number]
    return found


def _number(value: object) -> int | None:
    """A number from 0 on, as such or as a text; nothing for anything else."""
    text = "" if isinstance(value, bool) else str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else None


def _within(block: Block, depth: int = DEEPEST) -> Iterator[Block]:
    """The blocks in it, in their order, but for hidden ones and those within parts and other queries."""
    for each in block.inner:
        if each.is_hidden or each.name == "core/query":
            continue
        yield each
        if depth and each.name not in PARTS:
            yield from _within(each, depth - 1)


def _part(block: Block) -> dict[str, dict[str, Any]]:
    chosen = {name: block.attributes[name] for name in PARTS[block.name] if _is_plain(block.attributes.get(name))}
    return {block.name.removeprefix("core/"): chosen}


def _is_plain(value: object) -> bool:
    return isinstance(value, bool | int) or (
        isinstance(value, str) and len(value) <= LONGEST and not NOT_PLAIN & {*value}
    )
