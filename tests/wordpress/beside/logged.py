"""What the log of an old weblog holds: fields behind every address, two at once, tails, addresses nearly right."""

from collections.abc import Iterator
from itertools import combinations
from urllib.parse import quote

from django.db.models import Count
from django.utils import timezone

from coranto.comments.models import Comment
from coranto.core.addresses import normal_path
from coranto.media.models import Attachment
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Category, Post, Tag
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication

TAILS = (
    *("page/0/", "page/1/", "page/2/", "page/999/", "comment-page-1/", "comment-page-2/", "2/", "0/", "embed/"),
    *("feed/", "feed/atom/", "feed/rdf/", "feed/rss/", "feed//", "feed/page/2/", "trackback/", "feed/?paged=1"),
    *("page/2/?utm_source=x", "?replytocom=abc", "?page=2", "?m=201201&paged=2", "?order=desc", "index.html"),
)
AT_FRONT = (
    *("m={month}&cat={cat}", "m={month}&paged=2", "author={author}&paged=2", "cat={cat}&paged=2&feed=rss2"),
    *("cat={cat}&m={year}&paged=1", "s={word}&paged=1&feed=rss2", "s=", "s=&cat={cat}", "s=+{word}+", "s={word}%20the"),
    *("s={word}&submit=Search", "s={word}&x=0&y=0", "s=%E2%82%AC", "s=a%2Bb", "s=%22{word}+page%22", "S={word}"),
    *("s={word}&post_type=post", "cat={cat}&s={word}&paged=1", "p={post}&cpage=1", "p={post}&replytocom={comment}"),
    *("p={post}&more=1", "p={post}&page=1", "p={post}&utm_source=x", "page_id={page}&page=2", "p={post}&cat={cat}"),
    *(
        "p=0{post}",
        "p={post}/",
        "p={post}%20",
        "p={post}%22",
        "p={post},",
        "page_id={page}/",
        "cat={cat}/",
        "m={year}/",
    ),
    *("cat={cat}%20", "cat=0{cat}", "cat={cat}abc", "tag={tag}/", "tag={tag_upper}", "m={year}0", "m={year}13"),
    *("author={author}/", "author={author}abc", "author_name={author_name}&paged=1", "category_name={slug}/"),
    *("category_name={parent}/{slug}", "category_name={slug_upper}", "feed=rss2&p={post}&cpage=1", "feed=RSS2"),
    *(
        "feed=rss2&cat={cat}&tag={tag}",
        "feed=atom&author={author}",
        "feed=rss2&author_name={author_name}",
        "feed=rss2/",
    ),
    *("feed=comments-rss2&p={post}", "feed=comments-rss2&cat={cat}", "paged=2/", "paged=02", "paged=2&cat={cat}&s="),
    *("year={year}&paged=2", "year={year}&monthnum=1&paged=1", "year={year}&monthnum=01&day=03&name={name}"),
    *("year={year}&monthnum=01&name={name}", "attachment_id={file}&cpage=1", "attachment={file_name}"),
    *("page_id={page}&feed=rss2&paged=1", "subcats={cat}", "cat={cat}&orderby=date&order=desc", "withcomments=1&s=x"),
)
SPELLED = (
    *("search/{word}/page/2/", "search/{word}+page/", "search/{word}%20page/", "search/{word}/feed/rss/", "search/"),
    *("search/{word}", "search/%E2%82%AC/", "search/a%2Fb/", "search/{word}/page/1/", "search/{word}?paged=2"),
    *(
        "{year}/13/feed/",
        "{year}/1/feed/",
        "{year}/1/",
        "{year}/01",
        "{year}/01/page/1/",
        "{year}/1/page/2/",
        "{year}/0/",
    ),
    *(
        "{year}/01/32/",
        "{year}/02/30/feed/",
        "1999/feed/",
        "{year}/00/",
        "0000/",
        "99999/",
        "{year}//01/",
        "{year}/1/3",
    ),
    *("{year}/01/03/page/2/", "{year}/12/25/", "{year}/jan/", "date/{year}/01/", "{year}/01/feed/atom", "{year}-01/"),
    *("page/02/", "page/2", "page/2/feed/", "page/", "page/abc/", "page/2/page/3/", "page/-1/", "Page/2/", "page/2//"),
    *("index.php/", "index.php/page/2/", "index.php/category/{slug}/", "index.html", "index.htm", "default.aspx"),
    *("index.php/feed/", "blog/", "home/", "archives/", "archive/", "category/{slug}/{tag}/", "category/{slug}/feed"),
    *(
        "category/{parent}/{slug}/",
        "category/{slug_upper}/",
        "category/{slug}//",
        "Category/{slug}/",
        "categories/{slug}/",
    ),
    *("category/{slug}/page/2/feed/", "category/{cat}/", "tag/{cat}/", "author/{author}/", "tag/{tag_upper}/"),
    *("tags/{tag}/", "tag/{tag}%20/", "tag/{tag}+{tag}/", "author/{author_upper}/", "author/{author_name}/page/2/"),
    *("author/{author_name}/feed/rss2", "comments/", "comments/page/2/", "comments/feed/rss/", "feed/rss2/?cat={cat}"),
    *(
        "feed/?cat={cat}",
        "feed/?tag={tag}",
        "feed/?s={word}",
        "feed/?author={author}",
        "feed/?p={post}",
        "feed/?m={year}",
    ),
    *(
        "feed/?paged=2",
        "feed/?paged=99",
        "feed/?paged=1",
        "feed/index.php",
        "feed.xml",
        "rss.xml",
        "index.xml",
        "feed/2/",
    ),
    *(
        "feed/atom/?paged=2",
        "feed/?utm_source=x",
        "feeds/",
        "rss/",
        "atom.xml",
        "index.rdf",
        "wp-atom.php",
        "wp-rdf.php",
    ),
    *("wp-rss.php", "wp-feed.php", "wp-rss2.php?p={post}", "wp-commentsrss2.php?p={post}", "wp-trackback.php?p={post}"),
    *("wp-content/", "wp-includes/", "wp-login.php", "wp-admin", "wp-admin/post.php", "wp-comments-post.php"),
    *(
        "wp-content/uploads/",
        "wp-content/uploads/nonsense.jpg",
        "favicon.ico/",
        "robots.txt?x=1",
        "ads.txt",
        "humans.txt",
    ),
    *(
        "sitemap_index.xml",
        "sitemap.xml.gz",
        "sitemap-index.xml",
        "wp-sitemap-posts-post-2.xml",
        "wp-sitemap-users-1.xml",
    ),
    *("wp-sitemap-posts-post-1.xml", "wp-sitemap-nonsense-1.xml", "wp-json", "wp-json/", "wp-links-opml.php"),
    *("apple-touch-icon.png", ".well-known/security.txt", "{name}.html", "{name}.php", "{name}/amp/", "{name}/print/"),
    *(
        "{begin}",
        "{begin}/",
        "{begin}/feed/",
        "{name}/feed/",
        "{name}/feed",
        "{name}/page/2/",
        "{name}/2/",
        "{name}/embed/",
    ),
    *(
        "{name}?replytocom={comment}",
        "{name}/trackback/",
        "{name}/comment-page-1/",
        "{year}/{begin}/",
        "{year}/{name}/feed/",
    ),
    *("{year}/01/{name}", "{year}/1/{begin}", "1999/{name}/", "category/{slug}/{name}/", "{slug}/{name}/", "{slug}/"),
    *(
        "{tag}/",
        "{author_name}/",
        "archives/{post}/",
        "archives/{post}.html",
        "{post}/",
        "blog/{name}/",
        "{name}/{file_name}/",
    ),
    *(
        "{file_name}/",
        "{file_name}",
        "attachment/{file_name}/",
        "{upper}/",
        "{upper}",
        "{child}/",
        "{page_name}/{child}/",
    ),
    *(
        "{page_name}/page/2/",
        "{page_name}/2/",
        "{page_name}/feed/",
        "{page_name}.html",
        "{page_upper}/",
        "nonsense/{page_name}/",
    ),
    *("nonsense/feed/", "nonsense/page/2/", "nonsense/2/", "nonsense/trackback/", "nonsense/embed/", "nonsense.html"),
    *("{year}/01/03/nonsense/", "{year}/01/03/nonsense/feed/", "category/nonsense/feed/", "category/nonsense/page/2/"),
    *(
        "tag/nonsense/feed/",
        "author/nonsense/feed/",
        "search/nonsense/feed/",
        "nonsense/?s={word}",
        "nonsense/?p={post}",
    ),
    *(
        "nonsense/?cat={cat}",
        "nonsense/?paged=2",
        "nonsense/?feed=rss2",
        "nonsense/?page_id={page}",
        "nonsense/?m={year}",
    ),
)
EVERY_PAIR = 3


