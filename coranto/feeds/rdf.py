"""RSS 1.0 (RDF), as WordPress still serves it."""

from typing import Any

from lxml import etree

from coranto.feeds.contents import Feed
from coranto.feeds.markup import CONTENT, DC, RDF, RSS1, SY, add, iso8601, written

MIME_TYPE = "application/rdf+xml"
ABOUT = f"{{{RDF}}}about"
R = f"{{{RSS1}}}"
NAMESPACES: dict[Any, str] = {None: RSS1, "rdf": RDF, "dc": DC, "sy": SY, "content": CONTENT}


def write(feed: Feed) -> bytes:
    """The feed as an RDF document."""
    root = etree.Element(f"{{{RDF}}}RDF", nsmap=NAMESPACES)
    channel = add(root, f"{R}channel", named={ABOUT: feed.site_url})
    add(channel, f"{R}title", feed.title)
    add(channel, f"{R}link", feed.site_url)
    add(channel, f"{R}description", feed.description)
    add(channel, f"{{{DC}}}date", iso8601(feed.updated_at))
    add(channel, f"{{{SY}}}updatePeriod", "hourly")
    add(channel, f"{{{SY}}}updateFrequency", "1")
    add(channel, f"{{{SY}}}updateBase", "2000-01-01T12:00+00:00")
    order = add(add(channel, f"{R}items"), f"{{{RDF}}}Seq")
    for item in feed.items:
        add(order, f"{{{RDF}}}li", named={f"{{{RDF}}}resource": item.url})
    for item in feed.items:
        element = add(root, f"{R}item", named={ABOUT: item.url})
        add(element, f"{R}title", item.title)
        add(element, f"{R}link", item.url)
        add(element, f"{{{DC}}}creator", item.author, cdata=True)
        add(element, f"{{{DC}}}date", iso8601(item.posted_at))
        for category in item.categories:
            add(element, f"{{{DC}}}subject", category, cdata=True)
        for credit in item.credits[:1]:
            add(element, f"{{{DC}}}source", credit.name)
        add(element, f"{R}description", item.summary, cdata=True)
        if item.content is not None:
            add(element, f"{{{CONTENT}}}encoded", item.content, cdata=True)
    return written(root)
