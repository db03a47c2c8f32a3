"""Static pages as they are searched: those that everybody may read."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet

from coranto.core.chunks import chunks
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.core.titles import title_text
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.contexts import SearchHit
from coranto.posts.models import FoundText
from coranto.posts.search.index import Text, write_texts
from coranto.posts.search.kinds import SearchedKind, Showing, register_kind
from coranto.posts.search.snippets import highlighted, snippet
from coranto.publication.addresses import addresses_of

CHUNK = 200
KIND = "page"


def index_pages(page_ids: Iterable[int], *, at: datetime.datetime) -> None:
    """Bring the searched rows of these pages (by key) in line with what the public may see. Safe to repeat."""
    for chunk in chunks(sorted(set(page_ids)), CHUNK):
        write_texts(FoundText, KIND, chunk, _texts(chunk, at))


def forget_pages(page_ids: Sequence[int]) -> None:
    """Take pages that are about to be deleted out of what is searched."""
    write_texts(FoundText, KIND, page_ids, [])


def show_pages(ids: Sequence[int], showing: Showing) -> dict[int, SearchHit]:
    """Pages that were found."""
    addresses = addresses_of(showing.publication)
    hits = {}
    for page in readable(showing.at).filter(pk__in=ids):
        title = title_text(page.title)
        hits[page.pk] = SearchHit(
            kind=KIND,
            url=addresses.printed(page_path(page)),
            posted_at=at_offset(page.posted_at, page.utc_offset),
            title=title,
            title_html=highlighted(title, showing.question),
            snippet_html=snippet(plain_text(page.body_html), showing.question),
        )
    return hits


def readable(at: datetime.datetime) -> "QuerySet[StaticPage]":
    """Pages that everybody may read at that moment."""
    rows: QuerySet[StaticPage] = StaticPage.objects.filter(
        live=True,
        is_private=False,
        posted_at__lte=at,
        password="",
    ).defer("body")
    return rows


def register() -> None:
    """Let pages be found; called when the app starts."""
    register_kind(SearchedKind(KIND, FoundText, show_pages))


def _texts(ids: Sequence[int], at: datetime.datetime) -> Iterator[Text]:
    for page in readable(at).filter(pk__in=ids):
        body = plain_text(f"{page.excerpt} {page.body_html}")
        yield Text(kind=KIND, target=page.pk, at=page.posted_at, title=plain_text(page.title), body=body)
