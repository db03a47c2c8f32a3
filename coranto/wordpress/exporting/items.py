"""All items of an export in the order in which they are written, a hundred in memory at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.exporting.attachments import attachment_items
from coranto.wordpress.exporting.journal import Mark
from coranto.wordpress.exporting.menus import menu_items
from coranto.wordpress.exporting.navigations import marked, navigations_as_made
from coranto.wordpress.exporting.numbers import CHUNK, chunks
from coranto.wordpress.exporting.pages import page_items
from coranto.wordpress.exporting.posts import post_items
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.mapping.restored import restored
from coranto.wordpress.models import KeptItem
from coranto.wordpress.wxr.records import ItemRecord, TermRecord

COMMENT = "comment:"
TERM = "term:"
KINDS: tuple[tuple[Any, Callable[[Sequence[int], Scope], Iterator[ItemRecord]]], ...] = (
    (Attachment, attachment_items),
    (StaticPage, page_items),
    (Post, post_items),
)


def items_after(mark: Mark, scope: Scope, menus: dict[int, TermRecord]) -> Iterator[tuple[Mark, ItemRecord]]:
    """Every item that stands after ``mark``, with a mark of its own."""
    for stage, (model, items) in enumerate(KINDS):
        if stage < mark.stage:
            continue
        for numbers in chunks(model, after=mark.number if stage == mark.stage else 0):
            for item in items(numbers, scope):
                yield Mark(stage, item.wp_id), item
    for stage, rest in enumerate((menu_items(menus, scope), kept_items()), start=len(KINDS)):
        if stage >= mark.stage:
            done = mark.number if stage == mark.stage else 0
            for place, item in enumerate(islice(rest, done, None), start=done + 1):
                yield Mark(stage, place), item


def has_items() -> bool:
    """Whether there is anything to write."""
    return any(model._default_manager.exists() for model, _items in (*KINDS, (KeptItem, None)))


def kept_items() -> Iterator[ItemRecord]:
    """Items of types that have no place here."""
    rows = KeptItem.objects.exclude(kind__startswith=TERM).exclude(kind__startswith=COMMENT)
    made = navigations_as_made()
    for row in rows.order_by("number", "kind", "title", "pk").iterator(chunk_size=CHUNK):
        kept = restored(ItemRecord, row.content)
        item = replace(kept, post_type=kept.post_type or row.kind, unknown=foreign(kept.unknown))
        yield marked(item, row, made)


def kept_comments() -> dict[str, list[int]]:
    """The keys of plug-ins' notes by the number of their item there."""
    found: dict[str, list[int]] = {}
    rows = KeptItem.objects.filter(kind__startswith=COMMENT).values_list("content__item", "pk")
    for item, key in rows.iterator():
        found.setdefault(str(item), []).append(key)
    return found
