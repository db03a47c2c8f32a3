"""Addresses with several query fields, doubtful numbers, and what people and programs hang on to addresses."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils import timezone

from coranto.core.addresses import normal_path
from coranto.media.models import Attachment
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Category, Post, Tag
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication

FRONT = (
    *("m=2010", "m=20100905", "m=2010&paged=2", "m=201013", "m=20100230", "m=abc", "m=20", "year=2010", "year=10"),
    *("year=2010&monthnum=9&day=10", "year=2010&monthnum=13", "monthnum=9", "day=10", "year=1999", "m=1999"),
    *("paged=0", "paged=-1", "paged=abc", "paged=999", "paged=1", "paged=2&feed=rss2", "page=2", "cpage=2"),
    *("feed=atom", "feed=rdf", "feed=rss", "feed=feed", "feed=nonsense", "feed=comments-rss2", "feed=comments-atom"),
    *("feed=rss2&paged=2", "feed=rss2&paged=99", "withcomments=1", "feed=rss2&withcomments=1", "error=404"),
    *("s=edge&paged=2", "s=edge&feed=rss2", "s=edge&feed=atom", "s=nosuchword&feed=rss2", "s=nosuchword&paged=2"),
    *("p=", "p=-1", "p=0&page_id=0", "page_id=", "page_id=abc", "page_id=999999", "attachment_id=999999", "cat=abc"),
    *("cat=0", "cat=-1", "cat=", "tag=", "tag=nonsense", "author=abc", "author=0", "author_name=nonsense", "name="),
    *("name=nonsense", "pagename=nonsense", "category_name=nonsense", "utm_source=x", "fbclid=1&utm_medium=y"),
    *("preview=true", "replytocom=1", "post_type=post", "rest_route=/", "s=edge&p=1", "tag_id=999999", "static=1"),
)
AT_POSTS = (
    *("?cpage=1", "?cpage=0", "?cpage=abc", "?page=2", "?paged=2", "?feed=rss2", "?feed=atom", "?s=edge", "?p=1"),
    *("?replytocom=1", "?replytocom=abc", "?preview=true", "?attachment_id=1", "?m=2010", "?cat=1", "?author=1"),
    *("feed/atom/", "feed/rdf/", "feed/rss/", "feed/nonsense/", "feed/feed/", "feed", "embed/", "embed", "embed/2/"),
    *("comment-page-2/", "comment-page-99/", "comment-page-0/", "comment-page-abc/", "comment-page-1/feed/"),
    *("1/", "01/", "99/", "-1/", "abc/", "page/1/", "page/99/", "page/abc/", "2/feed/", "attachment/", "amp/", "."),
    *(",", ")", "index.php", "feed/?paged=2", "feed/?withcomments=1", "trackback", "%20%20", "&amp;utm=1", "//"),
)
AT_LISTINGS = (
    *("page/0/", "page/01/", "page/1/", "page/99/", "page/abc/", "page/2", "feed", "feed/rdf/", "feed/rss/"),
    *("feed/rss2/", "feed/nonsense/", "feed/feed/", "feed/?paged=2", "page/2/feed/", "embed/", "?paged=2", "?paged=1"),
    *("?feed=rss2", "?feed=atom", "?p=1", "?cat=1", "?m=2010", "?utm_source=x", "2/", "abc/", "index.php", "%20"),
)
BESIDE_NUMBERS = ("cpage=1", "paged=2", "feed=atom", "feed=comments-rss2", "m=2010", "cat=1", "s=x", "name=x", "page=1")
SEVERAL = (
    *("?cat={cat}&tag={tag}", "?cat={cat}&tag={tag}&paged=2", "?cat={cat}&tag={tag}&feed=rss2", "?cat={cat},{other}"),
    *(
        "?cat={cat},{other}&paged=2",
        "page/2/?cat={cat}",
        "page/2/?cat={cat}&tag={tag}",
        "?cat=-{cat}",
        "?cat={cat},-{other}",
    ),
    *(
        "?cat={cat}&author={author}",
        "?author={author}&tag={tag}",
        "?author_name={name}&cat={cat}",
        "?cat={cat}+{other}",
    ),
    *(
        "?category_name={slug}&tag={tag}",
        "?category_name={slug}&cat={other}",
        "?tag={tag}&category_name={slug}&paged=1",
    ),
    *("category/{slug}/?tag={tag}", "category/{slug}/?author={author}", "category/{slug}/?author_name={name}"),
    *("category/{slug}/?cat={other}", "category/{slug}/?year=2012", "category/{slug}/?monthnum=9"),
    *("category/{slug}/?order=asc", "category/{slug}/page/2/?order=asc", "category/{slug}/?orderby=title&order=asc"),
    *(
        "category/{slug}/feed/?tag={tag}",
        "category/{slug}/?tag=nonsense",
        "tag/{tag}/?cat={cat}",
        "tag/{tag}/?year=2012",
    ),
    *("tag/{tag}/?author_name={name}", "author/{name}/?cat={cat}", "author/{name}/?tag={tag}", "author/{name}/2012/"),
    *("2012/?cat={cat}", "2012/?tag={tag}", "2012/?author={author}", "2012/?day=15", "2012/03/?day=15", "2012/?w=11"),
    *(
        "?year=2012&cat={cat}",
        "?m=2012&tag={tag}",
        "?year=2012&tag=nonsense",
        "?year=2012&day=15",
        "?monthnum=9&cat={cat}",
    ),
    *("?monthnum=1&paged=2", "page/2/?order=asc", "?monthnum=3&day=15", "?w=11", "?w=60", "?hour=17", "?minute=0"),
    *("?day=32", "?hour=17&cat={cat}", "?order=asc", "?orderby=title&order=asc", "?orderby=ID", "?orderby=nonsense"),
    *(
        "?posts_per_page=3",
        "?cat[]={cat}&cat[]={other}",
        "?taxonomy=category&term={slug}",
        "?taxonomy=post_tag&term={tag}",
    ),
)
QUERIES = ("", "&paged=2", "&paged=1", "&paged=99", "&feed=rss2", "&feed=atom", "&feed=nonsense", "&utm=1", "&m=2010")


def combined_addresses() -> Iterator[tuple[str, str]]:
    """Kind and address of each."""
    yield from (("queries", f"/?{query}") for query in FRONT)
    yield from _posts()
    yield from _pages()
    yield from _listings()
    yield from _files()


def _posts() -> Iterator[tuple[str, str]]:
    """Of some posts with comments and some without, everything; and their numbers with more fields."""
    public = (
        Post.objects.published(timezone.now())
        .exclude(path="")
        .exclude(posted_on=None)
        .order_by("-comment_count", "number")
    )
    chosen = list(public)
    for post in (*chosen[:2], *chosen[-2:]):
        yield from (("at posts", f"{post.path}{tail}") for tail in AT_POSTS)
        parts = post.path.strip("/").split("/")
        yield from (("dates", f"/{'/'.join(parts[:cut])}/{parts[-1][:9]}/") for cut in range(1, 3))
        day = post.posted_on
        yield "dates", f"/{day.year}/{day.month}/{day.day}/{parts[-1]}/"
        yield "dates", f"/{day:%Y/%m}/31/{parts[-1]}/"
        for more in (
            "cpage=1",
            "paged=2",
            "feed=atom",
            "feed=comments-rss2",
            "m=2010",
            "cat=1",
            "s=x",
            "name=x",
            "page=1",
        ):
            yield "queries", f"/?p={post.number}&{more}"
        yield "queries", f"/?page_id={post.number}"
        yield "queries", f"/?attachment_id={post.number}"
        yield "queries", f"/?p={post.number}abc"
        yield "queries", f"/?name={parts[-1]}"
        yield "queries", f"/index.php?p={post.number}"


def _pages() -> Iterator[tuple[str, str]]:
    rows = StaticPage.objects.filter(live=True).annotate(much=Count("pk")).order_by("-depth", "number")
    for page in (*rows[:1], *rows.order_by("number")[:1]):
        path = normal_path(page_path(page))
        yield from (("at pages", f"{path}{tail}") for tail in AT_POSTS)
        yield "queries", f"/?pagename={path.strip('/')}"
        yield "queries", f"/?pagename={path.strip('/')}&page=2"
        yield "queries", f"/?p={page.number}"


def _listings() -> Iterator[tuple[str, str]]:
    made = addresses_of(Publication.objects.current())
    categories = list(Category.objects.order_by("pk")[1:4])
    tags = list(Tag.objects.annotate(much=Count("posts")).order_by("-much", "pk")[:2])
    authors = list(Author.objects.annotate(much=Count("posts")).order_by("-much", "pk")[:1])
    paths = [made.category(row.path) for row in categories[:2]] + [made.tag(tags[0].slug), made.author(authors[0].slug)]
    for path in (*paths, "/", "/2010/", "/2012/01/"):
        yield from (("at listings", f"{path}{tail}") for tail in AT_LISTINGS)
    for query in QUERIES:
        yield "queries", f"/?cat={categories[0].number}{query}"
        yield "queries", f"/?category_name={categories[0].slug}{query}"
        yield "queries", f"/?tag={tags[0].slug}{query}"
        yield "queries", f"/?tag_id={tags[0].number}{query}"
        yield "queries", f"/?author={authors[0].number}{query}"
        yield "queries", f"/?author_name={authors[0].slug}{query}"
    yield "queries", f"/?cat={categories[0].number},{categories[1].number}"
    yield "queries", f"/?cat={categories[0].number}&tag={tags[0].slug}"
    yield "queries", f"/?tag={tags[0].slug},{tags[1].slug}"
    yield "queries", f"/?tag={tags[0].slug}+{tags[1].slug}"
    yield "queries", f"/?category_name={categories[0].slug},{categories[1].slug}"
    most = list(Category.objects.annotate(much=Count("posts")).order_by("-much", "pk")[:2])
    names = {"cat": most[0].number, "slug": most[0].slug, "other": most[1].number, "tag": tags[0].slug}
    names |= {"author": authors[0].number, "name": authors[0].slug}
    yield from (("several fields", f"/{query.format(**names)}") for query in SEVERAL)
    yield "at listings", f"/category/{categories[0].slug},{categories[1].slug}/"
    yield "at listings", f"/category/{categories[0].slug}+{categories[1].slug}/feed/"
    yield "at listings", f"/category/{categories[0].slug.upper()}/"
    yield "at listings", f"/category/nonsense/{categories[0].slug}/"


def _files() -> Iterator[tuple[str, str]]:
    for file in Attachment.objects.exclude(path="").order_by("number")[::6]:
        path = normal_path(file.path)
        yield "files", f"/?attachment_id={file.number}"
        yield "files", f"/?p={file.number}"
        yield "files", path
        yield "files", path.rstrip("/")
        yield from (("files", f"{path}{tail}") for tail in ("feed/", "embed/", "comment-page-1/", "2/", "?cpage=1"))
        yield "files", f"/{path.strip('/').split('/')[-1]}/"
