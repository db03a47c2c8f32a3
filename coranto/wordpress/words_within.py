"""Words with other conditions: ``/category/alps/?s=snow``, ``/?s=snow&year=2012``, ``/search/snow/?tag=rail``.

As in WordPress they are looked for in what the rest chooses, and answered where they were asked for: its redirects keep
away from searches.
"""

import datetime

from django.http import Http404, HttpRequest, HttpResponse

from coranto.feeds.views import KINDS, show_search_feed
from coranto.posts.listings.finding import find_listing
from coranto.posts.listings.listing import Listing, home_listing
from coranto.posts.search.asked import words_in_path
from coranto.posts.search.within import read_within
from coranto.posts.views import show_search
from coranto.publication.addresses import SEARCH_BASE, addresses_of
from coranto.publication.current import publication_of
from coranto.wordpress.query_addresses import leading_number, listing_address

ONE_THING = ("p", "page_id", "attachment_id", "name", "pagename")
ROOT = f"/{SEARCH_BASE}/"


def answer_words(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """What was found, as a page or a feed; nothing where no words are asked for, or nothing beside them."""
    given, addresses = request.GET, addresses_of(publication_of(request))
    asked = listing_address(request)
    words, base = _words_and_listing(request, asked.path)
    if words is None or base is None or any(given.get(name) for name in ONE_THING):
        return None
    within = read_within(base, given, addresses)
    if within is None:
        return None
    if kind := KINDS.get(given.get("feed", "")):
        return show_search_feed(request, words=words, kind=kind, within=within)
    if given.get("feed"):
        raise Http404("There is no such kind of feed.")
    number = max(leading_number(given.get("paged", "")) or asked.number, 1)
    return show_search(request, at=at, number=number, query=words, within=within)


def _words_and_listing(request: HttpRequest, path: str) -> tuple[str | None, Listing | None]:
    if path.startswith(ROOT) and path != ROOT:
        return words_in_path(request.path_info), home_listing(path)
    if "s" not in request.GET:
        return None, None
    return request.GET["s"], find_listing(path, addresses_of(publication_of(request)))