def logged_addresses() -> Iterator[tuple[str, str]]:
    """Kind and address of each."""
    names = _named()
    places = _places()
    fields = {
        **{"p": names["post"], "page_id": names["page"], "attachment_id": names["file"], "cat": names["cat"]},
        **{"tag": names["tag"], "author": names["author"], "m": names["year"], "s": names["word"], "feed": "rss2"},
        **{"paged": 2, "cpage": 1, "replytocom": names["comment"]},
    }
    single = [f"{name}={value}" for name, value in fields.items()]
    pairs = [f"{one}&{other}" for one, other in combinations(single, 2)]
    for place, path in enumerate(places):
        yield from (("logged: a field", f"{path}?{field}") for field in single)
        some = pairs if path == "/" else pairs[place % EVERY_PAIR :: EVERY_PAIR]
        yield from (("logged: two fields", f"{path}?{pair}") for pair in some)
        yield from (("logged: tails", f"{path.rstrip('/')}/{tail}") for tail in TAILS)
        yield from (("logged: spelling", spelled) for spelled in _spelled(path))
    yield from (("logged: queries", f"/?{query.format(**names)}") for query in AT_FRONT)
    yield from (("logged: addresses", f"/{path.format(**names)}") for path in SPELLED)


def _spelled(path: str) -> Iterator[str]:
    """An address as people and programs write it: slashes, case, signs behind it, fields of other programs."""
    bare = path.rstrip("/")
    yield from (bare or "/", f"/{path}", f"{path}/", f"/index.php{path}", path.upper(), f"{path}?", f"{path}?amp=1")
    yield from (
        f"{bare or path}?utm_source=x&utm_medium=y",
        f"{bare or path}.",
        f"{bare or path}%20",
        f"{path}%22",
        f"{path}index.php",
    )
    yield from (path.replace("-", "%2D"), path.replace("-", "_"), f"{path}?fbclid=1", f"{path}&utm_source=x")
    if "%" in path:
        yield from (path.lower(), path.replace("%", "%25"))
    parts = path.strip("/").split("/")
    if len(parts) > 1:
        yield from (
            f"/{'/'.join(parts[:-1])}//{parts[-1]}/",
            f"/{parts[-1]}",
            f"/{parts[-1]}/feed/",
            f"/x/{parts[-1]}/",
        )


