"""What few ask: old names of feeds, fields hung on other addresses, fields that name files, and REST's fields."""

from collections.abc import Iterator
from typing import TypeVar
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from coranto.comments.models import Comment
from coranto.core.addresses import normal_path
from coranto.media.models import Attachment
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Category, Post, Tag
from coranto.publication.addresses import absolute, addresses_of
from coranto.publication.models import Publication
from tests.wordpress.beside.rest_questions import rest_addresses

Row = TypeVar("Row", bound=Model)
OLD_FEEDS = (
    *("rss/", "rss2/", "atom/", "rdf/", "atom", "feed/?feed=atom", "comments/feed/", "?feed=comments-rss2"),
    *("feed/?withoutcomments=1", "feed/rss2", "rss"),
)
HUNG_ON = (
    *(
        "?p={post}",
        "?page_id={page}",
        "?p=999999",
        "?name={slug}",
        "?name=nonsense",
    ),
    *("?year=1999", "?day=31", "?hour=23", "?feed=nonsense"),
)
FRONT = (
    *("?sitemap=index", "?sitemap=posts&sitemap-subtype=post&paged=1", "?sitemap=users&paged=1", "?sitemap=posts"),
    *("?sitemap=posts&sitemap-subtype=page", "?sitemap=taxonomies&sitemap-subtype=category&paged=1"),
    *("?s=&paged=2", "?s=lorem&paged=1", "?s=&feed=atom", "index.php?s=nosuchword", "search/nosuchword"),
    *("search/Nosuchword/", "search/NOSUCHWORD/feed/", "search/nosuchword/feed/atom", "?name={begin}", "?name={name}"),
    *(
        "?pagename={below}",
        "?pagename={name}/",
        "?m=2012-01",
        "?m=2012/01",
        "?m=x2012",
        "?m=0",
        "?year=0",
        "?year=20120",
    ),
    *("?year=2012&monthnum=1&day=32", "?year=2012&monthnum=2&day=30", "feed/?feed=atom", "feed/?withcomments=1"),
    *("comments/feed", "comments/feed/atom", "comments/feed/?paged=2", "comments/feed/rss2/", "index.php/feed/"),
    *("index.php/feed/atom/", "index.php/comments/feed/", "index.php/2012/feed/", "index.php/robots.txt"),
    *("index.php/wp-sitemap.xml", "robots.txt/", "wp-sitemap.xml/", "category/feed/", "tag/feed/", "/feed/"),
    *(
        "?p={post}&name=x",
        "?p={post}&preview=true",
        "?static=1",
        "?title=x",
        "?post_type=nonsense",
        "?taxonomy=category",
    ),
)
LISTS = {
    "posts": (
        *("?page=2", "?page=99", "?offset=5&per_page=3", "?offset=999", "?search=template", "?search=-lorem"),
        *("?after=2012-01-01T00:00:00", "?before=2012-01-01T00:00:00Z", "?modified_after=2012-01-01T00:00:00"),
        *("?author=2,3", "?author_exclude={author}", "?include=1,{post}&orderby=include", "?exclude={post}"),
        *("?slug={slug},nonsense", "?sticky=true", "?sticky=0", "?categories={cat}", "?categories_exclude={cat}"),
        *("?categories[terms]={cat}&categories[include_children]=true", "?tags={tag}&categories={cat}&tax_relation=OR"),
        *("?status=any", "?status=nonsense", "?orderby=modified", "?orderby=id&order=asc", "?orderby=title"),
        *("?orderby=include_slugs", "?orderby=relevance", "?per_page=0", "?per_page=101", "?page=-1", "?order=up"),
    ),
    "pages": ("?parent=0", "?parent_exclude=0", "?orderby=include_slugs", "?search=page", "?slug={name}", "?page=99"),
    "media": (
        "?parent=0",
        "?slug={file_slug}",
        "?orderby=include_slugs",
        "?status=publish",
        "?author={author}",
        "?page=99",
    ),
    "comments": (
        *(
            "?post={post}",
            "?post=999999",
            "?parent=0",
            "?orderby=id",
            "?orderby=include",
            "?status=hold",
            "?type=pingback",
        ),
        *("?author_email=a@b.cd", "?after=2012-01-01T00:00:00", "?offset=3", "?order=asc", "?page=99", "?password=x"),
        *("?orderby=post&order=asc", "?orderby=parent&order=asc", "?orderby=type&order=asc"),
    ),
    "categories": (
        *("?parent=0", "?post={post}", "?post=999999", "?slug={cat_slug}", "?include={cat}", "?page=99", "?offset=3"),
        *("?include=0", "?exclude={cat}", "?orderby=id", "?orderby=slug&order=desc", "?context=edit"),
    ),
    "tags": (
        "?post={post}",
        "?search=a&orderby=slug",
        "?include=0",
        "?exclude=0",
        "?orderby=id&order=desc",
        "?page=99",
    ),
    "users": (
        "?slug={author_slug}",
        "?include={author}",
        "?roles=author",
        "?who=authors",
        "?orderby=email",
        "?context=edit",
    ),
    "search": ("?search=nosuchword", "?type=nonsense", "?subtype=nonsense", "?type=post-format", "?page=99"),
}
ONES = (
    *("posts/{post}", "posts/{post}?context=embed", "posts/{post}?_fields=title.rendered,_links.self"),
    *(
        "posts/{post}?_envelope&_fields=id",
        "posts/999999?_envelope",
        "posts/{post}?_method=DELETE",
        "posts/{post}/revisions",
    ),
    *(
        "posts/{post}?_embed=author&_fields=_links.author,_embedded",
        "posts/{post}?_embed=wp:term&_fields=_links,_embedded",
    ),
    *("pages/{page}", "pages/{page}?_embed&_fields=id,_links,_embedded", "pages/{post}", "comments/999999"),
    *(
        "categories/{cat}",
        "categories/{cat}?_embed",
        "tags/{tag}?context=embed",
        "users/{author}",
        "users/{author}?context=edit",
    ),
    *(
        "users/me",
        "users/999",
        "statuses",
        "taxonomies/category",
        "types/nonsense",
        "settings",
        "menus",
        "themes",
        "nonsense",
    ),
)
EMBEDDED = ("", "&maxwidth=300", "&maxwidth=10", "&maxwidth=abc", "&format=nonsense", "&_fields=title", "&maxheight=9")
V2 = "/wp-json/wp/v2/"


