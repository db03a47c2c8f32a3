"""Query fields at an address that names something already: ``/2010/?feed=rss2``, ``/a-post/?page=2``.

WordPress redirects to the address that says the same without them, so scripts and feed readers that hang fields on
whatever address they have go on working. The answers were read off a real WordPress.
"""

import datetime

from django.http import Http404, HttpRequest, HttpResponse

from coranto.comments.subjects import standing_of
from coranto.core.addresses import normal_path
from coranto.core.moments import at_offset
from coranto.feeds.views import KINDS
from coranto.media.models import Attachment
from coranto.pages.asked_paths import readings
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import find_attachment, find_page, find_post
from coranto.pages.models import StaticPage
from coranto.pages.page_context import printed_path
from coranto.posts.listings.finding import find_listing, is_date, spellings, split_page
from coranto.posts.listings.listing import Listing
from coranto.posts.models import Post
from coranto.posts.post_page import part_count
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.current import publication_of
from coranto.publication.redirecting import moved
from coranto.wordpress.query_addresses import (
    answer_number,
    leading_number,
    must_reach,
    named_page,
    named_post,
    number_asked,
)

AT_ONE_THING = frozenset({"page", "paged", "p", "attachment_id"})
MOMENTS = {"year": "%Y", "monthnum": "%m", "day": "%d", "hour": "%H"}
ASKED = AT_ONE_THING | MOMENTS.keys() | {"feed", "s", "m", "author", "page_id", "name", "pagename"}
OF_COMMENTS = "comments-"
MOST_WORDS = 20


def answer_query_at_path(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """The redirect, or nothing where no such field is there or nothing public stands at the address."""
    if ASKED.isdisjoint(request.GET):
        return None
    addresses = addresses_of(publication_of(request))
    number = number_asked(request)
    if number and (response := answer_number(request, number, at)):
        return response
    asked = split_page(normal_path(request.path_info))
    listing = find_listing(asked.path, addresses)
    if listing is not None:
        if number:
            raise Http404("Nothing public has this number.")
        return _at_listing(request, listing, addresses, at, asked.number)
    return _at_one_thing(request, at, addresses)


def _at_listing(
    request: HttpRequest, listing: Listing, addresses: Addresses, at: datetime.datetime, page: int
) -> HttpResponse | None:
    if listing.year and request.GET.get("pagename"):
        raise Http404("Pages are of no date.")
    for answer in (named_post, named_page):
        if response := answer(request, at):
            return response
    if response := _dated(request, listing, addresses):
        return response
    asked, number = request.GET.get("feed", ""), leading_number(request.GET.get("paged", ""))
    kind = KINDS.get(asked.removeprefix(OF_COMMENTS))
    wanted = max(number, page)
    if asked and kind is None:
        raise Http404("There is no such kind of feed.")
    if kind:
        path = f"{listing.path.rstrip('/')}/comments" if asked.startswith(OF_COMMENTS) else listing.path
        must_reach(listing, wanted, publication_of(request).posts_per_page)
        further = wanted if wanted > 1 else 0
        return moved(request, addresses.feed(path, kind), drop=frozenset({"feed", "paged"}), page=further)
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
    row, page, file = find_post(asked), find_page(asked), find_attachment(asked)
    parts = 1
    thing: Post | StaticPage | Attachment
    if row is not None and row[0].post.is_published(at):
        path, parts, thing = row[0].post.path, part_count(row[0].post), row[0].post
    elif page is not None and is_public(page[0], at):
        path, thing = printed_path(page[0], request), page[0]
    elif file is not None and standing_of(file[0], at)[0] and publication_of(request).attachment_pages:
        path, thing = addresses.printed(file[0].path), file[0]
    else:
        return None
    if response := named_page(request, at):
        return response
    asked_feed = request.GET.get("feed", "")
    if kind := KINDS.get(asked_feed.removeprefix(OF_COMMENTS)):
        return moved(request, addresses.feed(path, kind), drop=frozenset({"feed"}))
    if asked_feed or is_contradicted(request, thing):
        raise Http404("Nothing at this address is like that, or there is no such kind of feed.")
    if request.GET.get("name"):
        return moved(request, path, drop=frozenset({"name"}))
    if AT_ONE_THING.isdisjoint(request.GET):
        return None
    number = leading_number(request.GET.get("page", ""))
    paged = leading_number(request.GET.get("paged", ""))
    if isinstance(thing, StaticPage) and paged > 1:
        return moved(request, addresses.numbered(path, paged), drop=AT_ONE_THING)
    return moved(request, addresses.part(path, number) if 1 < number <= parts else path, drop=AT_ONE_THING)


def text_of(thing: Post | StaticPage | Attachment) -> str:
    """What readers see of it; of what waits for a password its title."""
    if isinstance(thing, Attachment):
        return f"{thing.title}\n{thing.caption}\n{thing.description}"
    return thing.title if thing.password else f"{thing.title}\n{thing.excerpt}\n{thing.body_html}"


def author_of(thing: Post | StaticPage | Attachment) -> int | None:
    """The number of who wrote it."""
    return thing.author_number if isinstance(thing, Attachment) else getattr(thing.author, "number", None)


def is_contradicted(request: HttpRequest, thing: Post | StaticPage | Attachment) -> bool:
    """Whether further fields ask for another text, date or author than those of what stands at the address."""
    words = request.GET.get("s", "").lower().split()[:MOST_WORDS]
    text = text_of(thing).lower() if words else ""
    day = request.GET.get("m", "").strip()
    moment = at_offset(thing.posted_at, thing.utc_offset)
    author = leading_number(request.GET.get("author", ""))
    asked = {form: leading_number(request.GET.get(name, "")) for name, form in MOMENTS.items()}
    name = request.GET.get("name", "").strip().lower()
    return (
        any(word not in text for word in words)
        or (day.isdigit() and not f"{moment:%Y%m%d%H%M%S}".startswith(day))
        or any(number and number != int(f"{moment:{form}}") for form, number in asked.items())
        or bool(name and thing.slug not in spellings(name))
        or bool(author and author != author_of(thing))
    )
