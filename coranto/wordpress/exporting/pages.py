"""Pages as items of an export."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from coranto.pages.models import StaticPage
from coranto.wordpress.exporting.discussions import discussions_of
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.exporting.texts import (
    base_record,
    changed_columns,
    newest_draft,
    out_of_bin,
    pictures_waited_for,
    sent_for_export,
    status_of,
    with_meta,
    with_picture,
)
from coranto.wordpress.importing.originals import page_state
from coranto.wordpress.mapping.in_bin import TRASH
from coranto.wordpress.models import LooseEnd
from coranto.wordpress.wxr.records import ItemRecord


def page_items(numbers: Sequence[int], scope: Scope) -> Iterator[ItemRecord]:
    """The pages of these numbers, with their discussions, in a fixed count of queries."""
    pages = list(
        StaticPage.objects.filter(number__in=numbers)
        .order_by("number")
        .select_related("author", "original", "latest_revision", "featured_image__attachment")
        .defer("body")
    )
    in_bin = {page.pk: True for page in pages if _is_unchanged(page) and page.original.status == TRASH}
    talks = discussions_of("page", {page.pk: page.number for page in pages}, scope, in_bin)
    above = [page.path[: -page.steplen] for page in pages]
    parents = dict(StaticPage.objects.filter(path__in=above).values_list("path", "number"))
    lost = LooseEnd.objects.filter(kind=LooseEnd.Kind.PAGE_PARENT, holder__in=[page.pk for page in pages])
    waiting = {end.holder: int(end.target) for end in lost}
    pictures = pictures_waited_for(LooseEnd.Kind.PAGE_IMAGE, [page.pk for page in pages])
    sent = sent_for_export(pages)
    for page in pages:
        parent = parents.get(page.path[: -page.steplen]) or waiting.get(page.pk, 0)
        item = _item(page, parent, scope, sent.get(page.pk))
        item = with_picture(item, page.featured_image, is_waited_for=page.pk in pictures)
        yield replace(item, comments=tuple(talks.get(page.pk, ())))


def _is_unchanged(page: StaticPage) -> bool:
    original = getattr(page, "original", None)
    return original is not None and original.state == page_state(page)


def _item(page: StaticPage, parent: int, scope: Scope, sent: str | None) -> ItemRecord:
    item = base_record(page, getattr(page, "original", None), post_type="page", slug=page.slug)
    if not _is_unchanged(page):
        item = _changed(page, item, sent)
    path = "/" + page.url_path.lstrip("/").partition("/")[2]
    link = scope.address(path) if page.live else f"{scope.url}/?page_id={page.number}"
    return replace(item, link=link, parent_id=parent)


def _changed(page: StaticPage, item: ItemRecord, sent: str | None) -> ItemRecord:
    version = newest_draft(page)
    columns: dict[str, Any] = changed_columns(
        page,
        version,
        status=status_of(page),
        creator=page.author.login or page.author.slug if page.author else "",
        sent=sent,
    )
    title = escape(columns["title"], quote=False)
    meta = with_meta(item.meta, "_yoast_wpseo_title", page.seo_title)
    meta = with_meta(meta, "_yoast_wpseo_metadesc", page.search_description)
    changed = columns | {"title": title, "menu_order": page.menu_order, "meta": out_of_bin(meta)}
    return replace(item, **changed, slug=str(version.get("slug", page.slug)))
