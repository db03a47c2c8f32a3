"""WordPress's addresses with a query: ``?p=17``, ``?cat=3``, ``?m=201602`` and their kin lead to what they name.

Most are answered by a permanent redirect to the printed address, as WordPress does; fields that mean nothing to
WordPress are carried along. The answers were read off a real WordPress.
"""

import datetime
import re

from django.http import Http404, HttpRequest, HttpResponse

from coranto.comments.subjects import standing_of
from coranto.core.addresses import normal_path
from coranto.feeds.views import KINDS, show_search_feed
from coranto.media.models import Attachment
from coranto.pages import answers
from coranto.pages.discussed_pages import is_public
from coranto.pages.models import StaticPage
from coranto.pages.page_context import part_count as parts_of_page
from coranto.pages.page_context import printed_path
from coranto.posts.listings.finding import (
    ListingAddress,
    author_listing,
    category_listing,
    counted,
    date_listing,
    find_listing,
    is_date,
    spellings,
    split_page,
)
from coranto.posts.listings.listing import MOST_SUBJECTS, Listing, home_listing
from coranto.posts.models import Author, Category, ListingKind, Post
from coranto.posts.post_page import part_count
from coranto.posts.views import show_listing, show_search
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.current import publication_of
from coranto.publication.people import is_editor
from coranto.publication.redirecting import moved
from coranto.wordpress.canonical import named
from coranto.wordpress.query_files import answer_file_query

Answered = HttpResponse | None
LEADING_NUMBER = re.compile(r"\s*(\d{1,18})")
NOT_A_DIGIT = re.compile(r"\D")
THINGS = ("attachment_id", "page_id", "p")
"""Of several the first counts, as in WordPress."""
DATES = ("m", "year", "monthnum", "day")
TERMS = frozenset({"cat", "category_name", "tag", "author", "author_name"})
EMPTY_ARE_CUT = ("p", "page_id", "cat", "tag")
FORMAT_PREFIX = "post-format-"


def answer_query(request: HttpRequest, at: datetime.datetime) -> Answered:
    """The answer to a query at the front address; nothing where its fields mean nothing there."""
    for answer in ANSWERS:
        if response := answer(request, at):
            return response
    return None


