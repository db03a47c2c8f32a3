"""``run_export``: everything of a home in the files of an export, a hundred items in memory at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.models import MenuItem, Publication
from coranto.wordpress.exporting.attachments import attachment_items
from coranto.wordpress.exporting.elements import item_xml, texts_of
from coranto.wordpress.exporting.files import PartWriter, check_target
from coranto.wordpress.exporting.head import head_xml
from coranto.wordpress.exporting.menus import menu_items, menu_terms
from coranto.wordpress.exporting.numbers import CHUNK, chunks
from coranto.wordpress.exporting.pages import page_items
from coranto.wordpress.exporting.posts import post_items
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.exporting.snapshot import one_snapshot
from coranto.wordpress.exporting.xml_text import FORBIDDEN
from coranto.wordpress.importing.databases import flat_memory
from coranto.wordpress.importing.progress import ShowsProgress, Step, silent
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


@dataclass(slots=True)
class Exported:
    """What was written. ``replaced`` names the items in which characters that XML forbids became U+FFFD."""

    paths: list[Path] = field(default_factory=list)
    items: int = 0
    comments: int = 0
    size: int = 0
    replaced: list[str] = field(default_factory=list)


def run_export(path: Path, *, part_size: int | None = None, progress: ShowsProgress = silent) -> Exported:
    """Write the whole site to ``path``, or with ``part_size`` (bytes) to numbered files beside it.

    Raise PlainError when nothing can be written there, OSError when the disk is full. A file that bears its own name
    is complete; until then it is called ``….unfinished``, and is removed when the export ends early.
    """
    check_target(path)
    with flat_memory(), one_snapshot():
        scope = Scope(Publication.objects.current(), settings.PUBLIC_URL, _kept_comments())
        menus = menu_terms()
        writer = PartWriter(path, lambda first: head_xml(scope, menus, first=first), part_size)
        done = Exported()
        try:
            for item in _shown(_items(scope, menus), progress):
                writer.write(_checked(item, done))
            writer.close()
        except BaseException:
            writer.drop()
            raise
    done.paths, done.size = writer.paths, writer.size
    return done


def _items(scope: Scope, menus: dict[int, TermRecord]) -> Iterator[ItemRecord]:
    for model, items in KINDS:
        for numbers in chunks(model):
            yield from items(numbers, scope)
    yield from menu_items(menus, scope)
    yield from _kept_items()


def _kept_items() -> Iterator[ItemRecord]:
    rows = KeptItem.objects.exclude(kind__startswith=TERM).exclude(kind__startswith=COMMENT)
    for row in rows.order_by("number", "kind", "title").iterator(chunk_size=CHUNK):
        kept = restored(ItemRecord, row.content)
        yield replace(kept, post_type=kept.post_type or row.kind, unknown=foreign(kept.unknown))


def _kept_comments() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = KeptItem.objects.filter(kind__startswith=COMMENT).values_list("content__item", "pk")
    for item, key in rows.iterator():
        found.setdefault(str(item), []).append(key)
    return found


def _checked(item: ItemRecord, done: Exported) -> str:
    done.items += 1
    done.comments += len(item.comments)
    if any(FORBIDDEN.search(text) for text in texts_of(item)):
        done.replaced.append(f"{item.post_type} {item.wp_id}")
    return item_xml(item)


def _shown(items: Iterable[ItemRecord], progress: ShowsProgress) -> Iterator[ItemRecord]:
    models: tuple[Any, ...] = (Attachment, StaticPage, Post, MenuItem)
    step = Step("export", total=sum(model._default_manager.count() for model in models))
    for item in items:
        yield item
        step.items += 1
        step.done = min(step.items, step.total or 0)
        if step.items % 25 == 0:
            progress(step)
    progress(step)
