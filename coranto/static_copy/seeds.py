"""Where a copy begins: addresses that no page need link to. Everything else is found by following links.

Whether the public may see what stands at one is for the site to say, which is asked for each as a stranger would.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Permalink, Post
from coranto.publication.addresses import Addresses

ROWS = 2_000
FIXED = (
    "/",
    "/robots.txt",
    "/.well-known/security.txt",
    "/security.txt",
    "/favicon.ico",
    "/wp-sitemap.xml",
    "/sitemap.xml",
    "/news-sitemap.xml",
)
FEED_KINDS = ("rss", "atom", "rdf", "json")
OLD_FEEDS = ("/rss/", "/atom/", "/rdf/", "/wp-rss2.php", "/wp-atom.php", "/wp-rdf.php", "/wp-commentsrss2.php")


def first_addresses(addresses: Addresses, at: datetime.datetime) -> Iterator[str]:
    """The paths to begin with; some may lead nowhere."""
    yield from FIXED
    yield addresses.archives()
    yield addresses.source()
    yield from (addresses.feed("/", kind) for kind in FEED_KINDS)
    comments = addresses.comments_feed()
    yield comments
    yield from (addresses.printed(f"{comments}/{kind}") for kind in FEED_KINDS[1:])
    yield from OLD_FEEDS
    yield from date_archives(addresses, at)
    yield from attachment_pages(addresses, at)
    yield from former_addresses(at)


def date_archives(addresses: Addresses, at: datetime.datetime) -> Iterator[str]:
    """Every year, month and day with a post."""
    days = Post.objects.published(at).exclude(posted_on=None).order_by("posted_on").values_list("posted_on", flat=True)
    seen: set[str] = set()
    for day in days.distinct().iterator(ROWS):
        for path in (
            addresses.date(day.year),
            addresses.date(day.year, day.month),
            addresses.date(day.year, day.month, day.day),
        ):
            if path not in seen:
                seen.add(path)
                yield path


def attachment_pages(addresses: Addresses, at: datetime.datetime) -> Iterator[str]:
    """The pages of attachments, or what leads from there to the files; not of those below what is not public.

    The site would say so too, but what is asked for is written down in the ledger, which lies beside the pages.
    """
    posts = Post.objects.published(at).values("number")
    pages = StaticPage.objects.filter(live=True, is_private=False).values("number")
    public = Q(parent_number=None) | Q(parent_number__in=posts) | Q(parent_number__in=pages)
    paths = Attachment.objects.filter(public).exclude(path="").order_by("pk").values_list("path", flat=True)
    return (addresses.printed(path) for path in paths.iterator(ROWS))


def former_addresses(at: datetime.datetime) -> Iterator[str]:
    """What public posts were called before, and what somebody led elsewhere by hand."""
    former = Permalink.objects.filter(is_current=False, post__in=Post.objects.published(at)).order_by("pk")
    yield from former.values_list("path", flat=True).iterator(ROWS)
    made = Redirect.objects.order_by("pk").values_list("old_path", flat=True)
    yield from (path for path in made.iterator(ROWS) if "?" not in path)


def numbered_posts(at: datetime.datetime) -> Iterable[tuple[int, str]]:
    """The number and address of every public post, for ``/?p=N``, which servers with a rule for it can answer."""
    rows = Post.objects.published(at).exclude(path="").order_by("number").values_list("number", "path")
    return rows.iterator(ROWS)
