"""Feeds at every address that WordPress has them at: ``…/feed/``, ``…/feed/atom/`` after any listing or post."""

import datetime
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from coranto.comments.models import Comment
from coranto.core import made_of
from coranto.core.addresses import lower_hex, normal_path
from coranto.core.database.prepared_queries import PreparedRows, given_moment
from coranto.core.strangers_text import plain_number
from coranto.feeds import atom, json_feed, rdf, rss
from coranto.feeds.comment_items import comment_items, newest_comments
from coranto.feeds.contents import Feed, FeedItem
from coranto.feeds.discussions import Discussion, find_discussion
from coranto.feeds.found_items import found_items
from coranto.feeds.headers import SITE, Followed, add_links, discussion_followed, listing_followed
from coranto.feeds.post_items import page_item, post_items
from coranto.feeds.titles import listing_title
from coranto.posts.listings.choices import is_asked, read_choice
from coranto.posts.listings.chosen import chosen_listing
from coranto.posts.listings.finding import find_bare_category, find_listing, split_page, valid_date
from coranto.posts.listings.listing import Listing, home_listing, posts_of
from coranto.posts.models import Post
from coranto.posts.search.asked import read_asked, words_in_path
from coranto.posts.search.page import newest_found
from coranto.posts.search.questions import LONGEST
from coranto.posts.search.within import Within, read_within
from coranto.publication.addresses import Addresses, absolute, addresses_of
from coranto.publication.current import public_page, publication_of, read_by_any_method
from coranto.publication.models import Publication
from coranto.publication.redirecting import is_untidy, moved

FORMATS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "rss": (rss.MIME_TYPE, rss.write),
    "atom": (atom.MIME_TYPE, atom.write),
    "rdf": (rdf.MIME_TYPE, rdf.write),
    "json": (json_feed.MIME_TYPE, json_feed.write),
}
KINDS = {"feed": "rss", "rss": "rss", "rss2": "rss", "atom": "atom", "rdf": "rdf", "json": "json"}
"""The formats by all their names."""
FORGOTTEN = frozenset({"author", "m"})
"""Fields that WordPress forgets where they stand alone behind the feed of the site."""
FRONT_FILE, COMMENTS = "index.php/", "/comments/"
SLASHES = re.compile("/{2,}")
COMMENT_PAGE = re.compile(r"/comment-page-\d{1,9}/$")
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@read_by_any_method
@public_page
def show_feed(request: HttpRequest, path: str = "", kind: str = "rss") -> HttpResponse:
    """The feed of the listing at ``path``, of the discussion below the post at it, or of a search.

    The feed of what is not there is empty, as in WordPress: feed readers go on asking, and something may come.
    """
    publication, addresses = publication_of(request), addresses_of(publication_of(request))
    is_below_file = addresses.front.startswith(f"/{FRONT_FILE}")
    path = SLASHES.sub("/", path if is_below_file else path.removeprefix(FRONT_FILE))
    here = COMMENT_PAGE.sub("/", normal_path(path))
    spelled, kind = kind, KINDS.get(kind, kind)
    words = (words_in_path(f"/{path}") or (request.GET.get("s", "") if here == "/" else ""))[:LONGEST].strip()
    if words and (spelled == "rss2" or here != "/") and "//" not in request.path:
        return answer(request, kind, lambda: search_feed(request, publication, words))
    if elsewhere := better_address(request, here, kind, addresses, has_words=bool(words)):
        return elsewhere
    if words:
        return answer(request, kind, lambda: search_feed(request, publication, words))
    discussion = find_discussion(here, publication) if here != "/" else None
    if discussion is not None:
        return show_thread_feed(request, discussion, kind)
    listing = find_listing(here, addresses) or find_bare_category(here, addresses)
    if listing is None:
        return show_empty_feed(request, publication, here, kind)
    if words := request.GET.get("s", "")[:LONGEST].strip():
        within = read_within(listing, request.GET, addresses)
        return answer(request, kind, lambda: search_feed(request, publication, words, within))
    if is_asked(request.GET):
        listing = chosen_listing(listing, read_choice(listing, request.GET), request.GET)
    make = partial(listing_feed, request, publication, listing)
    return answer(request, kind, make, listing_followed(listing))


def better_address(
    request: HttpRequest, here: str, kind: str, addresses: Addresses, *, has_words: bool
) -> HttpResponse | None:
    """The redirect to where the feed of what stands at ``here`` is, as the fields and the spelling have it."""
    if here in (COMMENTS, f"/{FRONT_FILE}comments/"):
        return moved(request, addresses.comments_feed(kind))
    thing = split_page(here).path
    proper = addresses.feed(thing, kind)  # that of page 2 is that of the listing
    if named := KINDS.get(request.GET.get("feed", "")):
        return moved(request, addresses.feed(thing, named), drop=frozenset({"feed"}))
    if here == "/" and request.GET.get("withcomments") == "1":
        return moved(request, addresses.comments_feed(kind))
    if named := post_asked(request) if here == "/" else "":
        return moved(request, addresses.feed(named, kind), drop=frozenset({"p"}))
    if here == "/" and len(request.GET) == 1 and (dropped := next(iter(FORGOTTEN & request.GET.keys()), "")):
        return moved(request, proper, drop=frozenset({dropped}))
    if not has_words and request.GET.get("paged") == "1":
        return moved(request, proper, drop=frozenset({"paged"}))
    is_proper = normal_path(request.path) == normal_path(proper) and not is_untidy(request.path, proper)
    return None if is_proper else moved(request, proper)


