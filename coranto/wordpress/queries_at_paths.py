"""Query fields at an address that names something already: ``/2010/?feed=rss2``, ``/a-post/?page=2``.

WordPress redirects to the address that says the same without them, so scripts and feed readers that hang fields on
whatever address they have go on working. The answers were read off a real WordPress.
"""

import datetime

from django.http import HttpRequest, HttpResponse

from coranto.core.addresses import normal_path
from coranto.pages.asked_paths import readings
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import find_page, find_post
from coranto.pages.page_context import printed_path
from coranto.posts.find_listing import find_listing, split_page
from coranto.posts.post_page import part_count
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.current import publication_of
from coranto.publication.redirecting import moved
from coranto.wordpress.query_addresses import FEEDS, leading_number

AT_ONE_THING = frozenset({"page", "paged", "p", "attachment_id"})
ASKED = AT_ONE_THING | {"feed"}


def answer_query_at_path(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """The redirect, or nothing where no such field is there or nothing public stands at the address."""
    if ASKED.isdisjoint(request.GET):
        return None
    addresses = addresses_of(publication_of(request))
    listing = find_listing(split_page(normal_path(request.path_info)).path, addresses)
    if listing is not None:
        return _at_listing(request, listing.path, addresses)
    return _at_one_thing(request, at, addresses)


def _at_listing(request: HttpRequest, path: str, addresses: Addresses) -> HttpResponse | None:
    if kind := FEEDS.get(request.GET.get("feed", "")):
        return moved(request, addresses.feed(path, kind), drop=frozenset({"feed"}))
    number = leading_number(request.GET.get("paged", ""))
    return moved(request, addresses.numbered(path, number), drop=frozenset({"paged"})) if number else None


def _at_one_thing(request: HttpRequest, at: datetime.datetime, addresses: Addresses) -> HttpResponse | None:
    asked = readings(request.path_info)
    row, page = find_post(asked), find_page(asked)
    parts = 1
    if row is not None and row[0].post.is_published(at):
        path, parts = row[0].post.path, part_count(row[0].post)
    elif page is not None and is_public(page[0], at):
        path = printed_path(page[0], request)
    else:
        return None
    if kind := FEEDS.get(request.GET.get("feed", "")):
        return moved(request, addresses.feed(path, kind), drop=frozenset({"feed"}))
    if AT_ONE_THING.isdisjoint(request.GET):
        return None
    number = leading_number(request.GET.get("page", ""))
    return moved(request, addresses.part(path, number) if 1 < number <= parts else path, drop=AT_ONE_THING)
