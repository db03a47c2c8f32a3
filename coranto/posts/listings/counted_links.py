"""Terms, outlets, authors and months as links with counts: for sidebars, the archives and the desk."""

from collections import defaultdict
from collections.abc import Iterable

from coranto.core.database.prepared_for_keys import objects_for_keys
from coranto.core.database.prepared_queries import PreparedObjects, PreparedRows, given_text
from coranto.core.natural_order import natural_key
from coranto.core.plain_text import plain_text
from coranto.posts.contexts import ArchiveMonth, ArchiveYear
from coranto.posts.listings.finding import counted, listed
from coranto.posts.listings.titles import bare_month_name, month_name
from coranto.posts.models import Author, Category, ListingCount, ListingKind, Source, Tag
from coranto.publication.addresses import Addresses
from coranto.publication.contexts import CountedLink

DEEPEST = 8
HEAVIEST = 8


def category_tree(addresses: Addresses) -> tuple[CountedLink, ...]:
    """The tree of categories that have posts, each with those of its descendants counted in; at one query."""
    children: dict[int | None, list[Category]] = defaultdict(list)
    present = {row.pk: row for row in _by_name.all()}
    for row in present.values():
        children[row.parent_id if row.parent_id in present else None].append(row)
    return _branch(children, None, addresses, 1)


def top_sources(addresses: Addresses, most: int) -> tuple[CountedLink, ...]:
    """The outlets most drawn on, the most drawn on first."""
    keys = _most(ListingKind.SOURCE, most)
    rows = _sources.all(list(keys))
    links = {row.pk: CountedLink(label=row.name, url=addresses.source(row.slug), count=keys[row.pk]) for row in rows}
    return tuple(links[key] for key in keys if key in links)


def top_authors(addresses: Addresses, most: int) -> tuple[CountedLink, ...]:
    """The authors with most posts."""
    keys = _most(ListingKind.AUTHOR, most)
    rows = _authors.all(list(keys))
    links = {row.pk: CountedLink(label=row.name, url=addresses.author(row.slug), count=keys[row.pk]) for row in rows}
    return tuple(links[key] for key in keys if key in links)


def tag_cloud(addresses: Addresses, most: int) -> tuple[CountedLink, ...]:
    """The tags with most posts, in alphabetical order, each with its weight from 1 to 8."""
    keys = _most(ListingKind.TAG, most)
    if not keys:
        return ()
    low, high = min(keys.values()), max(keys.values())
    rows = Tag.objects.filter(pk__in=keys).only("name", "slug")
    links = [
        CountedLink(
            label=plain_text(row.name),
            url=addresses.tag(row.slug),
            count=keys[row.pk],
            weight=1 + round((keys[row.pk] - low) * (HEAVIEST - 1) / max(high - low, 1)),
        )
        for row in rows
        if row.name
    ]
    return tuple(sorted(links, key=lambda link: natural_key(link.label)))


def months(addresses: Addresses, most: int | None = None) -> tuple[CountedLink, ...]:
    """The months with posts, the latest first."""
    return tuple(
        CountedLink(label=month_name(key // 100, key % 100), url=addresses.date(key // 100, key % 100), count=count)
        for key, count in month_counts()[:most]
    )


def archive_years(addresses: Addresses) -> tuple[ArchiveYear, ...]:
    """The years with posts, the latest first, each with its months in the order of the calendar."""
    by_year: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, count in month_counts():
        by_year[key // 100].append((key % 100, count))
    return tuple(
        ArchiveYear(
            year=year,
            url=addresses.date(year),
            count=sum(count for _month, count in found),
            months=tuple(
                ArchiveMonth(label=bare_month_name(month), url=addresses.date(year, month), count=count, month=month)
                for month, count in sorted(found)
            ),
        )
        for year, found in by_year.items()
    )


def month_counts() -> list[tuple[int, int]]:
    """Each month with posts (year * 100 + month) and their number, the latest first."""
    return [(key, count) for key, count in _months.all()]


def category_options(most: int = 300) -> list[tuple[str, str]]:
    """Slug and name of each category with posts, in the order of the tree and set in by depth, for a ``<select>``."""
    return [(slug, "– " * path.count("/") + plain_text(name)) for slug, path, name in _by_path.part(0, most)]


def source_options(most: int = 200) -> list[tuple[str, str]]:
    """Slug and name of the outlets most drawn on, in alphabetical order."""
    keys = _most(ListingKind.SOURCE, most)
    rows = [(row.slug, row.name) for row in _sources.all(list(keys))]
    return sorted(rows, key=lambda row: row[1].casefold())


def _most(kind: ListingKind, most: int) -> dict[int, int]:
    return dict(_largest.part(0, most, kind=kind))


_by_name = PreparedObjects(
    lambda: counted(Category.objects.all(), ListingKind.CATEGORY, at_least=1).order_by("name", "pk")
)
_by_path = PreparedRows(
    lambda: (
        counted(Category.objects.all(), ListingKind.CATEGORY, at_least=1)
        .order_by("path", "pk")
        .values_list("slug", "path", "name")
    )
)
_sources = objects_for_keys(lambda keys: Source.objects.filter(pk__in=keys).only("name", "slug"))
_authors = objects_for_keys(lambda keys: Author.objects.filter(pk__in=keys).only("name", "slug"))
_months = PreparedRows(
    lambda: (
        ListingCount.objects.filter(kind=ListingKind.MONTH, count__gt=0, key__lte=999_912)
        .order_by("-key")
        .values_list("key", "count")
    )
)
_largest = PreparedRows(
    lambda: (
        ListingCount.objects.filter(kind=given_text("kind"), count__gt=0)
        .order_by("-count", "key")
        .values_list("key", "count")
    )
)


def _branch(
    children: dict[int | None, list[Category]], parent: int | None, addresses: Addresses, depth: int
) -> tuple[CountedLink, ...]:
    rows: Iterable[Category] = children.get(parent, ())
    return tuple(
        CountedLink(
            label=plain_text(row.name),
            url=addresses.category(row.path or row.slug),
            count=listed(row),
            children=_branch(children, row.pk, addresses, depth + 1) if depth < DEEPEST else (),
        )
        for row in rows
        if row.name
    )