def _places() -> list[str]:
    """The front page, posts, pages, listings of all kinds, a file."""
    made = addresses_of(Publication.objects.current())
    posts = list(_posts())
    paged = next(post for post in posts if "<!--nextpage-->" in post.body or "paginated" in post.slug)
    pages = StaticPage.objects.filter(live=True, is_private=False)
    some = [pages.order_by("number")[0], pages.order_by("-depth", "number")[0]]
    some += [page for page in pages.order_by("number") if "%" in page.slug or not page.slug.isascii()][:1]
    file = Attachment.objects.exclude(path="").exclude(parent_number=None).order_by("number")[0]
    category = Category.objects.annotate(much=Count("posts")).order_by("-much", "pk")[0]
    child = Category.objects.exclude(parent=None).order_by("pk")[0]
    day = posts[0].posted_on
    return [
        *("/", posts[0].path, paged.path, *(normal_path(page_path(page)) for page in some), normal_path(file.path)),
        *(made.category(category.path), made.category(child.path), made.tag(_tag().slug), made.author(_author().slug)),
        *(made.date(day.year), made.date(day.year, day.month), made.date(day.year, day.month, day.day), "/page/2/"),
    ]


def _posts() -> list[Post]:
    """Public posts, those with the most comments first."""
    public = Post.objects.published(timezone.now()).exclude(path="").exclude(posted_on=None)
    return list(public.order_by("-comment_count", "number"))


def _tag() -> Tag:
    return Tag.objects.annotate(much=Count("posts")).order_by("-much", "pk")[0]


def _author() -> Author:
    return Author.objects.annotate(much=Count("posts")).order_by("-much", "pk")[0]


def _named() -> dict[str, str | int]:
    """Numbers and names to ask for."""
    post, pages = _posts()[0], StaticPage.objects.filter(live=True, is_private=False)
    page, child = pages.order_by("number")[0], pages.order_by("-depth", "number")[0]
    file = Attachment.objects.exclude(path="").exclude(parent_number=None).order_by("number")[0]
    category = Category.objects.annotate(much=Count("posts")).order_by("-much", "pk")[1]
    comment = Comment.objects.published().filter(thread__post=post).order_by("pk")[0]
    name, tag, author = post.slug, _tag(), _author()
    return {
        **{"post": post.number, "page": page.number, "file": file.number, "cat": category.number, "word": "edge"},
        **{"tag": tag.slug, "author": author.number, "author_name": author.slug, "year": post.posted_on.year},
        **{"month": f"{post.posted_on:%Y%m}", "comment": comment.pk, "slug": category.slug, "name": name},
        **{
            "parent": "markup",
            "slug_upper": category.slug.upper(),
            "tag_upper": tag.slug.upper(),
            "upper": name.upper(),
        },
        **{"author_upper": author.slug.upper(), "begin": quote(name[:-3]), "file_name": file.slug, "child": child.slug},
        **{"page_name": page.slug, "page_upper": page.slug.upper()},
    }
