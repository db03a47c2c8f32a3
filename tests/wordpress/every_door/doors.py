"""For every address that is not of the desk or of signing in: how to ask there for a thing.

The keys of :data:`DOORS` are the patterns of the URL resolver. A template begins with the method; what stands in braces
is of the thing asked for (:class:`Handles`), ``{word}`` a word to search for. What follows `` < `` is the body.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from coranto.media.urls import VARIANT
from coranto.wordpress.rest.routes import every_route
from tests.wordpress.every_door.hidden_site import Handles

ENCLOSED = ("desk/", "accounts/", "sign-in/")
"""Addresses whose answers need somebody who is signed in: all are asked, with whatever fits."""
FEEDS = ("", "atom/", "rdf/", "json/", "rss2/")
NAMES = (
    *("p={number}", "page_id={number}", "attachment_id={number}", "name={slug}", "pagename={slug}"),
    *("attachment={slug}", "cat={number}", "tag_id={number}", "author={number}", "category_name={slug}"),
    *("tag={slug}", "author_name={slug}", "subpost={slug}", "post_type=post&p={number}", "page_id={number}&preview=1"),
)
MORE = (
    *("feed=rss2", "feed=atom", "feed=comments-rss2", "withcomments=1", "paged=2", "page=2", "cpage=1"),
    *("replytocom={comment}", "preview=true", "preview_id={number}", "post_type=post", "embed=true", "tb=1"),
    *("unapproved={comment}&moderation-hash=0", "year=2016", "m=201602", "s={word}", "post_status=draft", "fields=ids"),
    *("post_parent={number}", "post__in[]={number}", "any=1", "orderby=title", "p={number}", "page_id={number}"),
)
ALONE = ("s={word}", "s={word}&feed=rss2", "s={word}&category={slug}", "s={word}&author={slug}",
         "s={word}&source={slug}",
         "m=201602", "m=20160207", "year=2016&monthnum=2&day=7", "w=6", "feed=rss2", "feed=comments-rss2", "paged=2",
         "error=404", "rest_route=/wp/v2/posts/{number}", "rest_route=/oembed/1.0/embed&url=http://digest.example{path}",
         "replytocom={comment}", "cpage=1", "preview=true", "cat=-{number}", "cat={number},1",
         "unapproved={comment}&moderation-hash=0123")  # fmt: skip
TAILS = ("", "feed/", "feed/atom/", "embed/", "trackback/", "comment-page-1/", "page/2/", "2/", "amp/", "attachment/")
AT_PATHS = ("replytocom={comment}", "cpage=1", "preview=true", "unapproved={comment}&moderation-hash=0", "s={word}",
            "like_comment={comment}", "share=email", "page=2", "feed=rss2", "p={number}")  # fmt: skip
LISTS = (
    *("/", "/page/2/", "/2016/", "/2016/02/", "/2016/02/07/", "/archives/", "/source/", "/category/harbours/"),
    *("/author/ada-quill/", "/a-public-page/", "/search/{word}/", "/index.php", "/{slug}/", "/{slug}", "/{number}/"),
    *("/2016/{slug}/", "/2016/02/{slug}/", "/2016/02/07/{slug}/", "/2016/02/07/{slug}", "/1999/01/01/{slug}/"),
    *("/category/{slug}/", "/tag/{slug}/", "/author/{slug}/", "/source/{slug}/", "/category/{slug}/feed/"),
    *("/tag/{slug}/feed/", "/author/{slug}/feed/", "/source/{slug}/feed/", "/type/aside/", "/archives/{number}/"),
    *("/search/{word}/feed/", "/2016/02/07/{slug}/embed/", "/comments/{comment}/", "/wp-admin/post.php?post={number}"),
    *("/wp-admin/", "/no/such/", "/wp-trackback.php?p={number}"),
    *("/wp-signup.php", "/wp-activate.php?key={slug}", "/wp-mail.php"),
    *("/readme.html", "/wp-includes/wlwmanifest.xml", "/wp-comments-popup.php?p={number}"),
)
COMMENT_FORM = "comment_post_ID={number}&comment=Hello+there&author=A&email=a@x.example&comment_parent=0"
REPLY_FORM = "comment_post_ID=1&comment=Hello+there&author=A&email=a@x.example&comment_parent={comment}"
LINKS = "source=http://198.51.100.1/x&target=http://digest.example{path}"
DOORS: dict[str, tuple[str, ...]] = {
    "wp-content/uploads/<path:path>": ("GET /wp-content/uploads/2016/02/{slug}.png",),
    VARIANT: ("GET /-/image/{key}/00000000/320.jpg",),
    "media/<path:name>": ("GET /media/documents/{slug}.pdf", "GET /media/uploads-coming/{slug}", "GET /media/{slug}"),
    "robots.txt": ("GET /robots.txt",),
    ".well-known/security.txt": ("GET /.well-known/security.txt",),
    "security.txt": ("GET /security.txt",),
    "favicon.ico": ("GET /favicon.ico",),
    r"^-/accent/(?P<colour>[0-9a-f]{6})\.css$": ("GET /-/accent/aabbcc.css",),
    "-/part/sidebar/": ("GET /-/part/sidebar/",),
    "-/avatar/<slug:key>.svg": ("GET /-/avatar/{slug}.svg",),
    "wp-login.php": (
        "GET /wp-login.php",
        "GET /wp-login.php?action=postpass",
        "GET /wp-login.php?action=lostpassword&user_login={slug}",
        "GET /wp-login.php?action=register",
        "POST /wp-login.php?action=postpass < post_password=wrong&redirect_to=http://digest.example{path}",
        "POST /wp-login.php < log={slug}&pwd=wrong",
    ),
    "wp-comments-post.php": (
        "GET /wp-comments-post.php",
        f"POST /wp-comments-post.php < {COMMENT_FORM}",
        f"POST /wp-comments-post.php < {REPLY_FORM}",
    ),
    "-/picture/<int:commenter>/<slug:key>.svg": ("GET /-/picture/{key}/{slug}.svg",),
    "-/webmention/": ("GET /-/webmention/", f"POST /-/webmention/ < {LINKS}"),
    "^(?P<path>.+/)trackback/?$": (
        "GET {path}trackback/",
        "POST {path}trackback/ < url=http://198.51.100.1/x&title=T&excerpt=E&blog_name=B",
    ),
    "-/comments/preview/": ("GET /-/comments/preview/", f"POST /-/comments/preview/ < {COMMENT_FORM}"),
    "-/comments/identify/": ("GET /-/comments/identify/", f"POST /-/comments/identify/ < {COMMENT_FORM}&using=guest"),
    "-/comments/live/<int:number>/": ("GET /-/comments/live/{number}/?after=0", "GET /-/comments/live/{key}/?after=0"),
    "-/comments/<int:number>/": ("GET /-/comments/{comment}/",),
    "-/comments/<int:number>/replies/": ("GET /-/comments/{comment}/replies/",),
    "-/comments/<int:number>/edit/": ("GET /-/comments/{comment}/edit/", "POST /-/comments/{comment}/edit/ < text=x"),
    "-/comments/<int:number>/delete/": (
        "GET /-/comments/{comment}/delete/",
        "POST /-/comments/{comment}/delete/ < a=b",
    ),
    "-/comments/<int:number>/report/": (
        "GET /-/comments/{comment}/report/",
        "POST /-/comments/{comment}/report/ < a=b",
    ),
    "-/comments/<int:number>/react/": ("GET /-/comments/{comment}/react/", "POST /-/comments/{comment}/react/ < a=b"),
    "subscribe/": ("GET /subscribe/", "POST /subscribe/ < email=a@x.example&kind=comments&post={number}"),
    "-/mail/confirm/<str:token>/": ("GET /-/mail/confirm/{slug}/",),
    "-/mail/decide/<str:token>/": ("GET /-/mail/decide/{slug}/", "POST /-/mail/decide/{slug}/ < decision=publish"),
    "-/mail/<str:token>/": ("GET /-/mail/{slug}/",),
    "-/mail/<str:token>/all/": ("GET /-/mail/{slug}/all/", "POST /-/mail/{slug}/all/ < a=b"),
    "comment-privacy/": ("GET /comment-privacy/", "POST /comment-privacy/ < email=a@x.example"),
    "-/own/<str:token>/": ("GET /-/own/{slug}/",),
    r"^(?:index\.php/)?wp-json(?P<route>(?:/.*)?)$": (),  # see rest_doors
    r"^(?P<path>search/.+/)(?<!/feed/)(?P<kind>rss2?|atom|rdf)/?$": (
        "GET /search/{word}/rss2/",
        "GET /search/{word}/rdf",
    ),
    r"^(?P<kind>rss2?|atom|rdf)/?$": ("GET /rss/", "GET /rss2", "GET /atom/", "GET /rdf/"),
    "^feed/(?P<kind>feed)/?$": ("GET /feed/feed/",),
    r"^wp-(?P<kind>rss2?|atom|rdf|feed)\.php$": ("GET /wp-rss2.php?p={number}", "GET /wp-atom.php?p={number}"),
    r"^wp-commentsrss2\.php$": ("GET /wp-commentsrss2.php?p={number}",),
    "wp-sitemap.xml": ("GET /wp-sitemap.xml",),
    "sitemap.xml": ("GET /sitemap.xml",),
    "news-sitemap.xml": ("GET /news-sitemap.xml",),
    r"^wp-sitemap-(?P<name>[a-z]+(?:-[a-z_]+)?)-(?P<part>[1-9]\d{0,5})\.xml$": tuple(
        f"GET /wp-sitemap-{name}-1.xml"
        for name in (
            *("posts-post", "posts-page", "posts-attachment", "taxonomies-category", "taxonomies-post_tag", "users"),
            *("taxonomies-post_format", "sources", "taxonomies-source", "posts-source", "x"),
        )
    ),
    "^comments/feed/*$": ("GET /comments/feed/", "GET /comments/feed/?paged=2"),
    "^comments/feed/(?P<kind>rss2?|feed|atom|rdf|json)/*$": ("GET /comments/feed/atom/", "GET /comments/feed/json/"),
    "^(?P<path>.*/|)feed/*$": ("GET /feed/", "GET {path}feed/", "GET /feed/?withcomments=1", "GET /feed/?p={number}"),
    "^(?P<path>.*/|)feed/(?P<kind>rss2?|feed|atom|rdf|json)/*$": tuple(
        f"GET {{path}}feed/{feed}" for feed in FEEDS[1:]
    ),
    "xmlrpc.php": (),  # see xmlrpc_doors
    "wp-links-opml.php": ("GET /wp-links-opml.php", "GET /wp-links-opml.php?link_cat={number}"),
    "wp-cron.php": ("GET /wp-cron.php?doing_wp_cron={number}", "POST /wp-cron.php < a=b"),
    "wp-admin/admin-ajax.php": (
        "GET /wp-admin/admin-ajax.php?action=x&id={number}",
        "POST /wp-admin/admin-ajax.php < action=get-revision-diffs&post_id={number}",
    ),
    "": (
        *(f"GET {path}" for path in LISTS),
        "HEAD {path}",
        "HEAD /?p={number}",
        *(f"GET /?{query}" for query in (*NAMES, *ALONE)),
        *(f"GET {{path}}{tail}" for tail in TAILS),
        *(f"GET {{path}}?{query}" for query in AT_PATHS),
        *(f"GET /2016/02/07/a-public-lamp/?{query}" for query in AT_PATHS if "{" in query),
        "POST {path} < a=b",
        "POST /?p={number} < a=b",
    ),
}
COMBINED = tuple(f"GET /?{first}&{second}" for first, second in product(NAMES[:9], MORE[:13]))
"""Every pair of query fields, asked for some things."""


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every pattern of the site with the view behind it."""
    for each in (resolver or get_resolver()).url_patterns:
        whole = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, whole)
        elif isinstance(each, URLPattern):
            yield whole, each


