"""Atom 1.0 (RFC 4287), with comments threaded by RFC 4685."""

from typing import Any

from django.conf import settings
from lxml import etree

from coranto import __version__
from coranto.core.strangers_text import tidy_url
from coranto.core.wordpress_spelling import escaped_title
from coranto.feeds.contents import Feed, FeedItem
from coranto.feeds.markup import ATOM, GENERATOR, THREADING, add, iso8601, written
from coranto.publication.addresses import below

MIME_TYPE = "application/atom+xml"
A = f"{{{ATOM}}}"
T = f"{{{THREADING}}}"
NAMESPACES: dict[Any, str] = {None: ATOM, "thr": THREADING}
BASE = "{http://www.w3.org/XML/1998/namespace}base"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write(feed: Feed) -> bytes:
    """The feed as an Atom document."""
    root = etree.Element(f"{A}feed", {LANGUAGE: feed.language}, nsmap=NAMESPACES)
    add(root, f"{A}title", feed.title, type="text")
    add(root, f"{A}subtitle", feed.description, type="text")
    add(root, f"{A}updated", iso8601(feed.updated_at))
    add(root, f"{A}link", rel="alternate", type="text/html", href=page_of(feed))
    add(root, f"{A}id", feed.id or feed.url)
    add(root, f"{A}link", rel="self", type=MIME_TYPE, href=feed.url)
    add(root, f"{A}generator", "Coranto", uri=GENERATOR, version=__version__)
    if feed.icon_url:
        add(root, f"{A}icon", feed.icon_url)
    for item in feed.items:
        add_entry(root, item, feed)
    return written(root)


def page_of(feed: Feed) -> str:
    """The page that the feed follows; in a post's discussion the place where that begins, as WordPress has it."""
    if not feed.of_comments or feed.site_url == settings.PUBLIC_URL:
        return feed.site_url
    return f"{feed.site_url}#{'comments' if feed.items else 'respond'}"


def add_entry(root: etree._Element, item: FeedItem, feed: Feed) -> None:
    """One entry."""
    entry = add(root, f"{A}entry")
    author = add(entry, f"{A}author")
    add(author, f"{A}name", item.author or feed.site_name)
    if website := tidy_url(item.author_website):
        add(author, f"{A}uri", website)
    if item.is_comment:
        add(entry, f"{A}title", item.title)
    else:
        add(entry, f"{A}title", escaped_title(item.title), type="html", cdata=True)
    add(entry, f"{A}link", rel="alternate", type="text/html", href=item.url)
    add(entry, f"{A}id", item.guid)
    add(entry, f"{A}updated", iso8601(item.modified_at))
    add(entry, f"{A}published", iso8601(item.posted_at))
    for category in item.categories:
        add(entry, f"{A}category", scheme=feed.site_url, term=category)
    if not item.is_comment:
        add(entry, f"{A}summary", item.summary, type="html", cdata=True)
    if item.content is not None:
        add(entry, f"{A}content", item.content, type="html", cdata=True, named={BASE: item.url})
    add_relations(entry, item)


def add_relations(entry: etree._Element, item: FeedItem) -> None:
    """What the entry is connected with: its discussion, its files, what it answers, where it came from."""
    if item.comments_url:
        count = {f"{T}count": str(item.comment_count or 0)}
        add(entry, f"{A}link", rel="replies", type="text/html", href=f"{item.url}#comments", named=count)
        address = below(item.comments_feed_url, "atom")
        add(entry, f"{A}link", rel="replies", type=MIME_TYPE, href=address, named=count)
        add(entry, f"{T}total", str(item.comment_count or 0))
    if item.in_reply_to:
        guid, address = item.in_reply_to
        add(entry, f"{T}in-reply-to", ref=guid, href=address, type="text/html")
    for enclosure in item.enclosures:
        add(
            entry,
            f"{A}link",
            rel="enclosure",
            href=enclosure.url,
            length=str(enclosure.length),
            type=enclosure.mime_type,
        )
    for credit in item.credits:
        if credit.url:
            add(entry, f"{A}link", rel="via", type="text/html", href=credit.url, title=credit.title or credit.name)
    for credit in item.credits[:1]:
        source = add(entry, f"{A}source")
        add(source, f"{A}id", credit.url)
        add(source, f"{A}title", credit.name, type="text")
        add(source, f"{A}updated", iso8601(item.posted_at))
