"""What stands around a listing: a category's family, an outlet's or author's particulars, dates near it."""

import datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.utils.formats import date_format

from coranto.core.avatars import avatar_svg
from coranto.core.database.prepared_queries import PreparedObjects, PreparedRows, given_number, given_text
from coranto.core.html.inline import inline_html
from coranto.core.made_of import made_of_each
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.posts.contexts import AuthorDetail, SourceDetail
from coranto.posts.listings.finding import counted, listed
from coranto.posts.listings.listing import Listing, neighbour_days
from coranto.posts.listings.titles import bare_month_name, month_name
from coranto.posts.models import Author, Category, ListingEntry, ListingKind, Post, Source
from coranto.publication.addresses import Addresses
from coranto.publication.avatars import avatar_key
from coranto.publication.contexts import CountedLink, Crumb, Link
from coranto.publication.pictures import image_view
from coranto.publication.trusted_html import trusted


def category_family(category: Category, addresses: Addresses) -> tuple[tuple[Crumb, ...], tuple[CountedLink, ...]]:
    """The categories above this one as the way here, and those below it with posts; at one query."""
    slugs = category.path.split("/")[:-1]
    above = ["/".join(slugs[: end + 1]) for end in range(len(slugs))]
    given = {f"path{place}": path for place, path in enumerate(above)}
    family = list(_family(len(above)).all(parent=category.pk, **given))
    made_of_each("listing:category", (row.pk for row in family))
    by_path = {row.path: row for row in family}
    crumbs = [
        Crumb(label=plain_text(by_path[path].name), url=addresses.category(path)) for path in above if path in by_path
    ]
    children = tuple(
        CountedLink(label=plain_text(row.name), url=addresses.category(row.path), count=listed(row))
        for row in family
        if row.parent_id == category.pk and listed(row)
    )
    return (*crumbs, Crumb(label=plain_text(category.name))), children


@cache
def _family(above: int) -> PreparedObjects[Category]:
    """The question for what is below a category, and for so many above it."""
    paths = [given_text(f"path{place}") for place in range(above)]
    return PreparedObjects(
        lambda: (
            counted(Category.objects.all(), ListingKind.CATEGORY)
            .filter(Q(parent=given_number("parent")) | Q(path__in=paths))
            .order_by("path")
        )
    )


def _first_and_last() -> QuerySet[Post, Any]:
    rows = ListingEntry.objects.filter(kind=ListingKind.SOURCE, key=given_number("key"))
    ids = rows.order_by("-posted_at", "-post_id").values_list("post_id", flat=True)
    ends = [Subquery(ids[:1]), Subquery(ids.reverse()[:1])]  # one list: of two PostgreSQL goes through all posts
    return Post.objects.filter(pk__in=ends).order_by("posted_at", "pk").values_list("posted_at", "utc_offset")


_ends_of_source = PreparedRows(_first_and_last)


def source_detail(source: Source, count: int) -> SourceDetail:
    """The outlet above its posts, with the moments of the first and the last of them."""
    moments = [at_offset(*row) for row in _ends_of_source.all(key=source.pk)]
    return SourceDetail(
        name=source.name,
        home_url=source.url,
        count=count,
        first_at=moments[0] if moments else None,
        latest_at=moments[-1] if moments else None,
    )


def author_detail(author: Author, count: int) -> AuthorDetail:
    """The author above the posts."""
    return AuthorDetail(
        name=author.name,
        url=author.url,
        biography_html=inline_html(author.bio),
        avatar_svg=trusted(avatar_svg(avatar_key(f"author:{author.number}"))),
        image=image_view(author.portrait, alt=author.name),
        count=count,
    )


def near_dates(
    listing: Listing, addresses: Addresses, at: datetime.datetime, months: list[tuple[int, int]]
) -> dict[str, Any]:
    """``crumbs``, ``children`` (the months of a year), ``earlier`` and ``later`` for a listing by date.

    ``months`` are all months with posts and their counts, the latest first; they are not looked at for a day.
    """
    if listing.kind == "day":
        earlier, later = (_day_link(day, addresses) for day in neighbour_days(listing, at=at))
    else:
        keys = [key for key, _count in months]
        before = max((key for key in keys if key < listing.first_key), default=0)
        after = min((key for key in keys if key > listing.last_key), default=0)
        earlier, later = (_period_link(key, listing, addresses) for key in (before, after))
    within = [month for month in reversed(months) if listing.first_key <= month[0] <= listing.last_key]
    return {
        "crumbs": _date_crumbs(listing, addresses),
        "children": _months(within, addresses) if listing.kind == "year" else (),
        "earlier": earlier,
        "later": later,
    }


def _date_crumbs(listing: Listing, addresses: Addresses) -> tuple[Crumb, ...]:
    year = f"{listing.year:04}"
    if listing.kind == "year":
        return (Crumb(label=year),)
    crumbs = [Crumb(label=year, url=addresses.date(listing.year))]
    if listing.kind == "month":
        return (*crumbs, Crumb(label=bare_month_name(listing.month)))
    month = Crumb(label=bare_month_name(listing.month), url=addresses.date(listing.year, listing.month))
    return (*crumbs, month, Crumb(label=str(listing.day)))


def _months(within: list[tuple[int, int]], addresses: Addresses) -> tuple[CountedLink, ...]:
    return tuple(
        CountedLink(label=bare_month_name(key % 100), url=addresses.date(key // 100, key % 100), count=count)
        for key, count in within
    )


def _day_link(date: datetime.date | None, addresses: Addresses) -> Link | None:
    return Link(label=date_format(date), url=addresses.date(date.year, date.month, date.day)) if date else None


def _period_link(key: int, listing: Listing, addresses: Addresses) -> Link | None:
    if not key:
        return None
    year, month = divmod(key, 100)
    if listing.kind == "year":
        return Link(label=f"{year:04}", url=addresses.date(year))
    return Link(label=month_name(year, month), url=addresses.date(year, month))
