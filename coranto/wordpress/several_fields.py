"""Several conditions in one address: ``/?cat=3&tag=rail``, ``/category/alps/?author_name=mara``, ``/?monthnum=9``.

WordPress shows the posts of all of them where they were asked for, unless one alone makes an address: then it leads
there, with the rest as the query. Which one that is, is as in its ``redirect_canonical``, oddities included: a year
beside a category in the path leads to the year.
"""

import datetime

from django.http import Http404, HttpRequest, HttpResponse

from coranto.feeds.views import KINDS
from coranto.posts.listings.choices import Choice, is_asked, read_choice
from coranto.posts.listings.chosen import chosen_listing
from coranto.posts.listings.finding import ListingAddress, find_listing
from coranto.posts.listings.listing import Listing
from coranto.posts.models import Author, Category, Tag
from coranto.posts.views import show_listing
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.current import publication_of
from coranto.publication.redirecting import is_untidy, moved
from coranto.wordpress.query_addresses import leading_number, listing_address

OTHERS = ("p", "page_id", "attachment_id", "name", "pagename", "s")
"""Fields that name one thing, or words: those who ask for them are answered elsewhere."""
OF_A_CATEGORY, OF_A_TAG = frozenset({"category_name", "cat", "cat[]"}), frozenset({"tag", "tag[]"})
OF_A_TAXONOMY = frozenset({"taxonomy", "term"})


def answer_several(request: HttpRequest, at: datetime.datetime) -> HttpResponse | None:
    """The posts, or the way to where they are; nothing where the fields do not choose several things."""
    given, addresses = request.GET, addresses_of(publication_of(request))
    if not is_asked(given) or any(given.get(name) for name in OTHERS):
        return None
    asked = listing_address(request)
    base = find_listing(asked.path, addresses)
    if base is None or is_single(base, asked, request):
        return None
    if given.get("feed") and given["feed"] not in KINDS:
        raise Http404("There is no such kind of feed.")
    choice = read_choice(base, given)
    number = max(leading_number(given.get("paged", "")) or asked.number, 1)
    listing = chosen_listing(base, choice, given)
    publication = publication_of(request)
    per_page = publication.posts_per_feed if given.get("feed") else publication.posts_per_page
    is_missing = not listing.ids and listing.kind != "home" and not (listing.named or given.get("feed"))
    if is_missing or (number > 1 and (number - 1) * per_page >= listing.count()):
        raise Http404("No posts are like that, or not so many.")
    return _better(request, base, asked, choice, number) or show_listing(request, listing, number=number, at=at)


def is_single(base: Listing, asked: ListingAddress, request: HttpRequest) -> bool:
    """Whether one field alone says what is asked for at the front address, by its own rules."""
    given = request.GET
    if base.path != "/" or asked.number > 1 or any(given.get(name) for name in ("cat[]", "tag[]", "taxonomy", "order")):
        return False
    fields = [name for name in ("category_name", "cat", "tag", "author", "author_name") if given.get(name)]
    is_dated = bool(given.get("m") or given.get("year"))
    is_loose = any(given.get(name) for name in ("monthnum", "day")) and not is_dated
    is_gap = bool(given.get("day") and given.get("year") and not given.get("monthnum"))
    if is_loose or is_gap or given.get("orderby") or any(given.get(name) for name in ("w", "hour", "minute", "second")):
        return False
    if len(fields) + is_dated != 1:
        return not fields and not is_dated
    text = given.get(fields[0], "") if fields else ""
    return is_dated or not any(sign in text for sign in ",+ -" if fields[0] in ("cat", "author") or sign != "-")


def _better(
    request: HttpRequest, base: Listing, asked: ListingAddress, choice: Choice, number: int
) -> HttpResponse | None:
    """The redirect that WordPress makes, if it makes one."""
    given, addresses = request.GET, addresses_of(publication_of(request))
    path, dropped = _address_of_one(request, base, asked, choice, addresses)
    leads_away = bool(dropped)
    feed, paged = KINDS.get(given.get("feed", "")), leading_number(given.get("paged", ""))
    if feed or paged or asked.number > 1:
        place = path if dropped and choice.terms and not dropped & {"m", "year", "author"} else base.path
        path = addresses.feed(place, feed) if feed else addresses.numbered(place, number)
        leads_away = leads_away or bool(feed or paged)
        dropped |= {"feed"} if feed and paged > 1 else {"feed", "paged"}
    untidy = is_untidy(request.path_info, path)
    return moved(request, path, drop=frozenset(dropped)) if leads_away or untidy else None


def _address_of_one(
    request: HttpRequest, base: Listing, asked: ListingAddress, choice: Choice, addresses: Addresses
) -> tuple[str, set[str]]:
    """The address that one of the conditions has, and the fields that it makes needless; the present one else."""
    given, dates = request.GET, choice.dates
    if dates.are_given:
        return _address_of_date(request, base, choice, addresses)
    author = given.get("author", "")
    if author.isascii() and author.isdigit() and (found := choice.subjects.get("author")):
        name = given.get("author_name") or (base.subject.slug if isinstance(base.subject, Author) else "")
        return addresses.author(name or found.slug), {"author"}
    is_in_path = asked.path != "/" or asked.number > 1
    named = choice.named
    if choice.terms == 1 and not (is_in_path and asked.path == "/" and asked.number > 1):
        names = OF_A_CATEGORY if isinstance(named, Category) else OF_A_TAG
        of_path = {"category": "category_name", "tag": "tag"}.get(base.kind, "")
        if isinstance(named, Category | Tag) and (not is_in_path or of_path in given):
            place = addresses.category(named.path) if isinstance(named, Category) else addresses.tag(named.slug)
            return place, {*names, *OF_A_TAXONOMY} & set(given)
    return base.path, set()


def _address_of_date(request: HttpRequest, base: Listing, choice: Choice, addresses: Addresses) -> tuple[str, set[str]]:
    given, dates = request.GET, choice.dates
    if dates.year and given.get("m") and dates.kind in ("year", "month", "day"):
        length = len(given["m"].strip())  # /2016/02/?m=2016 leads to the year
        return addresses.date(dates.year, *[part for part in (dates.month, dates.day) if part][: length // 2 - 2]), {
            "m"
        }
    if dates.kind == "day" and dates.year and dates.month and given.get("day"):
        return addresses.date(dates.year, dates.month, dates.day), {"year", "monthnum", "day"}
    if dates.kind == "month" and dates.year and given.get("monthnum"):
        return addresses.date(dates.year, dates.month), {"year", "monthnum"}
    if dates.kind == "year" and dates.year and given.get("year"):
        return addresses.date(dates.year), {"year"}
    return base.path, set()
