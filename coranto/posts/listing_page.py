"""The context of a listing: heading, cards, pager, and the ways to listings near it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from coranto.core.html_cleaning import clean_body
from coranto.posts.cards import cards_of
from coranto.posts.contexts import ListingPage, PostCard
from coranto.posts.listing_parts import author_detail, category_family, near_dates, source_detail
from coranto.posts.listing_titles import heading_of
from coranto.posts.listings import Listing, posts_of, sticky_ids
from coranto.posts.models import Author, Category, Source
from coranto.publication.addresses import addresses_of
from coranto.publication.contexts import Pager
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


def find_posts(listing: Listing, *, number: int, per_page: int, at: datetime.datetime) -> FoundPosts:
    """The posts of page ``number``. Past the end there is no page, and of a date without posts there is none at all."""
    count = listing.count()
    pages = page_count(count, per_page)
    if number > pages or (not count and listing.kind in DATED):
        raise Http404("There are no posts on this page.")
    ids = listing.post_ids(start=(number - 1) * per_page, length=per_page, count=count)
    sticky = sticky_ids(at=at) if listing.kind == "home" and number == 1 else []
    held = set(sticky)
    return FoundPosts([*sticky, *(pk for pk in ids if pk not in held)], sticky, count, pages)


def build_listing(request: HttpRequest, listing: Listing, *, number: int, at: datetime.datetime) -> ListingPage:
    """Page ``number`` of a listing; raises ``Http404`` where WordPress has none."""
    publication = publication_of(request)
    addresses = addresses_of(publication)
    found = find_posts(listing, number=number, per_page=publication.posts_per_page, at=at)
    cards = cards_of(request, posts_of(found.ids, at=at), sticky=found.sticky)
    pager = numbered_pager(number, found.pages, lambda page: addresses.numbered(listing.path, page))
    return _page(listing, cards, pager, found, at, request)


def _page(
    listing: Listing,
    cards: tuple[PostCard, ...],
    pager: Pager,
    found: FoundPosts,
    at: datetime.datetime,
    request: HttpRequest,
) -> ListingPage:
    parts: dict[str, Any] = {}
    subject = listing.subject
    addresses = addresses_of(publication_of(request))
    if listing.kind == "home" and pager.number == 1 and cards:
        parts["lead"], cards = cards[0], cards[1:]
    if isinstance(subject, Category):
        parts["crumbs"], parts["children"] = category_family(subject, addresses)
    elif isinstance(subject, Source):
        parts["source"] = source_detail(subject, listing, found.count)
    elif isinstance(subject, Author):
        parts["author"] = author_detail(subject, found.count)
    elif listing.kind in DATED:
        parts.update(near_dates(listing, addresses, at))
    description = getattr(subject, "description", "")
    return ListingPage(
        kind=listing.kind,
        heading=heading_of(listing),
        description_html=trusted(clean_body(description)),
        cards=cards,
        pager=pager,
        **parts,
    )
