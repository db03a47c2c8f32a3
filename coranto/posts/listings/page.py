"""The context of a listing: heading, cards, pager, and the ways to listings near it."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from coranto.core.html.cleaning import clean_body
from coranto.posts.contexts import ListingPage, PostCard
from coranto.posts.listings.cards import known_cards
from coranto.posts.listings.counted_links import month_counts
from coranto.posts.listings.listing import Listing, card_posts, sticky_ids
from coranto.posts.listings.parts import author_detail, category_family, near_dates, source_detail
from coranto.posts.listings.titles import feed_title, heading_of
from coranto.posts.models import Author, Category, Source
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import FeedLink, Pager
from coranto.publication.current import publication_of
from coranto.publication.pagers import numbered_pager, page_count
from coranto.publication.trusted_html import trusted

DATED = {"year", "month", "day"}


@dataclass(frozen=True, slots=True)
class FoundPosts:
    """One page of a listing: its posts in the order to show, those held on top, and how many pages there are."""

    ids: list[int]
    sticky: list[int]
    count: int
    pages: int


def find_posts(listing: Listing, *, number: int, per_page: int) -> FoundPosts:
    """The posts of page ``number``. Past the end there is no page, and of a date without posts there is none at all."""
    count = listing.count()
    pages = page_count(count, per_page)
    if number > pages or (not count and listing.kind in DATED):
        raise Http404("There are no posts on this page.")
    ids = listing.post_ids(start=(number - 1) * per_page, length=per_page, count=count)
    sticky = sticky_ids() if listing.kind == "home" and number == 1 else []
    held = set(sticky)
    return FoundPosts([*sticky, *(pk for pk in ids if pk not in held)], sticky, count, pages)


def build_listing(request: HttpRequest, listing: Listing, *, number: int, at: datetime.datetime) -> ListingPage:
    """Page ``number`` of a listing; raises ``Http404`` where WordPress has none."""
    publication = publication_of(request)
    addresses = addresses_of(publication)
    months = month_counts() if listing.kind in {"year", "month"} and not listing.query else []
    if months:
        within = (count for key, count in months if listing.first_key <= key <= listing.last_key)
        listing = replace(listing, known_count=sum(within))
    found = find_posts(listing, number=number, per_page=publication.posts_per_page)
    cards = known_cards(request, card_posts(found.ids, at=at), sticky=found.sticky)
    pager = numbered_pager(number, found.pages, lambda page: addresses.numbered(listing.path, page) + listing.query)
    around = _around(listing, found, at, addresses, months)
    return _page(listing, cards, pager, addresses, around)


def _around(
    listing: Listing, found: FoundPosts, at: datetime.datetime, addresses: Addresses, months: list[tuple[int, int]]
) -> dict[str, Any]:
    """The fields of the page that only listings of this kind have."""
    subject = listing.subject
    if isinstance(subject, Category):
        crumbs, children = category_family(subject, addresses)
        return {"crumbs": crumbs, "children": children}
    if isinstance(subject, Source):
        return {"source": source_detail(subject, found.count)}
    if isinstance(subject, Author):
        return {"author": author_detail(subject, found.count)}
    return near_dates(listing, addresses, at, months) if listing.kind in DATED and not listing.query else {}


def _feeds(listing: Listing, addresses: Addresses) -> tuple[FeedLink, ...]:
    title = feed_title(listing)
    return (FeedLink(title=title, url=addresses.feed(listing.path) + listing.query),) if title else ()


def _page(
    listing: Listing, cards: tuple[PostCard, ...], pager: Pager, addresses: Addresses, around: dict[str, Any]
) -> ListingPage:
    lead = None
    if listing.kind == "home" and pager.number == 1 and cards:
        lead, cards = cards[0], cards[1:]
    return ListingPage(
        kind=listing.kind,
        heading=heading_of(listing) or ("" if listing.kind == "home" else _("Posts")),
        description_html=trusted(clean_body(getattr(listing.subject, "description", ""))),
        lead=lead,
        cards=cards,
        pager=pager,
        feeds=_feeds(listing, addresses),
        **around,
    )
