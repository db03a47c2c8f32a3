"""RSS 2.0 as WordPress writes it: the same elements in the same order, with RSS's own ``source`` added."""

from typing import Any

from lxml import etree

from coranto import __version__
from coranto.feeds.contents import Feed, FeedItem
from coranto.feeds.markup import ATOM, CONTENT, DC, GENERATOR, SLASH, SY, WFW, add, rfc822, written

MIME_TYPE = "application/rss+xml"
NAMESPACES: dict[Any, str] = {
    "content": CONTENT,
    "wfw": WFW,
    "dc": DC,
    "atom": ATOM,
    "sy": SY,
    "slash": SLASH,
}


def write(feed: Feed) -> bytes:
    """The feed as an RSS 2.0 document."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, f"{{{ATOM}}}link", href=feed.url, rel="self", type=MIME_TYPE)
    add(channel, "link", feed.site_url)
    add(channel, "description", feed.description)
    add(channel, "lastBuildDate", rfc822(feed.updated_at))
    if not feed.of_comments:
        add(channel, "language", feed.language)
    add(channel, f"{{{SY}}}updatePeriod", "hourly")
    add(channel, f"{{{SY}}}updateFrequency", "1")
    add(channel, "generator", f"{GENERATOR}?v={__version__}")
    if feed.icon_url:
        image = add(channel, "image")
        add(image, "url", feed.icon_url)
        add(image, "title", feed.title)
        add(image, "link", feed.home_url)
    for item in feed.items:
        add_item(channel, item)
    return written(root)


def add_item(channel: etree._Element, item: FeedItem) -> None:
    """One item, its elements in WordPress's order."""
    element = add(channel, "item")
    add(element, "title", item.title)
    add(element, "link", item.url)
    if item.comments_url:
        add(element, "comments", item.comments_url)
    add(element, f"{{{DC}}}creator", item.stored_author or item.author, cdata=True)
    add(element, "pubDate", rfc822(item.posted_at))
    for category in item.categories:
        add(element, "category", category, cdata=True)
    add(element, "guid", item.guid, isPermaLink="false")
    add(element, "description", item.summary, cdata=True)
    if item.content is not None:
        add(element, f"{{{CONTENT}}}encoded", item.content, cdata=True)
    if item.comments_feed_url:
        add(element, f"{{{WFW}}}commentRss", item.comments_feed_url)
    if item.comment_count is not None:
        add(element, f"{{{SLASH}}}comments", str(item.comment_count))
    for enclosure in item.enclosures:
        add(element, "enclosure", url=enclosure.url, length=str(enclosure.length), type=enclosure.mime_type)
    for credit in item.credits[:1]:
        add(element, "source", credit.name, url=credit.url)
