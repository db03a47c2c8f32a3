"""``/wp/v2/pages``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import page_path
from coranto.pages.models import PageOriginal, StaticPage
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.reading import link_of, newest, slug_of_entry, status_of
from coranto.wordpress.rest.answers import Answer, Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.editing import action_links, with_raw
from coranto.wordpress.rest.entries.originals import modified_local, raw_of, with_pictures, with_sent
from coranto.wordpress.rest.entries.post_classes import page_class_list
from coranto.wordpress.rest.entries.post_rows import COLUMNS as OF_POSTS
from coranto.wordpress.rest.entries.post_rows import SEARCHED
from coranto.wordpress.rest.entries.posts import featured_number, invalid_id, may_not_read
from coranto.wordpress.rest.entries.readable import (
    EDIT_THIS,
    in_edit,
    is_public_list,
    may_change,
    of_status,
    readable_pages,
    sees_hidden,
)
from coranto.wordpress.rest.entries.texts import Raw, rendered_texts, title_of
from coranto.wordpress.rest.links import Links, alternate, entry_links, item, with_curies
from coranto.wordpress.rest.moments import gmt, local
from coranto.wordpress.rest.paging import paged
from coranto.wordpress.rest.passwords import check_password, is_text_open

COLUMNS = {**OF_POSTS, "menu_order": "menu_order"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page with all that its body is made of."""

    page: StaticPage
    raw: Raw
    path: str
    parent: int


def shown_pages(asked: Asked) -> QuerySet[StaticPage]:
    """What the list that is asked for is made of."""
    if is_public_list(asked):
        return public_pages(asked)
    return readable_pages(asked).filter(of_status(asked.values["status"], asked.at, kind="page"))


def public_pages(asked: Asked) -> QuerySet[StaticPage]:
    """What strangers may see."""
    pages: QuerySet[StaticPage] = StaticPage.objects.filter(live=True, is_private=False, posted_at__lte=asked.at)
    return pages


def permit_one(asked: Asked) -> None:
    """Strangers may read what is published, protected pages with their password."""
    page = StaticPage.objects.filter(number=asked.values["id"]).defer("body", "body_html").first()
    if page is None:
        raise invalid_id()
    if asked.context == "edit" and not may_change(asked, page, "read"):
        raise EDIT_THIS
    check_password(asked, page.password)
    if not is_public(page, asked.at) and not sees_hidden(asked, page):
        raise may_not_read()
    asked.found = page.pk


def list_pages(asked: Asked) -> Answer:
    """One page of the list of pages."""
    choosing.check_order(asked)
    rows = choosing.with_searched(shown_pages(asked)).filter(_chosen(asked))
    total = choosing.shown_total(asked, rows.count())
    keys = choosing.page_keys(rows, choosing.understood(asked), COLUMNS)
    return paged(asked, [item(*make(asked, loaded)) for loaded in load(keys, asked)], total, "pages")


def _chosen(asked: Asked) -> Q:
    values = asked.values
    chosen = choosing.narrowed(asked, author="author__number")
    if values["menu_order"] is not None:
        chosen &= Q(menu_order=min(abs(values["menu_order"]), 2**31 - 1))
    if values["search"]:
        names = values["search_columns"] or list(SEARCHED)
        columns = [column for name in names for column in SEARCHED[name]]
        chosen &= Q() if in_edit(asked) else Q(password="")
        chosen &= choosing.containing(values["search"], columns)
    return chosen & _placed(values["parent"], values["parent_exclude"])


def _placed(wanted: Sequence[int], unwanted: Sequence[int]) -> Q:
    if wanted:
        return _below(wanted)
    return ~_below(unwanted) if unwanted else Q()


def _below(numbers: Sequence[int]) -> Q:
    """Right below one of these pages; 0 is the root of the site."""
    parents = StaticPage.objects.filter(number__in=[abs(number) for number in numbers if number])
    chosen = Q(depth=3) if 0 in numbers else Q(pk__in=[])
    for path, depth in parents.values_list("path", "depth"):
        chosen |= Q(path__startswith=path, depth=depth + 1)
    return chosen


