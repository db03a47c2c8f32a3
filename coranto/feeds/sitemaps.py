"""Sitemaps at WordPress's addresses (sitemaps.org protocol), in parts of at most 2,000, and a news sitemap."""

import datetime
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from lxml import etree
from wagtail.models import Page

from coranto.core import made_of
from coranto.core.addresses import normal_path
from coranto.core.database.prepared_queries import PreparedRows, given_moment, given_number
from coranto.core.plain_text import plain_text
from coranto.feeds.contents import for_xml
from coranto.feeds.markup import add, iso8601, written
from coranto.posts.models import FORMAT_KEYS, Author, Category, ListingCount, ListingKind, Post, Source, Tag
from coranto.publication.addresses import absolute, addresses_of
from coranto.publication.current import public_page, publication_of, read_by_any_method
from coranto.publication.models import Publication

PART = 2_000
SPECIAL = re.compile(r"[^!-%'-;=?-~]")
"""What may have to be written otherwise in XML; addresses hardly ever have any of it."""
NEWS_AGE = datetime.timedelta(days=2)
NEWS_MOST = 1_000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
URL_SET = f"<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns=\"{SITEMAP}\">\n{{}}\n</urlset>\n"
Entry = tuple[str, str]
"""A path, and the moment of the last change as the protocol has it; empty where that is not told."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of address: its name in WordPress's file names, how many there are, and those of one part."""

    name: str
    count: Callable[[Publication], int]
    entries: Callable[[Publication, int], Iterable[Entry]]


def count_posts(publication: Publication) -> int:
    """How many posts the public may see, from the counts that are kept."""
    total = ListingCount.objects.filter(kind=ListingKind.MONTH).aggregate(total=Sum("count"))["total"]
    return total or 0


def post_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """Posts in the order of posting, oldest first, so that a full part never changes its members.

    The index leads to the first of them; only rows of this part are read. Their moments are taken as the text that the
    database has, which is UTC: to make moments of two thousand, and text of those, takes longer than all the rest.
    """
    at = timezone.now()
    for posted_at, pk in _first.part(start, 1, at=at):
        rows = _from_there.part(0, PART, at=at, posted_at=posted_at, key=pk)
        return [(path, f"{changed[:10]}T{changed[11:19]}Z") for path, changed in rows]
    return []


def _published() -> QuerySet[Post]:
    return Post.objects.published(given_moment("at")).order_by("posted_at", "pk")


_first = PreparedRows(lambda: _published().values_list("posted_at", "pk"))
_from_there = PreparedRows(
    lambda: (
        _published()
        .filter(Q(posted_at__gt=given_moment("posted_at")) | Q(pk__gte=given_number("key")))
        .filter(posted_at__gte=given_moment("posted_at"))
        .values_list("path", Cast("modified_at", TextField()))
    )
)


def count_pages(publication: Publication) -> int:
    """How many static pages are live; the front page is one."""
    return int(Page.objects.live().descendant_of(publication.site.root_page, inclusive=True).count())


def page_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """The front page and the static pages."""
    root = publication.site.root_page
    pages = Page.objects.live().descendant_of(root).order_by("path").specific()
    public = [page for page in pages if is_public(page, timezone.now())]
    below = [(normal_path(page.url_path[len(root.url_path) :]), page.last_published_at) for page in public]
    rows = [("/", ""), *((path, iso8601(changed) if changed else "") for path, changed in below)]
    return rows[start : start + PART]


def is_public(page: Page, at: datetime.datetime) -> bool:
    """Whether strangers may see a live page of any type."""
    return not getattr(page, "is_private", False) and getattr(page, "posted_at", at) <= at


def listed(kind: ListingKind) -> Callable[[Publication], int]:
    """How many listings of a kind hold a post."""
    return lambda publication: ListingCount.objects.filter(kind=kind, count__gt=0).count()


def listed_keys(kind: ListingKind, start: int) -> list[int]:
    """The keys of the listings of one part."""
    rows = ListingCount.objects.filter(kind=kind, count__gt=0).order_by("key")
    return list(rows.values_list("key", flat=True)[start : start + PART])


def category_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """Categories that hold a post."""
    found = Category.objects.filter(pk__in=listed_keys(ListingKind.CATEGORY, start)).order_by("pk")
    return [(addresses_of(publication).category(row.path or row.slug), "") for row in found]


def tag_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """Tags that hold a post."""
    found = Tag.objects.filter(pk__in=listed_keys(ListingKind.TAG, start)).order_by("pk")
    return [(addresses_of(publication).tag(row.slug), "") for row in found]