SEARCHES = (
    "GET /?s={word}",
    "GET /search/{word}/",
    "GET /?s={word}&feed=rss2",
    "GET /feed/?s={word}",
    "GET /wp-json/wp/v2/posts?search={word}",
    "GET /wp-json/wp/v2/pages?search={word}",
    "GET /wp-json/wp/v2/media?search={word}",
    "GET /wp-json/wp/v2/comments?search={word}",
    "GET /wp-json/wp/v2/users?search={word}",
    "GET /wp-json/wp/v2/search?search={word}",
)
"""Where words are searched for."""


def rest_doors() -> list[str]:
    """Every route of REST, with every parameter, to ask for a thing."""
    found = ["GET /wp-json/oembed/1.0/embed?url=http://digest.example{path}"]
    for route in every_route():
        path = re.sub(r"\(\?P<\w+>(\[\\d\]|\\d)\+\)", "{number}", route.pattern)
        path = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)", "{slug}", path)
        target = f"/wp-json{path}".replace("?", "")
        for endpoint in route.endpoints:
            found += [f"{method} {target}" for method in endpoint.methods if method == "GET"]
            found += [f"{method} {target} < title=x&content=x" for method in endpoint.methods if method != "GET"]
            if "GET" in endpoint.methods:
                names = [
                    parameter.name for parameter in endpoint.parameters if f"<{parameter.name}>" not in route.pattern
                ]
                found += [
                    f"GET {target}?{name}={value}" for name in names for value in VALUES.get(name, NUMBER_OR_SLUG)
                ]
    return list(dict.fromkeys(found))


