"""JSON Feed 1.1. Attributions stand in an extension of our own, ``_attribution``."""

import json
from typing import Any

from coranto.feeds.contents import Credit, Feed, FeedItem
from coranto.feeds.markup import iso8601

MIME_TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    """The feed as a JSON document."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "icon": feed.icon_url,
    }
    items = [item_of(item) for item in feed.items]  # there even when it is empty: the format demands it
    return json.dumps({**without_empty(document), "items": items}, ensure_ascii=False, indent=1).encode()


def item_of(item: FeedItem) -> dict[str, Any]:
    """One item; every item has either text or a summary as ``content_html``, which the format demands."""
    author = without_empty({"name": item.author, "url": item.author_url})
    found: dict[str, Any] = {
        "id": item.guid,
        "url": item.url,
        "external_url": item.credits[0].url if item.credits else "",
        "title": item.title,
        "content_html": item.content or item.summary or " ",
        "summary": item.summary if item.content else "",
        "image": item.image_url,
        "date_published": iso8601(item.posted_at),
        "date_modified": iso8601(item.modified_at),
        "authors": [author] if author else [],
        "tags": list(item.categories),
        "attachments": [
            {"url": file.url, "mime_type": file.mime_type, "size_in_bytes": file.length} for file in item.enclosures
        ],
        "_attribution": [credit_of(credit) for credit in item.credits],
    }
    return without_empty(found)


def credit_of(credit: Credit) -> dict[str, Any]:
    """One link of the chain that an item came by."""
    return without_empty(
        {
            "source": credit.name,
            "url": credit.url,
            "title": credit.title,
            "date": credit.original_date,
            "relation": credit.relation,
        }
    )


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """The values but for those that are empty."""
    return {key: value for key, value in values.items() if value not in ("", [], None)}