def show_page(asked: Asked) -> Answer:
    """One page."""
    loaded = next(iter(load([asked.found], asked)), None)
    if loaded is None:
        raise invalid_id()
    body, links = make(asked, loaded)
    return Answer(body, headers=alternate(shown_at(loaded)), links=links)


def embedded(numbers: Iterable[int], asked: Asked) -> dict[int, Json]:
    """Public pages as other things embed them, by number."""
    keys = list(public_pages(asked).filter(number__in=numbers).values_list("pk", flat=True))
    return {each.page.number: item(*make(asked, each, context="embed")) for each in load(keys, asked)}


def load(keys: Sequence[int], asked: Asked) -> list[Loaded]:
    """The pages with these keys that may be read, in this order, at a number of queries that does not grow."""
    rows = readable_pages(asked).filter(pk__in=keys).select_related("author", "featured_image__attachment")
    found = {page.pk: page for page in rows.defer("body")}
    if in_edit(asked):
        found = {key: page for key, page in found.items() if may_change(asked, page, "read")}
    found = {key: newest_page(page) if in_edit(asked) or not page.live else page for key, page in found.items()}
    originals = {row.page_id: row for row in PageOriginal.objects.filter(page__in=found)}
    raws = {key: raw_of(page, originals.get(key)) for key, page in found.items()}
    raws = with_pictures(with_sent(raws, found))
    above = {page.path[: -StaticPage.steplen] for page in found.values() if page.depth > 3}
    parents = dict(StaticPage.objects.filter(path__in=above).values_list("path", "number")) if above else {}
    return [
        Loaded(
            found[key],
            raws[key],
            printed_path(found[key], asked),
            parents.get(found[key].path[: -StaticPage.steplen], 0),
        )
        for key in keys
        if key in found
    ]


def newest_page(page: StaticPage) -> StaticPage:
    """The version that the desk would open."""
    version = newest(page)
    return version if isinstance(version, StaticPage) else page


def shown_at(loaded: Loaded) -> str:
    """The whole address; that by number while it has no other."""
    return absolute(loaded.path) if loaded.page.live else link_of(loaded.page)


def printed_path(page: StaticPage, asked: Asked) -> str:
    """Where a page stands; the front page at ``/``."""
    is_front = page.number == asked.publication.front_page_number
    return "/" if is_front else asked.addresses.printed(page_path(page))


def make(asked: Asked, loaded: Loaded, *, context: str = "") -> tuple[dict[str, Json], Links]:
    """The body of a page, and its links."""
    page, raw, context = loaded.page, loaded.raw, context or asked.context
    featured = featured_number(page, raw)
    is_locked = not is_text_open(asked, page.password)
    status = status_of(page, asked.at, scheduled="future")
    body: dict[str, Json] = {
        "id": page.number,
        "date": local(page.posted_at, page.utc_offset),
        "date_gmt": gmt(page.posted_at),
        "guid": {"rendered": page.guid or shown_at(loaded)},
        "modified": modified_local(page, raw, asked.publication.zone),
        "modified_gmt": gmt(page.modified_at),
        "slug": slug_of_entry(page, status),
        "status": status,
        "type": "page",
        "link": shown_at(loaded),
        "title": {"rendered": title_of(page.title)},
        **rendered_texts(page, raw, loaded.path, asked=asked, is_open=not is_locked),
        "author": page.author.number if page.author else 0,
        "featured_media": featured,
        "parent": loaded.parent,
        "menu_order": page.menu_order,
        "comment_status": "open" if page.comments_open else "closed",
        "ping_status": "open" if page.pings_open else "closed",
        "template": "",
        "meta": {"footnotes": raw.footnotes if not is_locked else ""},
        "class_list": page_class_list(page.number, page.password, status, is_locked=is_locked, featured=featured),
    }
    made = with_raw(asked, page, body) if context == "edit" else in_context("page", body, context)
    return made, links_of(loaded, featured, asked)


def links_of(loaded: Loaded, featured: int, asked: Asked) -> Links:
    """Where all that belongs to a page is found."""
    page = loaded.page
    author = page.author.number if page.author else 0
    links = entry_links("pages", "page", page.number, author=author, featured=featured, above=loaded.parent)
    if in_edit(asked):
        links |= action_links(asked, page, f"pages/{page.number}")
    return with_curies(links)
