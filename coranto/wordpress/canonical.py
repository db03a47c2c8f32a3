"""Where WordPress sends those who ask for an address that is nearly right: the last resort before 404.

A name alone, or with part of its date, leads to the post or page whose name begins with it; a day that the calendar
does not have leads to its month; what mail programs hang on to an address is cut off. Behaviour of WordPress's
``redirect_canonical`` and ``redirect_guess_404_permalink``, as a real one answered.
"""

import datetime
import re
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from coranto.core.addresses import normal_path
from coranto.core.slug_prefixes import begins_with
from coranto.feeds.discussions import find_discussion
from coranto.feeds.views import KINDS
from coranto.pages.asked_paths import asked_path
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.listings.finding import find_listing, is_date, split_page
from coranto.posts.models import Permalink, Post
from coranto.publication.addresses import addresses_of
from coranto.publication.current import publication_of
from coranto.publication.redirecting import moved

Answered = HttpResponse | None
JUNK = re.compile(
    r"(?:/index\.php|(?:%0[9ad]|%20|%22|%27|%c2%a0|[\s)\](}>\"',;:.!?…]|&(?:gt|quot|lt))++)/*$", re.IGNORECASE
)
FILE = re.compile(r"(?:/index\.php)?(/(?:robots\.txt|xmlrpc\.php|(?:wp-)?sitemap(?:-[a-z_-]+\d*)?\.xml|favicon\.ico))/")
OLD_FEED = re.compile(r"(/.+/)(rss2?|atom|rdf)/")
DIGITS = re.compile(r"\d{1,4}")
SHORTEST_NAME = 2
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
    guesses = (_desk, _as_a_file, _without_junk, _without_front_file, _old_feed, _valid_date, _trackback, named)
    for guess in guesses:
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
    addresses = addresses_of(publication_of(request))
    root = normal_path(addresses.date_root)
    parts = split_page(path).path.removeprefix(root).strip("/").split("/")
    if len(parts) == 4 and "%day%" in addresses.structure and not DIGITS.fullmatch(parts[3]):
        parts = parts[:3]  # a post on a day that the calendar does not have
    if not path.startswith(root) or not 2 <= len(parts) <= 3 or not all(DIGITS.fullmatch(part) for part in parts):
        return None
    year, month, day = (int(part) for part in [*parts, "0"][:3])
    if len(parts[0]) != 4 or is_date(parts, year, month, day):
        return None
    kept = month if len(parts) == 3 and is_date(parts[:2], year, month, 0) else None
    return moved(request, addresses.date(year, kept)) if year else None


def _trackback(request: HttpRequest, path: str, at: datetime.datetime) -> Answered:
    """``/slug/trackback/``, which is for machines, leads people to the post."""
    if not path.endswith("/trackback/"):
        return None
    row = Permalink.objects.for_path(path.removesuffix("trackback/"))
    return HttpResponseRedirect(row.post.path) if row and row.post.is_published(at) else None


def named(request: HttpRequest, path: str, at: datetime.datetime, *, drop: frozenset[str] = frozenset()) -> Answered:
    """The post or page whose name begins with the last part of the address, of the same date as far as one is given.

    The fields in ``drop`` are left out of the query.
    """
    *before, name = path.strip("/").split("/")
    if len(name) < SHORTEST_NAME or DIGITS.fullmatch(name):
        return None
    structure = publication_of(request).permalink_structure
    known = sum(tag in structure for tag in DATE_TAGS) or len(DATE_TAGS)
    dates = [part for part in before if DIGITS.fullmatch(part)]
    if len(dates) > known or "%category%" in structure:
        dates = []  # more than the pattern has are no date to WordPress
    posts = Post.objects.published(at).exclude(path="")
    post = posts.filter(begins_with("slug", name), **_date_filters(dates)).order_by("slug", "pk").first()
    named = begins_with("slug", name) | begins_with("slug", unquote(name))
    pages = [] if dates else StaticPage.objects.filter(named, live=True).order_by("slug", "pk")[:20]
    page = next((page for page in pages if is_public(page, at)), None)
    if page and (post is None or page.slug < post.slug):  # WordPress takes the first of all in the order of names
        return moved(request, addresses_of(publication_of(request)).printed(page_path(page)), drop=drop)
    return moved(request, post.path, drop=drop) if post else None


def _date_filters(dates: list[str]) -> dict[str, int]:
    names = ("posted_on__year", "posted_on__month", "posted_on__day")
    return {name: int(part) for name, part in zip(names, dates, strict=False)}
