"""The block that asks for posts (``core/query``), as the link in whose place ``posts.query_block`` shows them.

Kept are what it asks for, in the words of the block of the newest posts, and which of the parts of a post it shows, in
their order. What stands round these parts (columns, groups, words between them) is not.
"""

from collections.abc import Iterator
from typing import Any

from coranto.wordpress.content.blocks import Block

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
TAXONOMIES = {"category": "categories", "post_tag": "tags"}


def asked_of(block: Block) -> dict[str, Any] | None:
    """What such a block asks for and shows; nothing where it asks for more than can be answered here."""
    query = block.attributes.get("query")
    template = next(_named("core/post-template", block), None)
    if template is None or not isinstance(query, dict) or not _is_answered(query):
        return None
    terms = _terms(query)
    shown = [_part(each) for each in _shown_in(template)][:MOST_PARTS]
    if terms is None or not shown:
        return None
    order = "title" if query.get("orderBy") == "title" else "date"
    asked: dict[str, Any] = {"postsToShow": query.get("perPage") or 10, "orderBy": order, "shows": shown, **terms}
    asked |= {name: query[name] for name in ("order", "offset", "sticky") if query.get(name) and _is_plain(query[name])}
    asked |= {name: value for name in ("align", "className") if _is_plain(value := block.attributes.get(name))}
    if author := str(query.get("author") or ""):
        asked["selectedAuthor"] = int(author)
    return asked


def _is_answered(query: dict[str, Any]) -> bool:
    """Whether it asks for posts by what the newest posts can be asked for."""
    author = str(query.get("author") or "0")
    others = ("search", "exclude", "parents", "format")
    return (
        query.get("postType", "post") == "post"
        and not query.get("inherit")
        and author.isascii()
        and author.isdecimal()
        and len(author) < 19
        and not any(query.get(name) for name in others)
    )


def _terms(query: dict[str, Any]) -> dict[str, list[dict[str, int]]] | None:
    """The categories and tags that it asks for; nothing where it asks for others, or for what has not these."""
    taxes = query.get("taxQuery") or {}
    if not isinstance(taxes, dict) or taxes.get("exclude"):
        return None
    asked = {"category": query.get("categoryIds"), "post_tag": query.get("tagIds"), **taxes.get("include", taxes)}
    found = {}
    for taxonomy, numbers in asked.items():
        if not numbers:
            continue
        if taxonomy not in TAXONOMIES or not isinstance(numbers, list):
            return None
        found[TAXONOMIES[taxonomy]] = [{"id": number} for number in numbers if isinstance(number, int)]
    return found


def _named(name: str, block: Block) -> Iterator[Block]:
    for each in block.inner:
        if each.name == name:
            yield each
        elif each.name != "core/query":
            yield from _named(name, each)


def _shown_in(template: Block) -> Iterator[Block]:
    for each in template.inner:
        if each.is_hidden or each.name == "core/query":
            continue
        if each.name in PARTS:
            yield each
        else:
            yield from _shown_in(each)


def _part(block: Block) -> dict[str, dict[str, Any]]:
    chosen = {name: block.attributes[name] for name in PARTS[block.name] if _is_plain(block.attributes.get(name))}
    return {block.name.removeprefix("core/"): chosen}


def _is_plain(value: object) -> bool:
    return isinstance(value, bool | int) or (
        isinstance(value, str) and len(value) <= LONGEST and not NOT_PLAIN & {*value}
    )