def post_asked(request: HttpRequest) -> str:
    """The address of the public post that ``p`` names; nothing where there is none."""
    number = plain_number(request.GET.get("p", ""))
    posts = Post.objects.published(timezone.now()).filter(number=number) if number else Post.objects.none()
    return posts.values_list("path", flat=True).first() or ""


@read_by_any_method
@public_page
def show_search_feed(request: HttpRequest, *, words: str, kind: str, within: Within | None = None) -> HttpResponse:
    """The feed of a search at whatever address it was asked for."""
    followed = listing_followed(within.base) if within else SITE

    def make() -> Feed:
        return search_feed(request, publication_of(request), words[:LONGEST].strip(), within)

    return answer(request, kind, make, followed)


@read_by_any_method
@public_page
def show_comments_feed(request: HttpRequest, kind: str = "rss") -> HttpResponse:
    """The newest comments of the whole site."""
    publication = publication_of(request)
    kind = KINDS.get(kind, kind)
    proper = addresses_of(publication).comments_feed(kind)
    if normal_path(request.path) != normal_path(proper) or is_untidy(request.path, proper):
        return moved(request, proper)
    if page_number(request) > 1:
        raise Http404("This feed has one page, as in WordPress.")

    def make() -> Feed:
        comments = newest_comments(publication.posts_per_feed)
        title = _("Comments for %(site)s") % {"site": publication.name}
        items = comment_items(comments, publication)
        return frame(request, publication, title, settings.PUBLIC_URL, items, of_comments=True)

    return answer(request, kind, make)


def show_thread_feed(request: HttpRequest, discussion: Discussion, kind: str) -> HttpResponse:
    """The newest comments on one thing; a former address leads to the present one.

    RDF has the thing itself, and so has every kind with ``?withoutcomments=1``.
    """
    publication, on = publication_of(request), discussion.on
    is_page = discussion.rest_kind == "pages"
    if discussion.is_moved:
        return moved(request, addresses_of(publication).feed(on.path, kind))

    def make() -> Feed:
        is_itself = kind == "rdf" or request.GET.get("withoutcomments") == "1"
        if is_itself and (items := itself(discussion, publication)):
            feed = frame(request, publication, f"{on.title} – {publication.name}", settings.PUBLIC_URL, items)
            return replace(feed, updated_at=discussion.changed_at()) if kind == "rdf" else feed
        comments = discussion.comments.select_related("thread").order_by("-posted_at", "-pk")
        items = comment_items(list(comments[: publication.posts_per_feed]), publication, on)
        title = _("Comments on %(title)s") if kind == "atom" else _("Comments on: %(title)s")
        feed = frame(request, publication, title % {"title": on.title}, absolute(on.path), items, of_comments=True)
        site_url = settings.PUBLIC_URL if is_page and kind != "atom" else absolute(on.path)
        return replace(feed, updated_at=discussion.changed_at(), site_url=site_url)

    return answer(request, kind, make, discussion_followed(discussion))


def itself(discussion: Discussion, publication: Publication) -> tuple[FeedItem, ...]:
    """What is discussed as an item: a post or a page."""
    if discussion.post is not None:
        return post_items([discussion.post], publication)
    shows_text = publication.feed_text == Publication.FeedText.FULL
    page = discussion.page
    return (
        (page_item(page, absolute(discussion.on.path), publication, shows_text=shows_text),) if page is not None else ()
    )


def listing_feed(request: HttpRequest, publication: Publication, listing: Listing) -> Feed:
    """The newest posts of a listing, or an older page of them (``?paged=2``, as in WordPress)."""
    start = (page_number(request) - 1) * publication.posts_per_feed
    count = listing.count()
    if start and start >= count:
        raise Http404
    ids = listing.post_ids(start=start, length=publication.posts_per_feed, count=count)
    posts = posts_of(ids, at=timezone.now())
    home = settings.PUBLIC_URL if listing.kind == "home" else absolute(listing.path)
    title = listing_title(listing, publication, page_number(request))
    return frame(request, publication, title, home, post_items(posts, publication))


def show_empty_feed(request: HttpRequest, publication: Publication, here: str, kind: str) -> HttpResponse:
    """The feed of what is not there. The comments of a listing lead to its feed; a root of listings alone has none."""
    addresses = addresses_of(publication)
    if here.endswith(COMMENTS) and here != COMMENTS:
        return moved(request, addresses.feed(here.removesuffix(COMMENTS) + "/", kind))
    if valid := valid_date(here, addresses):
        return moved(request, valid)
    if here in roots_of(publication):
        raise Http404("All categories together have no feed, nor have all tags or authors.")
    return answer(request, kind, lambda: empty_feed(request, publication, here), is_kept=False)


