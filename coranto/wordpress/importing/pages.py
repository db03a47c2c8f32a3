"""Writing pages into Wagtail's tree, past its signals."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from coranto.pages.models import PageOriginal, StaticPage
from coranto.pages.search import index_pages
from coranto.wordpress.importing.originals import page_state
from coranto.wordpress.importing.page_tree import next_place, tree_slug
from coranto.wordpress.importing.plans import Plan
from coranto.wordpress.importing.schedules import offer_draft, schedule
from coranto.wordpress.importing.steps import Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import PageRow
from coranto.wordpress.models import Arrival, LooseEnd

UNIQUE = uuid.UUID("6f1f9a0c-6f0e-5a3d-9f5e-0c6c0f7f2b11")


def write_pages(rows: Sequence[PageRow], plan: Plan, work: Work) -> dict[str, tuple[str, int]]:
    """Create the new ones directly below the root, change the changed; give back the keys of all.

    A page goes to its place in the tree at the end of the import, when all parents have arrived.
    """
    pages: dict[str, StaticPage] = {}
    for row in rows:
        if plan.steps[row.there] is Step.CREATE:
            pages[row.there] = _create(row, plan.numbers[row.there], work)
        elif plan.steps[row.there] is Step.UPDATE:
            pages[row.there] = _change(row, plan.arrivals[row.there].here, work)
    _remember([row for row in rows if row.there in pages], pages, work)
    for row in rows:
        if row.go_live_at and row.there in pages:
            schedule(pages[row.there], row.go_live_at, at=work.at)
        if row.binned_at and row.there in pages:
            offer_draft(pages[row.there], slug=tree_slug(row.slug, row.title, row.there), at=work.at)
    index_pages([page.pk for page in pages.values()], at=work.at)
    keys = {row.there: pages[row.there].pk if row.there in pages else plan.arrivals[row.there].here for row in rows}
    return {there: ("page", key) for there, key in keys.items() if key is not None}


def page_columns(row: PageRow, work: Work) -> dict[str, Any]:
    """The columns of a page that an export decides on, by name."""
    return {
        "title": row.title[:255] or row.slug[:255] or f"#{row.there}",
        "draft_title": row.title[:255] or row.slug[:255] or f"#{row.there}",
        "slug": slug_in_tree(row),
        "posted_at": row.moment.at,
        "utc_offset": row.moment.offset,
        "modified_at": row.modified_at,
        "live": row.live,
        "has_unpublished_changes": not row.live,
        "first_published_at": row.moment.at if row.live else None,
        "last_published_at": row.modified_at if row.live else None,
        "latest_revision_created_at": row.modified_at,
        "go_live_at": row.go_live_at,
        "is_private": row.is_private,
        "password": row.password,
        "comments_open": row.comments_open,
        "pings_open": row.pings_open,
        "author_id": work.authors.get(row.creator),
        "menu_order": row.menu_order,
        "guid": row.guid,
        "seo_title": row.seo_title[:255],
        "search_description": row.seo_description,
        "excerpt": row.excerpt,
        "body_html": row.body_html,
        "body": row.body,
    }


def slug_in_tree(row: PageRow) -> str:
    """One from the bin stands under the slug that it had there: its former one may be another page's by now."""
    slug = str(row.original["fields"].get("slug", "")) if row.binned_at else row.slug
    return tree_slug(slug, row.title, row.there)


def _create(row: PageRow, number: int, work: Work) -> StaticPage:
    root = work.publication.site.root_page
    path, url_path = next_place(root, slug_in_tree(row))
    page = StaticPage(
        number=number,
        path=path,
        depth=root.depth + 1,
        url_path=url_path,
        content_type=ContentType.objects.get_for_model(StaticPage),
        locale=Locale.objects.order_by("pk")[0],
        translation_key=uuid.uuid5(UNIQUE, f"{work.ledger.origin.address} {row.there}"),
        **page_columns(row, work),
    )
    base = Page(
        **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields if field.attname != "id"}
    )
    Page.objects.bulk_create([base])
    page.pk = page.page_ptr_id = page.id = base.pk
    page.save_base(raw=True, force_insert=True)
    return page


def _change(row: PageRow, key: int | None, work: Work) -> StaticPage:
    page = StaticPage.objects.get(pk=key)
    columns = page_columns(row, work)
    slug = columns.pop("slug")
    for name, value in columns.items():
        setattr(page, name, value)
    own = {name: value for name, value in columns.items() if name in {f.attname for f in StaticPage._meta.local_fields}}
    shared = {name: value for name, value in columns.items() if name not in own}
    StaticPage.objects.filter(pk=page.pk).update(**own)
    Page.objects.filter(pk=page.pk).update(**shared)
    if page.slug != slug:
        page.slug = slug
        work.renamed_pages.append(page.pk)
        Page.objects.filter(pk=page.pk).update(slug=slug)
    PageOriginal.objects.filter(page=page.pk).delete()
    changed: StaticPage = page
    return changed


def _remember(rows: Sequence[PageRow], pages: dict[str, StaticPage], work: Work) -> None:
    ends = []
    for row in rows:
        page = pages[row.there]
        PageOriginal.objects.bulk_create([PageOriginal(page=page, state=page_state(page), **row.original)])
        work.ledger.add(Arrival.Kind.ITEM, row.there, Arrival.Became.PAGE, page.pk, row.digest)
        if row.parent:
            ends.append((LooseEnd.Kind.PAGE_PARENT, page.pk, row.parent))
        if row.thumbnail:
            ends.append((LooseEnd.Kind.PAGE_IMAGE, page.pk, row.thumbnail))
    work.add_loose_ends(ends)
