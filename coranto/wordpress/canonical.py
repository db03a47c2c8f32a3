"""Where WordPress sends those who ask for an address that is nearly right: the last resort before 404.

A name alone, or with part of its date, leads to the post or page whose name begins with it; a day that the calendar
does not have leads to its month; what mail programs hang on to an address is cut off. Behaviour of WordPress's
``redirect_canonical`` and ``redirect_guess_404_permalink``, as a real one answered.
"""

import datetime
import re
from functools import lru_cache
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from coranto.comments.subjects import standing_of
from coranto.core.addresses import normal_path
from coranto.core.slug_prefixes import begins_with
from coranto.feeds.discussions import find_discussion
from coranto.feeds.views import KINDS
from coranto.media.models import Attachment
from coranto.pages.asked_paths import COMMENT_PAGE, asked_path
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.listings.finding import find_listing, spellings, valid_date
from coranto.posts.models import Permalink, Post
from coranto.posts.search.asked import words_in_path
from coranto.publication.addresses import addresses_of
from coranto.publication.current import publication_of
from coranto.publication.redirecting import moved

Answered = HttpResponse | None
JUNK = re.compile(
    r"(?:/index\.php|(?:%0[9ad]|%20|%22|%27|%c2%a0|[\s)\](}>\"',;:.!?…]|&(?:gt|quot|lt))++)/*$", re.IGNORECASE
)
FILE = re.compile(r"(?:/index\.php)?(/(?:robots\.txt|xmlrpc\.php|(?:wp-)?sitemap(?:-[a-z_-]+\d*)?\.xml|favicon\.ico))/")
OLD_FEED = re.compile(r"(/.+/)(rss2?|atom|rdf)/")
ANY_TAG, NAME_TAG = re.compile(r"%[a-z_]+%"), re.compile("%(?:postname|category|author)%")
DIGITS = re.compile(r"\d{1,4}")
TAIL = re.compile(r"(/(?:.+/)?(?!page/)[^/]+/)(?:(?:comment-page-|page/)\d{1,9}|embed|trackback|(\d{1,9}))/")
"""What may stand behind a name: a page of comments, of a listing, of the text."""
SHORTEST_NAME = 2
MOST_FILES = 20
NARROWER = {"year": "%monthnum%", "month": "%day%"}
DATE_TAGS = ("%year%", "%monthnum%", "%day%")
OLD_NAMES = {"/login/": "/wp-login.php", "/admin/": "/wp-admin/", "/dashboard/": "/wp-admin/"}
"""Short names that WordPress leads to its own; those lead on to signing in and to the desk."""
SIGN_IN_NAMES = {"/wp-signup.php/", "/wp-activate.php/", "/wp-register.php/"}


def other_host(request: HttpRequest) -> Answered:
    """From a further name of the site to its own, which ``CORANTO_URL`` gives."""
    host = request.get_host().rsplit(":", 1)[0].lower()
    own = settings.PUBLIC_HOST.rsplit(":", 1)[0].lower()
    others = {name.lower() for name in settings.OTHER_HOSTS} - {own}
    return moved(request, request.get_full_path().partition("?")[0]) if host in others else None


def nearest(request: HttpRequest, at: datetime.datetime) -> Answered:
    """Where an address that leads nowhere was probably meant to lead; nothing if there is no telling."""
    path = asked_path(request.path_info)
    if path is None:
        return None
    for guess in GUESSES:
        if response := guess(request, path, at):
            return response
    return None


def _desk(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    if old := OLD_NAMES.get(path):
        return HttpResponseRedirect(old)
    if path.startswith("/wp-admin/"):
        return HttpResponseRedirect(resolve_url("wagtailadmin_home"))
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL)) if path in SIGN_IN_NAMES else None