def _thing(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?p=``, ``?page_id=`` and ``?attachment_id=`` name any post, page or attachment."""
    if number := number_asked(request):
        if response := answer_number(request, number, at):
            return response
        raise Http404("Nothing public has this number.")
    return None


def number_asked(request: HttpRequest) -> int:
    """The number of the post, page or attachment that is asked for, of which only leading digits count; else 0."""
    return next((number for name in THINGS if (number := leading_number(request.GET.get(name, "")))), 0)


def answer_number(request: HttpRequest, number: int, at: datetime.datetime) -> Answered:
    """To the public thing that has this number, or its feed or a part of it."""
    path = _path_of(request, number, at)
    fields = {*THINGS, "page", "feed", "post_type", "preview", "name"}
    if request.GET.get("feed") and request.GET.get("paged") == "1":
        fields.add("paged")
    return None if path is None else moved(request, path, drop=frozenset(fields))


def _path_of(request: HttpRequest, number: int, at: datetime.datetime) -> str | None:
    addresses = addresses_of(publication_of(request))
    post = Post.objects.filter(number=number).defer("body").first()
    if post:
        seen = post.is_published(at) or (post.live and is_editor(request))
        return _with_part(request, post, addresses) if seen and post.path else None
    page = StaticPage.objects.filter(number=number).first()
    if page:
        seen, path = is_public(page, at) or (page.live and is_editor(request)), printed_path(page, request)
        kind = KINDS.get(request.GET.get("feed", "").removeprefix("comments-"))
        return (addresses.feed(path, kind) if kind else path) if seen else None
    attachment = Attachment.objects.filter(number=number).exclude(path="").first()
    if attachment is None or not (standing_of(attachment, at)[0] or is_editor(request)):
        return None
    kind = KINDS.get(request.GET.get("feed", ""))
    return addresses.feed(attachment.path, kind) if kind else addresses.printed(attachment.path)


def _named_file(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?attachment=slug`` names a file; WordPress leaves the field where it leads."""
    slug = request.GET.get("attachment", "").replace("\0", "").strip("/ ").lower()
    if not slug:
        return None
    found = Attachment.objects.filter(slug__in=spellings(slug)).exclude(path="").order_by("number").first()
    if found is None or not (standing_of(found, at)[0] or is_editor(request)):
        raise Http404("No file has this name.")
    return moved(request, addresses_of(publication_of(request)).printed(found.path))


def _with_part(request: HttpRequest, post: Post, addresses: Addresses) -> str:
    if kind := KINDS.get(request.GET.get("feed", "").removeprefix("comments-")):
        return addresses.feed(post.path, kind)
    part = leading_number(request.GET.get("page", ""))
    return addresses.part(post.path, part) if 1 < part <= part_count(post) else post.path


def named_post(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?name=slug`` names a post, or whatever has a name that begins so."""
    slug = request.GET.get("name", "").strip().lower()
    if not slug:
        return None
    post = Post.objects.published(at).filter(slug__in=spellings(slug)).newest_first().first()
    if post is not None:
        return moved(request, post.path, drop=frozenset({"name"}))
    if response := named(request, normal_path(slug), at, drop=frozenset({"name"})):
        return response
    raise Http404("No post has this name.")


def named_page(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?pagename=a/b`` shows a page; WordPress does not redirect it, unless the names above it are missing."""
    name = request.GET.get("pagename", "").replace("\0", "").strip("/ ")
    if not name:
        return None
    path = answers.path_of_page(name)
    response = answers.answer_page(request, path, at)
    if response is None:
        if response := named(request, path, at, drop=frozenset({"pagename"})):
            return response
        raise Http404("No page has this name.")
    if response.status_code == 200 and (kind := KINDS.get(request.GET.get("feed", ""))):
        return moved(
            request, addresses_of(publication_of(request)).feed(path, kind), drop=frozenset({"feed", "pagename"})
        )
    is_part = leading_number(request.GET.get("page", "")) > 1
    return moved(request, path, drop=frozenset({"page"})) if is_part else response


def _category(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?cat=3`` and ``?category_name=a``; several, as in ``?cat=1,2``, are shown without a redirect."""
    addresses = addresses_of(publication_of(request))
    if slugs := request.GET.get("category_name", "").strip("/ ").replace(" ", "+"):  # a+b, decoded
        found_at = find_listing(addresses.category_root + slugs.lower() + "/", addresses)
        return _shown_or_moved(request, found_at, "category_name", at=at)
    asked = request.GET.get("cat", "")
    numbers = [int(number) for number in re.findall(r"\d{1,18}", asked)][:MOST_SUBJECTS]
    if not numbers or not any(numbers) or asked.startswith("-"):
        return None
    rows = counted(Category.objects.all(), ListingKind.CATEGORY).filter(number__in=numbers).order_by("pk")
    found = list(rows)
    if len(found) == 1 and len(numbers) == 1:
        return _moved_to(request, category_listing(found[0], addresses), "cat")
    if not found:
        raise Http404("No category has this number.")
    union = find_listing(addresses.category_root + ",".join(row.slug for row in found) + "/", addresses)
    return _shown(request, union, at=at) if union else None


def _tag(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?tag=slug``; ``?tag_id=7`` says nothing to WordPress."""
    addresses = addresses_of(publication_of(request))
    if slug := request.GET.get("tag", "").strip("/ ").replace(" ", "+").lower():
        return _shown_or_moved(request, find_listing(f"{addresses.tag_root}{slug}/", addresses), "tag", at=at)
    return None


def _author(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?author=4`` leads to the author's listing; ``?author_name=`` shows it, its pages and feeds in the path."""
    addresses = addresses_of(publication_of(request))
    if number := leading_number(request.GET.get("author", "")):
        author = Author.objects.filter(number=number).first()
        if author is None:
            raise Http404("No author has this number.")
        listing = author_listing(author, addresses)
        return _of_the_site(request, listing, "author") or moved(request, listing.path, drop=frozenset({"author"}))
    if slug := request.GET.get("author_name", "").strip("/ ").lower():
        if kind := KINDS.get(request.GET.get("feed", "")):
            return moved(request, addresses.feed("/", kind), drop=frozenset({"feed"}))
        named = find_listing(f"{addresses.author_root}{slug}/", addresses)
        if named is None or request.GET.get("feed"):
            raise Http404("No author has this name, or there is no such kind of feed.")
        return _further_page(request, named) or _shown(request, named, at=at)
    return None


def _further_page(request: HttpRequest, listing: Listing) -> Answered:
    """A page of what a field of the query shows: its number goes into the path, the field stays where it is."""
    number = leading_number(request.GET.get("paged", ""))
    if not number:
        return None
    publication = publication_of(request)
    if number > 1:
        must_reach(listing, number, publication.posts_per_page)
    path = addresses_of(publication).numbered("/", number) if number > 1 else "/"
    return moved(request, path, drop=frozenset({"paged"}))


def _format(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?post_format=image`` shows a format; ``?taxonomy=post_format&term=post-format-image`` leads to its listing."""
    addresses, taxonomy = addresses_of(publication_of(request)), request.GET.get("taxonomy", "")
    term, name = request.GET.get("term", ""), request.GET.get("post_format", "")
    if taxonomy and term:
        slug = term.removeprefix(FORMAT_PREFIX) if term.startswith(FORMAT_PREFIX) else ""
        found = find_listing(f"{addresses.format_root}{slug}/", addresses) if taxonomy == "post_format" else None
        return _moved_to(request, found, "taxonomy", "term")
    if not name:
        return None
    found = find_listing(f"{addresses.format_root}{name.removeprefix(FORMAT_PREFIX)}/", addresses)
    if found is None or request.GET.get("feed"):
        return _moved_to(request, found, "post_format")
    return _further_page(request, found) or _shown(request, found, at=at)


def _date(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?m=20160207``, ``?m=201602``, ``?m=2016``, or ``?year=&monthnum=&day=``."""
    fields = request.GET
    joined = NOT_A_DIGIT.sub("", fields.get("m", "")) if fields.get("m", "").isascii() else ""
    if is_joined := bool(joined.strip("0")):
        parts = [part for part in (joined[:4], joined[4:6], joined[6:8]) if part]
    else:
        parts = [part for part in (fields.get(name, "").strip() for name in ("year", "monthnum", "day")) if part]
        if not fields.get("year", "").strip("0 "):
            return None
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if any(len(part) > 4 for part in parts):
        raise Http404("The calendar has no such year.")
    year, month, day = (int(part) for part in [*parts, "0", "0"][:3])
    addresses = addresses_of(publication_of(request))
    is_cut = not is_date(parts, year, month, day)
    if is_cut:
        if is_joined or not is_date(parts[:1], year, 0, 0):
            raise Http404("The calendar has no such day.")
        month = month if len(parts) > 2 and is_date(parts[:2], year, month, 0) else 0
        day = 0  # WordPress leads to the longest part that the calendar has
    listing = date_listing(addresses, year, month, day)
    if not is_cut and not listing.count() and TERMS.isdisjoint(fields):
        raise Http404("Nothing was posted then.")
    return _of_the_site(request, listing, *DATES) or moved(request, listing.path, drop=frozenset(DATES))


def _front_page_of(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?paged=2``: a page of the front page or of a search."""
    asked = request.GET.get("paged", "")
    number = leading_number(asked)
    if "s" in request.GET:
        is_elsewhere = asked or request.path_info == "/index.php"
        return show_search(request, at=at, number=max(number, 1)) if is_elsewhere else None  # never led elsewhere
    if publication_of(request).front_page_number and not asked.startswith("-"):
        return _of_the_front_page(request, number)
    if number == 1 or re.fullmatch(r"-\d+", asked):
        return moved(request, "/", drop=frozenset({"paged"}))
    if not number:
        return None
    must_reach(home_listing(), number, publication_of(request).posts_per_page)
    return moved(request, addresses_of(publication_of(request)).numbered("/", number), drop=frozenset({"paged"}))


def _of_the_front_page(request: HttpRequest, number: int) -> Answered:
    """``/page/2/`` is the page on the front too; ``?page=2`` leads to it where its text has no such part."""
    if number > 1:
        return moved(request, addresses_of(publication_of(request)).numbered("/", number), drop=frozenset({"paged"}))
    part = leading_number(request.GET.get("page", ""))
    front = StaticPage.objects.filter(number=publication_of(request).front_page_number).first() if part > 1 else None
    return moved(request, "/", drop=frozenset({"page"})) if front and part > parts_of_page(front) else None


def _feed(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?feed=rss2`` and its kin."""
    asked = request.GET.get("feed", "")
    addresses = addresses_of(publication_of(request))
    if asked.startswith("comments-") or (asked and request.GET.get("withcomments") == "1"):
        kind = KINDS.get(asked.removeprefix("comments-"), "rss")
        return moved(request, addresses.comments_feed(kind), drop=frozenset({"feed"}))
    if asked and asked not in KINDS:
        raise Http404("There is no such kind of feed.")
    if asked and "s" in request.GET:
        return show_search_feed(request, words=request.GET["s"], kind=KINDS[asked])
    if asked and (number := leading_number(request.GET.get("paged", ""))):
        must_reach(home_listing(), number, publication_of(request).posts_per_feed)
    return moved(request, addresses.feed("/", KINDS[asked]), drop=frozenset({"feed"})) if asked else None


def _empty(request: HttpRequest, at: datetime.datetime) -> Answered:
    """``?p=`` and its kin without a value say nothing: to the address without them."""
    empty = {name for name in EMPTY_ARE_CUT if request.GET.get(name) == ""}
    return moved(request, "/", drop=frozenset(empty)) if empty else None


def _of_the_site(request: HttpRequest, listing: Listing, *drop: str) -> Answered:
    """For ``paged`` and ``feed`` beside a date or the number of an author WordPress forgets the latter.

    It leads to the page or feed of the whole site, and so does this, that nobody finds another thing after a move.
    """
    publication, asked = publication_of(request), request.GET.get("feed", "")
    addresses, number = addresses_of(publication), leading_number(request.GET.get("paged", ""))
    if kind := KINDS.get(asked):
        return moved(request, addresses.feed("/", kind), drop=frozenset({"feed", "paged", *drop}))
    if asked:
        return moved(request, "/", drop=frozenset({"paged", *drop}))
    if not number:
        return None
    must_reach(listing, number, publication.posts_per_page)
    return moved(request, addresses.numbered("/", number), drop=frozenset({"paged", *drop}))


def _shown(request: HttpRequest, listing: Listing, *, at: datetime.datetime) -> HttpResponse:
    number = max(leading_number(request.GET.get("paged", "")), 1)
    return show_listing(request, listing, number=number, at=at)


def _shown_or_moved(
    request: HttpRequest, listing: Listing | None, field: str, *, at: datetime.datetime
) -> HttpResponse:
    """Several terms at once are shown where they were asked for; one leads to its listing."""
    several = listing is not None and len(listing.subjects) > 1 and not request.GET.get("feed")
    return _shown(request, listing, at=at) if listing and several else _moved_to(request, listing, field)


def _moved_to(request: HttpRequest, listing: Listing | None, *fields: str) -> HttpResponse:
    """To the listing, or to its feed or a page of it if that was asked for too."""
    if listing is None:
        raise Http404("There is no such listing.")
    publication, number = publication_of(request), leading_number(request.GET.get("paged", ""))
    addresses = addresses_of(publication)
    must_reach(listing, number, publication.posts_per_page)
    path = addresses.numbered(listing.path, number)
    asked = request.GET.get("feed", "")
    if kind := KINDS.get(asked.removeprefix("comments-")):
        place = f"{listing.path.rstrip('/')}/comments" if asked.startswith("comments-") else listing.path
        dropped = {*fields, "feed"} if number > 1 else {*fields, "feed", "paged"}
        return moved(request, addresses.feed(place, kind), drop=frozenset(dropped))
    return moved(request, path, drop=frozenset({*fields, "paged"}))


def listing_address(request: HttpRequest) -> ListingAddress:
    """The address of a listing, and the page of it, at which fields are given; ``/index.php`` is the front page."""
    return split_page(normal_path("/" if request.path_info == "/index.php" else request.path_info))


def must_reach(listing: Listing, number: int, length: int) -> None:
    """Whether a listing has a page ``number``: raises ``Http404`` past the end."""
    if number > 1 and (number - 1) * length >= listing.count():
        raise Http404("The listing has no such page.")


ANSWERS = (
    *(answer_file_query, _thing, named_post, named_page, _named_file, _format),
    *(_date, _category, _tag, _author, _feed, _front_page_of, _empty),
)


def leading_number(text: str) -> int:
    """The number that a text begins with, as PHP reads it; 0 where it begins with none."""
    match = LEADING_NUMBER.match(text)
    return int(match[1]) if match else 0