def further_addresses() -> Iterator[tuple[str, str]]:
    """Kind and address of each."""
    names, places = _named(), _places()
    for place in places:
        yield from (("old feed names", f"{place.rstrip('/')}/{tail}") for tail in OLD_FEEDS)
        yield from (("fields hung on", f"{place}{tail.format(**names)}") for tail in HUNG_ON)
    yield from (("further queries", f"/{tail.format(**names)}") for tail in FRONT)
    for kind, queries in LISTS.items():
        yield from (("REST lists", f"{V2}{kind}{query.format(**names)}&_fields=id") for query in queries)
    yield from (("REST", V2 + path.format(**names)) for path in ONES)
    for address in (
        f"{places[0]}",
        f"{places[0]}2/",
        f"/?p={names['post']}",
        f"/?attachment_id={names['file']}",
        "/x/",
    ):
        url = quote(absolute(address), safe="")
        yield from (("oEmbed", f"/wp-json/oembed/1.0/embed?url={url}{more}") for more in EMBEDDED)
    yield from (("REST", f"{place}?rest_route=/wp/v2/posts/{names['post']}&_fields=id") for place in places[:3])
    yield "REST", f"/?rest_route=wp/v2/posts/{names['post']}"
    yield from rest_addresses(names, places[0], settings.PUBLIC_URL)


def _post() -> Post:
    """The public post with the most comments."""
    posts = Post.objects.published(timezone.now()).exclude(path="").exclude(posted_on=None)
    return posts.order_by("-comment_count", "number")[0]


def _places() -> list[str]:
    """A post, a page, and a listing of each kind."""
    made, page = (
        addresses_of(Publication.objects.current()),
        StaticPage.objects.filter(live=True, is_private=False).order_by("number")[0],
    )
    category, tag = _most(Category.objects.all()), _most(Tag.objects.all())
    author = _most(Author.objects.all())
    listings = (made.category(category.path), made.tag(tag.slug), made.author(author.slug), made.date(2012))
    return [_post().path, normal_path(page_path(page)), *listings]


def _most(rows: QuerySet[Row]) -> Row:
    """The one with the most posts."""
    found: Row = rows.annotate(much=Count("posts")).order_by("-much", "pk")[0]
    return found


def _named() -> dict[str, str | int]:
    """Numbers and names to ask for."""
    post, pages = _post(), StaticPage.objects.filter(live=True, is_private=False)
    page, below = pages.order_by("number")[0], pages.order_by("-depth", "number")[0]
    category, tag, author = _most(Category.objects.all()), _most(Tag.objects.all()), _most(Author.objects.all())
    file = Attachment.objects.exclude(path="").exclude(parent_number=None).order_by("number")[0]
    slug = post.path.strip("/").split("/")[-1]
    return {
        **{"post": post.number, "slug": slug, "begin": slug[:-2], "page": page.number, "name": page.slug},
        **{"below": below.slug, "file": file.number, "file_slug": file.slug, "cat": category.number},
        **{"comment": Comment.objects.published().filter(thread__post=post).order_by("pk")[0].pk},
        **{"cat_slug": category.slug, "tag": tag.number, "author": author.number, "author_slug": author.slug},
    }