def author_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """Authors with a post."""
    found = Author.objects.filter(pk__in=listed_keys(ListingKind.AUTHOR, start)).order_by("pk")
    return [(addresses_of(publication).author(row.slug), "") for row in found]


def source_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """Outlets with a post."""
    found = Source.objects.filter(pk__in=listed_keys(ListingKind.SOURCE, start)).order_by("pk")
    return [(addresses_of(publication).source(row.slug), "") for row in found]


def format_entries(publication: Publication, start: int) -> Iterable[Entry]:
    """Post formats that a post has, but for the standard one."""
    names = {key: name for name, key in FORMAT_KEYS.items()}
    return [(addresses_of(publication).format(names[key]), "") for key in listed_keys(ListingKind.FORMAT, start)]


SECTIONS = {
    section.name: section
    for section in (
        Section("posts-post", count_posts, post_entries),
        Section("posts-page", count_pages, page_entries),
        Section("taxonomies-category", listed(ListingKind.CATEGORY), category_entries),
        Section("taxonomies-post_tag", listed(ListingKind.TAG), tag_entries),
        Section("taxonomies-post_format", listed(ListingKind.FORMAT), format_entries),
        Section("users", listed(ListingKind.AUTHOR), author_entries),
        Section("sources", listed(ListingKind.SOURCE), source_entries),
    )
}


@read_by_any_method
@public_page
def show_index(request: HttpRequest) -> HttpResponse:
    """All parts of all sections."""
    publication = publication_of(request)
    allow_listing(publication)
    root = etree.Element("sitemapindex", nsmap=names())
    for section in SECTIONS.values():
        for part in range(1, math.ceil(section.count(publication) / PART) + 1):
            add(add(root, "sitemap"), "loc", absolute(f"/wp-sitemap-{section.name}-{part}.xml"))
    return xml(written(root))


@read_by_any_method
@public_page
def show_part(request: HttpRequest, name: str, part: str) -> HttpResponse:
    """One part of one section."""
    publication = publication_of(request)
    allow_listing(publication)
    section = SECTIONS.get(name)
    entries = list(section.entries(publication, (int(part) - 1) * PART)) if section else []
    if not entries:
        raise Http404
    return xml(URL_SET.format(_urls(entries, settings.PUBLIC_URL)).encode())


def _urls(entries: Sequence[Entry], site: str) -> str:
    """The addresses. Not through a tree of elements, which takes many times as long for the two thousand of a part."""
    if SPECIAL.search("".join([path for path, _changed in entries])):
        entries = [(escape(for_xml(path), quote=False), changed) for path, changed in entries]
    last = "\n    <lastmod>{}</lastmod>".format
    return "\n".join(
        [
            f"  <url>\n    <loc>{site}{path}</loc>{last(changed) if changed else ''}\n  </url>"
            for path, changed in entries
        ]
    )


@read_by_any_method
@public_page
def show_news(request: HttpRequest) -> HttpResponse:
    """The posts of the last two days, as news search engines read them."""
    publication = publication_of(request)
    allow_listing(publication)
    now = timezone.now()
    posts = Post.objects.published(now).filter(posted_at__gte=now - NEWS_AGE, password="").newest_first()
    if oldest := posts.order_by("posted_at").values_list("posted_at", flat=True).first():
        made_of.fresh_until(oldest + NEWS_AGE)
    root = etree.Element("urlset", nsmap=names(news=NEWS))
    for path, title, posted_at in posts.values_list("path", "title", "posted_at")[:NEWS_MOST]:
        url = add(root, "url")
        add(url, "loc", absolute(path))
        news = add(url, f"{{{NEWS}}}news")
        outlet = add(news, f"{{{NEWS}}}publication")
        add(outlet, f"{{{NEWS}}}name", publication.name)
        add(outlet, f"{{{NEWS}}}language", publication.language.split("-")[0].lower())
        add(news, f"{{{NEWS}}}publication_date", iso8601(posted_at))
        add(news, f"{{{NEWS}}}title", plain_text(title))
    return xml(written(root))


def redirect_to_index(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml`` is WordPress's short form."""
    return HttpResponsePermanentRedirect("/wp-sitemap.xml")


def allow_listing(publication: Publication) -> None:
    """A site that keeps search engines out has no sitemap, as in WordPress."""
    if not publication.search_engines:
        raise Http404


def names(**more: str) -> dict[Any, str]:
    """The namespaces of a sitemap."""
    return {None: SITEMAP, **more}


def xml(document: bytes) -> HttpResponse:
    """The document as an answer."""
    made_of.keep()
    return HttpResponse(
        document, content_type="application/xml; charset=UTF-8", headers={"X-Robots-Tag": "noindex, follow"}
    )