def roots_of(publication: Publication) -> tuple[str, ...]:
    """The paths below which listings stand."""
    addresses = addresses_of(publication)
    roots = (addresses.category_root, addresses.tag_root, addresses.author_root, addresses.format_root)
    return tuple(normal_path(root) for root in roots)


def empty_feed(request: HttpRequest, publication: Publication, here: str) -> Feed:
    """The feed of what is not there: titled as a listing below the roots of those, else as a discussion."""
    is_listing = here.startswith(roots_of(publication))
    title = publication.name if is_listing else _("Comments on: %(title)s") % {"title": _("Untitled")}
    return frame(request, publication, title, settings.PUBLIC_URL, (), of_comments=not is_listing)


def page_number(request: HttpRequest) -> int:
    """Which page of the feed is asked for: ``paged``, as in WordPress."""
    return plain_number(request.GET.get("paged", "")) or 1


def search_feed(request: HttpRequest, publication: Publication, words: str, within: Within | None = None) -> Feed:
    """The newest posts with these words, or an older page of them; all that further fields ask for counts."""
    length = publication.posts_per_feed
    start = (page_number(request) - 1) * length
    within = within or read_within(home_listing(), request.GET, addresses_of(publication))
    asked = read_asked(QueryDict(), query=words, within=within)
    places = newest_found(asked, publication, start=start, length=length)
    if start and not places:
        raise Http404
    title = _("Search Results for “%(query)s”") % {"query": words}
    items = found_items(places, publication, at=timezone.now())
    home = f"{absolute('/')}?{urlencode({'s': words})}"
    return frame(request, publication, f"{title} – {publication.name}", home, items)


def frame(
    request: HttpRequest,
    publication: Publication,
    title: str,
    home_url: str,
    items: tuple[FeedItem, ...],
    *,
    of_comments: bool = False,
) -> Feed:
    """The channel around the items. Its own address is the one that was asked for, as in WordPress."""
    updated = max((item.modified_at for item in items), default=None) or last_post_change()
    return Feed(
        id=""
        if of_comments
        else absolute(addresses_of(publication).feed("/", "atom")),  # WordPress's, of every listing
        title=title,
        description=publication.tagline,
        url=absolute(as_written(request.get_full_path())),
        home_url=home_url,
        site_url=settings.PUBLIC_URL,
        site_name=publication.name,
        language=publication.language.replace("_", "-"),
        updated_at=updated,
        items=items,
        icon_url=absolute(publication.icon.file.url) if publication.icon else "",
        of_comments=of_comments,
    )


def as_written(address: str) -> str:
    """An address with its path in WordPress's spelling, percent-encoded in lower-case hex."""
    path, mark, query = address.partition("?")
    return lower_hex(path) + mark + query


def answer(
    request: HttpRequest, kind: str, make: Callable[[], Feed], followed: Followed = SITE, *, is_kept: bool = True
) -> HttpResponse:
    """The feed in its format, or 304 where the reader has the newest state of the site already.

    ``Last-Modified`` is of the whole site, not of the feed, as in WordPress: it is found in three index look-ups.
    """
    mime_type, write = FORMATS[kind]
    publication = publication_of(request)
    changed = last_change(publication)
    etag = f'"{hashlib.md5(changed.isoformat().encode(), usedforsecurity=False).hexdigest()}"'
    headers = {"Last-Modified": http_date(int(changed.timestamp())), "ETag": etag}
    response = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()))
    if response is None:
        response = HttpResponse(write(make()), content_type=f"{mime_type}; charset=UTF-8")
    if is_kept:
        made_of.keep()
    for name, value in {**headers, "Cache-Control": "public, max-age=0, must-revalidate"}.items():
        response.headers[name] = value
    add_links(response, publication, followed)
    return response


def last_post_change() -> datetime.datetime:
    """When the newest change to a public post was made: what WordPress says of a feed without items."""
    posts = Post.objects.published(timezone.now()).order_by("-modified_at", "-pk")
    return posts.values_list("modified_at", flat=True).first() or NEVER


def last_change(publication: Publication) -> datetime.datetime:
    """When anything that feeds show changed last."""
    now = timezone.now()
    found = [moment for rows in (_changed, _posted, _said) for (moment,) in rows.all(at=now)]
    newest: datetime.datetime = max(each for each in (publication.changed_at, *found, NEVER) if each <= now)
    return newest


_changed = PreparedRows(lambda: Post.objects.order_by("-modified_at", "-pk").values_list("modified_at")[:1])
_posted = PreparedRows(lambda: Post.objects.published(given_moment("at")).newest_first().values_list("posted_at")[:1])
_said = PreparedRows(lambda: Comment.objects.published().newest_first().values_list("posted_at")[:1])
