"""The addresses that both are asked: all that the content has, and the ways in which people get them nearly right."""

from collections.abc import Iterator

from django.utils import timezone

from coranto.core.addresses import normal_path
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Category, Post, Tag
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication
from tests.wordpress.beside.answers import HOST

SITE = (
    *(
        "/",
        "/page/2/",
        "/page/1/",
        "/page/99/",
        "/feed/",
        "/feed/atom/",
        "/feed/rdf/",
        "/feed",
        "/rss",
        "/rss2/",
        "/feed/rss2/",
    ),
    *(
        "/comments/feed/",
        "/comments/feed/atom/",
        "/atom/",
        "/rdf/",
        "/?feed=rss2",
        "/wp-rss2.php",
        "/wp-commentsrss2.php",
    ),
    *(
        "/robots.txt",
        "/wp-sitemap.xml",
        "/sitemap.xml",
        "/login",
        "/admin",
        "/dashboard",
        "/no/such/thing/",
        "/category/",
    ),
    *(
        "/tag/",
        "/author/",
        "/type/",
        "/2010/13/",
        "/2010/02/30/",
        "/2010/02/28/",
        "/1999/",
        "/?p=0",
        "/?p=abc",
        "/?p=999999",
    ),
    *(
        "/?paged=2",
        "/?m=201009",
        "/?year=2010&monthnum=9",
        "/?s=lorem",
        "/?s=",
        "/?s=nosuchword",
        "/?author=99",
        "/?cat=999999",
    ),
    *("/type/aside/", "/type/image/", "/type/quote/feed/", "/type/image/feed/atom/", "/type/nonsense/feed/"),
    *("/search/page/feed/", "/?s=page&feed=atom", "/?page_id=2&feed=rss2", "/?post_format=image&paged=1"),
    *("/index.php", "//", "/feed/nonsense/", "/category/nonsense/", "/tag/nonsense/", "/author/nonsense/"),
)
DEEP_EVERY = 6
METHODS = ("POST", "PUT", "DELETE", "OPTIONS")
BY_METHOD = (
    "/",
    "/page/2/",
    "/feed/",
    "/comments/feed/",
    "/robots.txt",
    "/wp-sitemap.xml",
    "/no/such/thing/",
    "/?s=edge",
)


def numbers_of_posts() -> dict[str, int]:
    """The number of each post by its whole address."""
    return {HOST + post.path: post.number for post in Post.objects.exclude(path="")}


def addresses() -> Iterator[tuple[str, str]]:
    """Kind and address."""
    publication = Publication.objects.current()
    yield from (("site", path) for path in SITE)
    yield from post_addresses()
    pages = StaticPage.objects.filter(live=True).order_by("number")
    for page in pages:
        path = normal_path(page_path(page))
        yield "pages", path
        yield "pages", path.rstrip("/")
        yield "numbers", f"/?page_id={page.number}"
    yield from listing_addresses(publication)


def post_addresses() -> Iterator[tuple[str, str]]:
    """Every public post; of some, all its doors."""
    posts = Post.objects.published(timezone.now()).exclude(path="").order_by("number")
    for place, post in enumerate(posts):
        path = post.path
        yield "numbers", f"/?p={post.number}"
        yield "posts", path
        yield "post feeds", f"{path}feed/"
        if place % DEEP_EVERY:
            continue
        parts = path.strip("/").split("/")
        yield "nearly right", path.rstrip("/")
        yield "nearly right", f"{path}?utm_source=letter"
        yield "nearly right", path.upper()
        yield "nearly right", f"/{parts[-1]}/"
        yield "nearly right", f"/{parts[0]}/{parts[-1]}"
        yield "nearly right", f"/1999/01/01/{parts[-1]}/"
        yield "nearly right", f"{path}%20"
        yield "nearly right", f"{path}trackback/"
        yield "parts", f"{path}2/"
        yield "parts", f"{path}0/"
        yield "parts", f"{path}page/2/"
        yield "parts", f"{path}comment-page-1/"
        yield "numbers", f"/?p={post.number}&feed=rss2"
        yield "numbers", f"/?p={post.number}&page=2"


def listing_addresses(publication: Publication) -> Iterator[tuple[str, str]]:
    """Archives of every kind, with their feeds and second pages."""
    made = addresses_of(publication)
    listings = [made.category(category.path) for category in Category.objects.order_by("pk")[:25]]
    listings += [made.tag(tag.slug) for tag in Tag.objects.order_by("pk")[:25]]
    listings += [made.author(author.slug) for author in Author.objects.order_by("pk")]
    for path in listings:
        yield "listings", path
        yield "listings", path.rstrip("/")
        below = path.rstrip("/")  # where addresses end without a slash, a slash is missing
        yield "listings", f"{below}/page/2/"
        yield "listing feeds", f"{below}/feed/"
        yield "listing feeds", f"{below}/feed/atom/"
    days = Post.objects.published(timezone.now()).exclude(posted_on=None).values_list("posted_on", flat=True)
    for day in sorted(set(days))[::4]:
        yield "archives", made.date(day.year)
        yield "archives", made.date(day.year, day.month)
        yield "archives", made.date(day.year, day.month, day.day)
        yield "archives", f"/{day.year}/{day.month}/"