NUMBER_OR_SLUG = ("{number}", "{slug}")
VALUES = {
    "context": ("edit", "embed"),
    "search": (),
    "status": ("draft", "private", "any", "hold", "spam", "trash", "all"),
    "per_page": ("100",),
    "_embed": ("1",),
    "orderby": ("id", "title", "slug", "author", "email"),
    "author_email": ("zqwusermailwqz@x.example",),
    "post": ("{number}",),
    "roles": ("administrator", "author"),
}


def calls(thing: Handles, password: str) -> list[tuple[Any, ...]]:
    """What to call any method of XML-RPC with, to learn of a thing; with a wrong password, or with none."""
    number, address = thing.number, f"http://digest.example{thing.path}"
    if password == "none":
        nested = [{"methodName": "wp.getPost", "params": [1, "", "", number]}]
        return [(), (number,), (address,), (address, address), (nested,)]
    who = ("ada", password)
    nested = [{"methodName": "wp.getPost", "params": [1, *who, number]}]
    return [(1, *who, number, {"number": 9}), (number, *who, {}, True), ("key", number, *who, "x", True), (nested,)]


def filled_pattern(pattern: str, key: int) -> str:
    """An address that a pattern of the resolver matches, with a key where it takes a number."""
    path = re.sub(r"<int:\w+>", str(key), pattern)
    path = re.sub(r"<(?:str|slug|path|uuid|\w+):\w+>|<\w+>", "x", path)
    path = re.sub(r"\(\?P<\w+>[^()]*\\d[^()]*\)", str(key), path)
    path = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)", "x", path)
    return re.sub(r"[\^$?]|\(\?:|\)", "", path).replace("\\.", ".").replace("\\Z", "")
