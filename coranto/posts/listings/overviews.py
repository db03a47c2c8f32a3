"""The pages that lead to listings: the archives by month, and the outlets."""

import unicodedata

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from coranto.posts.contexts import ArchivesPage, SourceRow, SourcesPage
from coranto.posts.listings.counted_links import archive_years, category_tree, top_authors, top_sources
from coranto.posts.listings.finding import counted, listed
from coranto.posts.models import ListingEntry, ListingKind, Source
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import Crumb
from coranto.publication.current import publication_of
from coranto.publication.pagers import numbered_pager, page_count

SOURCES_ON_A_PAGE = 300
TOP = 30


def build_archives(request: HttpRequest) -> ArchivesPage:
    """All months with the number of their posts, and the ways in by subject."""
    addresses = addresses_of(publication_of(request))
    years = archive_years(addresses)
    return ArchivesPage(
        years=years,
        crumbs=(Crumb(label=_("Archives")),),
        post_count=sum(year.count for year in years),
        categories=category_tree(addresses),
        sources=top_sources(addresses, TOP),
        authors=top_authors(addresses, TOP),
    )


def build_sources(request: HttpRequest, *, number: int) -> SourcesPage:
    """Page ``number`` of the outlets in alphabetical order, whatever the letters' case and accents."""
    addresses = addresses_of(publication_of(request))
    rows = counted(Source.objects.all(), ListingKind.SOURCE, at_least=1).only("name")
    names = sorted(((row.name, row.pk, listed(row)) for row in rows), key=lambda row: (sorting_key(row[0]), row[1]))
    pages = page_count(len(names), SOURCES_ON_A_PAGE)
    if number > pages:
        raise Http404("There are no outlets on this page.")
    start = (number - 1) * SOURCES_ON_A_PAGE
    shown = names[start : start + SOURCES_ON_A_PAGE]
    path = addresses.source()
    return SourcesPage(
        sources=_rows([pk for _name, pk, _count in shown], addresses),
        crumbs=(Crumb(label=_("Sources")),),
        source_count=len(names),
        post_count=sum(count for _name, _pk, count in names),
        pager=numbered_pager(number, pages, lambda page: addresses.numbered(path, page)),
    )


def sorting_key(name: str) -> str:
    """A name as it is sorted: without case and accents, letters before anything else."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum() or letter == " "
    )
    return plain if plain[:1].isalpha() else "~" + plain


def initial_of(name: str) -> str:
    """The heading that a name is filed under: its first letter, or ``#``."""
    key = sorting_key(name)
    return "#" if key.startswith("~") else key[0].upper()


def _rows(keys: list[int], addresses: Addresses) -> tuple[SourceRow, ...]:
    newest = ListingEntry.objects.filter(kind=ListingKind.SOURCE, key=OuterRef("pk")).order_by("-posted_at", "-post_id")
    rows = counted(Source.objects.filter(pk__in=keys), ListingKind.SOURCE)
    found = {row.pk: row for row in rows.annotate(latest_at=Subquery(newest.values("posted_at")[:1]))}
    return tuple(
        SourceRow(
            name=row.name,
            url=addresses.source(row.slug),
            initial=initial_of(row.name),
            count=listed(row),
            home_url=row.url,
            latest_at=row.latest_at,
        )
        for row in (found[key] for key in keys if key in found)
    )
