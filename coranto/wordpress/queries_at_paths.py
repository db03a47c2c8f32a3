"""Query fields at an address that names something already: ``/2010/?feed=rss2``, ``/a-post/?page=2``.

WordPress redirects to the address that says the same without them, so scripts and feed readers that hang fields on
whatever address they have go on working. The answers were read off a real WordPress.
"""

import datetime

from django.http import Http404, HttpRequest, HttpResponse

from coranto.core.addresses import normal_path
from coranto.core.moments import at_offset
from coranto.pages.asked_paths import readings
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import find_page, find_post
from coranto.pages.models import StaticPage
from coranto.pages.page_context import printed_path
from coranto.posts.listings.finding import find_listing, is_date, split_page
from coranto.posts.listings.listing import Listing
from coranto.posts.models import Post
from coranto.posts.post_page import part_count
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.current import publication_of
from coranto.publication.redirecting import moved
from coranto.wordpress.query_addresses import FEEDS, leading_number, must_reach

AT_ONE_THING = frozenset({"page", "paged", "p", "attachment_id"})
ASKED = AT_ONE_THING | {"feed", "s", "m", "author"}
MOST_WORDS = 20


def answer_query_at_path(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """The redirect, or nothing where no such field is there or nothing public stands at the address."""
    if ASKED.isdisjoint(request.GET):
        return None
    addresses = addresses_of(publication_of(request))
    asked = split_page(normal_path(request.path_info))
    listing = find_listing(asked.path, addresses)
    if listing is not None:
        return _at_listing(request, listing, addresses, at)
    return _at_one_thing(request, at, addresses)


def _at_listing(
    request: HttpRequest, listing: Listing, addresses: Addresses, at: datetime.datetime
) -> HttpResponse | None:
    if number := leading_number(request.GET.get("p", "")):
        post = Post.objects.published(at).filter(number=number).exclude(path="").first()
        if post is None:
            raise Http404("No post has this number.")
        return moved(request, post.path, drop=frozenset({"p"}))
    if response := _dated(request, listing, addresses):
        return response
    if kind := FEEDS.get(request.GET.get("feed", "")):
        return moved(request, addresses.feed(listing.path, kind), drop=frozenset({"feed"}))
    number = leading_number(request.GET.get("paged", ""))
    if not number:
        return None
    must_reach(listing, number, publication_of(request).posts_per_page)
    return moved(request, addresses.numbered(listing.path, number), drop=frozenset({"paged"}))


def _dated(request: HttpRequest, listing: Listing, addresses: Addresses) -> HttpResponse | None:
    """``?m=2010`` at a listing leads to that of the date; at another date it is 404."""
    day = request.GET.get("m", "").strip()
    if not (day.isascii() and day.isdigit() and len(day) in (4, 6, 8)):
        return None
    path = listing.path.removeprefix(addresses.date_root).replace("/", "")
    if listing.year and not (path.startswith(day) or day.startswith(path)):
        raise Http404("No day is of both dates.")
    parts = [day[:4], *filter(None, (day[4:6], day[6:8]))]
    year, month, day_of_month = (int(part) for part in [*parts, "0", "0"][:3])
    if not is_date(parts, year, month, day_of_month):
        raise Http404("The calendar has no such day.")
    return moved(request, addresses.date(year, month or None, day_of_month or None), drop=frozenset({"m"}))


def _at_one_thing(request: HttpRequest, at: datetime.datetime, addresses: Addresses) -> HttpResponse | None:
    asked = readings(normal_path(request.path_info))
    row, page = find_post(asked), find_page(asked)
    parts = 1
    if row is not None and row[0].post.is_published(at):
        path, parts, thing = row[0].post.path, part_count(row[0].post), row[0].post
    elif page is not None and is_public(page[0], at):
        path, thing = printed_path(page[0], request), page[0]
    else:
        return None
    if is_contradicted(request, thing):
        raise Http404("Nothing at this address is like that.")
    if kind := FEEDS.get(request.GET.get("feed", "")):
        return moved(request, addresses.feed(path, kind), drop=frozenset({"feed"}))
    if AT_ONE_THING.isdisjoint(request.GET):
        return None
    number = leading_number(request.GET.get("page", ""))
    paged = leading_number(request.GET.get("paged", ""))
    if isinstance(thing, StaticPage) and paged > 1:
        return moved(request, addresses.numbered(path, paged), drop=AT_ONE_THING)
    return moved(request, addresses.part(path, number) if 1 < number <= parts else path, drop=AT_ONE_THING)


def is_contradicted(request: HttpRequest, thing: Post | StaticPage) -> bool:
    """Whether further fields ask for another text, date or author than those of what stands at the address."""
    words = request.GET.get("s", "").lower().split()[:MOST_WORDS]
    shown = thing.title if thing.password else f"{thing.title}\n{thing.excerpt}\n{thing.body_html}"
    text = shown.lower() if words else ""
    day = request.GET.get("m", "").strip()
    moment = at_offset(thing.posted_at, thing.utc_offset)
    author = leading_number(request.GET.get("author", ""))
    return (
        any(word not in text for word in words)
        or (day.isdigit() and not f"{moment:%Y%m%d%H%M%S}".startswith(day))
        or bool(author and author != getattr(thing.author, "number", 0))
    )
