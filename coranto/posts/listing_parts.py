"""What stands around a listing: a category's family, an outlet's or author's particulars, dates near it."""

import datetime
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format

from coranto.core.avatars import avatar_svg
from coranto.core.inline_html import inline_html
from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.posts.contexts import AuthorDetail, SourceDetail
from coranto.posts.find_listing import counted, listed
from coranto.posts.listing_titles import bare_month_name, month_name
from coranto.posts.listings import Listing, neighbour_day, neighbour_month
from coranto.posts.models import Author, Category, ListingCount, ListingKind, Post, Source
from coranto.publication.addresses import Addresses
from coranto.publication.avatars import avatar_key
from coranto.publication.contexts import CountedLink, Crumb, Link
from coranto.publication.pictures import image_view
from coranto.publication.trusted_html import trusted


def category_family(category: Category, addresses: Addresses) -> tuple[tuple[Crumb, ...], tuple[CountedLink, ...]]:
    """The categories above this one as the way here, and those below it with posts; at one query."""
    slugs = category.path.split("/")[:-1]
    above = ["/".join(slugs[: end + 1]) for end in range(len(slugs))]
    rows = (
        counted(Category.objects.all(), ListingKind.CATEGORY)
        .filter(Q(parent=category) | Q(path__in=above))
        .order_by("path")
    )
    family = list(rows)
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


def source_detail(source: Source, listing: Listing, count: int) -> SourceDetail:
    """The outlet above its posts, with the moments of the first and the last of them."""
    newest, oldest = listing.entries().values_list("post_id", flat=True)[:1], listing.entries().reverse()
    ends = Q(pk__in=newest) | Q(pk__in=oldest.values_list("post_id", flat=True)[:1])
    moments = [
        at_offset(*row)
        for row in Post.objects.filter(ends).order_by("posted_at", "pk").values_list("posted_at", "utc_offset")
    ]
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


def near_dates(listing: Listing, addresses: Addresses, at: datetime.datetime) -> dict[str, Any]:
    """``crumbs``, ``children`` (the months of a year), ``earlier`` and ``later`` for a listing by date."""
    return {
        "crumbs": _date_crumbs(listing, addresses),
        "children": _months(listing, addresses) if listing.kind == "year" else (),
        "earlier": _near(listing, addresses, at, later=False),
        "later": _near(listing, addresses, at, later=True),
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


def _months(listing: Listing, addresses: Addresses) -> tuple[CountedLink, ...]:
    counts = ListingCount.objects.filter(
        kind=ListingKind.MONTH, key__gte=listing.first_key, key__lte=listing.last_key, count__gt=0
    )
    return tuple(
        CountedLink(label=bare_month_name(key % 100), url=addresses.date(key // 100, key % 100), count=count)
        for key, count in counts.order_by("key").values_list("key", "count")
    )


def _near(listing: Listing, addresses: Addresses, at: datetime.datetime, *, later: bool) -> Link | None:
    if listing.kind == "day":
        date = neighbour_day(listing, later=later, at=at)
        if date is None:
            return None
        return Link(label=date_format(date), url=addresses.date(date.year, date.month, date.day))
    key = neighbour_month(listing, later=later)
    if key is None:
        return None
    year, month = divmod(key, 100)
    if listing.kind == "year":
        return Link(label=f"{year:04}", url=addresses.date(year))
    return Link(label=month_name(year, month), url=addresses.date(year, month))
