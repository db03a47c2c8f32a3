"""``run_export``: everything of a home in the files of an export."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from coranto.core.errors import PlainError
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.models import MenuItem, Publication
from coranto.wordpress.exporting.elements import item_xml, texts_of
from coranto.wordpress.exporting.files import check_is_ours, check_target
from coranto.wordpress.exporting.fingerprint import fingerprint
from coranto.wordpress.exporting.head import head_xml
from coranto.wordpress.exporting.items import has_items, items_after, kept_comments
from coranto.wordpress.exporting.journal import Journal
from coranto.wordpress.exporting.menus import menu_terms
from coranto.wordpress.exporting.parts import OneFile, Parts, Writer, alone_in, begun_before
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.exporting.snapshot import one_snapshot
from coranto.wordpress.exporting.xml_text import FORBIDDEN
from coranto.wordpress.importing.databases import flat_memory
from coranto.wordpress.importing.progress import ShowsProgress, Step, silent
from coranto.wordpress.wxr.records import ItemRecord, TermRecord

Told = Callable[[str], None]
EACH = 25


@dataclass(slots=True)
class Exported:
    """What was written. ``replaced`` names the items in which characters that XML forbids became U+FFFD."""

    paths: list[Path] = field(default_factory=list)
    items: int = 0
    comments: int = 0
    size: int = 0
    replaced: list[str] = field(default_factory=list)


def run_export(
    path: Path, *, part_size: int | None = None, progress: ShowsProgress = silent, told: Told = lambda words: None
) -> Exported:
    """Write the whole site to ``path``, or with ``part_size`` (bytes) to numbered files beside it.

    Raise PlainError when nothing can be written there, or there is nothing to write; OSError when the disk is full.
    A file that bears its own name is complete. Parts get their names when all of them are there; an export in parts
    that was stopped goes on after the last whole one if the site is still the same, and begins anew if not; ``told``
    hears which.
    """
    check_target(path)
    if part_size is None:
        check_is_ours(path)
    if not has_items():
        raise PlainError("there is nothing to export: this site has no posts, pages or files yet.")
    folder: AbstractContextManager[Path | None] = alone_in(path) if part_size else nullcontext()
    with folder as place, flat_memory(), one_snapshot():
        scope = Scope(Publication.objects.current(), settings.PUBLIC_URL, kept_comments())
        menus = menu_terms()
        writer = _writer(path, place, part_size, scope, menus, told)
        journal = writer.journal
        try:
            if not journal.is_whole:
                _write(writer, scope, menus, progress)
            paths = writer.close()
        except BaseException:
            writer.drop()
            raise
    return Exported(paths, journal.items, journal.comments, journal.size, journal.replaced)


def _writer(
    path: Path, folder: Path | None, part_size: int | None, scope: Scope, menus: dict[int, TermRecord], told: Told
) -> Writer:
    def head(first: bool) -> Any:
        return head_xml(scope, menus, first=first)

    if folder is None or part_size is None:
        return OneFile(path, head)
    journal, words = begun_before(folder, fingerprint(scope.url, part_size))
    if words:
        told(words)
    return Parts(path, head, part_size, journal)


def _write(writer: Writer, scope: Scope, menus: dict[int, TermRecord], progress: ShowsProgress) -> None:
    journal = writer.journal
    models: tuple[Any, ...] = (Attachment, StaticPage, Post, MenuItem)
    step = Step("export", total=sum(model._default_manager.count() for model in models))
    for mark, item in items_after(journal.mark, scope, menus):
        writer.write(item_xml(item), mark)
        _note(item, journal)
        if journal.items % EACH == 0:
            _show(step, journal, progress)
    _show(step, journal, progress)


def _note(item: ItemRecord, journal: Journal) -> None:
    """Count an item; a journal on the disk is written before the first item of a part, and so never counts ahead."""
    journal.items += 1
    journal.comments += len(item.comments)
    if any(FORBIDDEN.search(text) for text in texts_of(item)):
        journal.replaced.append(f"{item.post_type} {item.wp_id}")


def _show(step: Step, journal: Journal, progress: ShowsProgress) -> None:
    step.items = journal.items
    step.done = min(step.items, step.total or 0)
    progress(step)