def _as_a_file(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/robots.txt/``, ``//robots.txt`` and ``/index.php/robots.txt`` lead to the file."""
    found = FILE.fullmatch(path)
    return moved(request, found[1]) if found and found[1] != request.path_info else None


def _old_feed(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/a-post/rss2/``, ``/category/alps/atom/``: the feeds of earlier days, behind whatever has a feed today."""
    found = OLD_FEED.fullmatch(path)
    if found is None:
        return None
    publication, addresses = publication_of(request), addresses_of(publication_of(request))
    has_feed = find_listing(found[1], addresses) or find_discussion(found[1], publication)
    return moved(request, addresses.feed(found[1], KINDS[found[2]])) if has_feed else None


def _without_junk(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/slug/)`` and ``/slug/%20``, as mail programs and people write them; and ``/slug/index.php``."""
    cut = JUNK.sub("/", path.rstrip("/"))
    if cut in ("/", path.rstrip("/")):
        return None
    return moved(request, addresses_of(publication_of(request)).printed(cut))


def _without_front_file(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/index.php/2016/…``, as sites without rewriting have it."""
    if not path.startswith("/index.php/"):
        return None
    return moved(request, addresses_of(publication_of(request)).printed(path.removeprefix("/index.php")))


def _valid_date(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/2025/13/`` and ``/2025/02/30/`` lead to the longest part that the calendar has."""
    valid = valid_date(path, addresses_of(publication_of(request)))
    return moved(request, valid) if valid else None


def _comments_of_date(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/2012/comment-page-2/`` leads to the year, where posts stand below their month; likewise of a month."""
    structure = publication_of(request).permalink_structure
    found = COMMENT_PAGE.match(path)
    listing = find_listing(found[1], addresses_of(publication_of(request))) if found else None
    return moved(request, listing.path) if listing and NARROWER.get(listing.kind, "-") in structure else None


def _asked_feed(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/nothing/?feed=rss2`` leads to a feed, though it be empty."""
    kind = KINDS.get(request.GET.get("feed", ""))
    address = addresses_of(publication_of(request)).feed(path, kind) if kind else ""
    return moved(request, address, drop=frozenset({"feed"})) if address else None


def _file(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/2012/01/03/former-name/picture/``: of a file below a post only its own name counts."""
    publication = publication_of(request)
    parts = path.strip("/").split("/")
    if len(parts) < 2 or "%category%" in publication.permalink_structure or not publication.attachment_pages:
        return None
    rows = Attachment.objects.filter(slug__in=spellings(parts[-1])).exclude(path="").order_by("number")[:MOST_FILES]
    alike = (row for row in rows if row.path.strip("/").count("/") == len(parts) - 1)
    found = next((row for row in alike if standing_of(row, at)[0]), None)
    return moved(request, addresses_of(publication).printed(found.path)) if found else None


def _trackback(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/slug/trackback/``, which is for machines, leads people to the post."""
    if not path.endswith("/trackback/"):
        return None
    row = Permalink.objects.for_path(path.removesuffix("trackback/"))
    return HttpResponseRedirect(row.post.path) if row and row.post.is_published(at) else None


def _number_beside_name(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/1149/another-name/`` below ``/%post_id%/%postname%/``: the number says which post it is."""
    pattern = _until_number(publication_of(request).permalink_structure)
    found = pattern.match(path) if pattern else None
    post = Post.objects.published(at).exclude(path="").filter(number=int(found[1])).first() if found else None
    return moved(request, post.path) if post else None


@lru_cache(maxsize=16)
def _until_number(structure: str) -> re.Pattern[str] | None:
    """What the addresses of posts begin with, to the sign behind the number, which is a group.

    Nothing where they have no number or no name, or where two names stand in one part: to divide them could take long.
    """
    if "%postname%" not in structure or "%post_id%" not in structure:
        return None
    before, _, behind = structure.partition("%post_id%")
    if any(len(NAME_TAG.findall(segment)) > 1 for segment in before.split("/")):
        return None
    names = NAME_TAG.sub("[^/]+", re.escape(before))
    sign = ANY_TAG.split(behind)[0]
    return re.compile(ANY_TAG.sub(r"\\d{1,4}", names) + r"([1-9]\d{0,8})" + (re.escape(sign) or r"(?!\d)"))


def named(request: HttpRequest, path: str, at: datetime.datetime, *, drop: frozenset[str] = frozenset()) -> Answered:
    """The post or page whose name begins with the last part of the address, of the same date as far as one is given.

    The fields in ``drop`` are left out of the query.
    """
    found = TAIL.fullmatch(path)
    addresses = addresses_of(publication_of(request))
    is_numbered = bool(found and (words_in_path(found[1]) or find_listing(found[1], addresses)))
    bare, part = (found[1], int(found[2] or 0)) if found and not is_numbered else (path, 0)
    *before, name = bare.strip("/").split("/")
    if len(name) < SHORTEST_NAME or DIGITS.fullmatch(name):
        return None
    structure = publication_of(request).permalink_structure
    known = sum(tag in structure for tag in DATE_TAGS)
    dates = [part for part in before if DIGITS.fullmatch(part)]
    is_date_asked = len(dates) == known if known else 1 < len(dates) <= len(DATE_TAGS)
    is_below_dates = addresses.date_root == addresses.front
    if not is_date_asked or "%category%" in structure or not is_below_dates:
        dates = []  # to WordPress more or fewer than the pattern has are no date, nor where dates stand elsewhere
    posts = Post.objects.published(at).exclude(path="")
    post = posts.filter(begins_with("slug", name), **_date_filters(dates)).order_by("slug", "pk").first()
    named = begins_with("slug", name) | begins_with("slug", unquote(name))
    pages = [] if dates else StaticPage.objects.filter(named, live=True).order_by("slug", "pk")[:20]
    page = next((page for page in pages if is_public(page, at)), None)
    if page and bare != path and normal_path(page_path(page)) == bare:
        return None  # past the end of the list on it
    if page and (post is None or page.slug < post.slug):  # WordPress takes the first of all in the order of names
        return moved(request, addresses.printed(page_path(page)), drop=drop)
    return moved(request, addresses.part(post.path, part), drop=drop) if post else None


def _date_filters(dates: list[str]) -> dict[str, int]:
    names = ("posted_on__year", "posted_on__month", "posted_on__day")
    return {name: int(part) for name, part in zip(names, dates, strict=False)}


GUESSES = (
    *(_desk, _as_a_file, _without_junk, _without_front_file, _old_feed, _valid_date, _comments_of_date, _trackback),
    *(_file, _number_beside_name, named, _asked_feed),
)
