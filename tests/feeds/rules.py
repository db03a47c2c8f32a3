"""What the specifications ask of a feed: RSS 2.0, Atom (RFC 4287), RSS 1.0 and JSON Feed 1.1.

No validator of feeds can be installed from a package registry; these are the rules that one would apply, written from
the specifications. Each function returns what is wrong, a line each.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as Tree

A = "{http://www.w3.org/2005/Atom}"
R = "{http://purl.org/rss/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC_DATE = "{http://purl.org/dc/elements/1.1/}date"
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.ASCII)
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
MIME = re.compile(r"[\w.+-]+/[\w.+-]+")
RSS_CHANNEL = {
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "category"),
    *("lastBuildDate", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays"),
    "item",
}
RSS_ITEM = {
    *("title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"),
}
ATOM_FEED = {
    *("title", "subtitle", "updated", "link", "id", "generator", "icon", "logo", "rights", "category", "author"),
    *("contributor", "entry"),
}
ATOM_ENTRY = {
    *("author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary"),
    *("title", "updated"),
}
Wrong = Iterator[str]


def wrong_with(kind: str, body: bytes) -> list[str]:
    """What is wrong with a feed of this kind: ``rss``, ``atom``, ``rdf`` or ``json``."""
    if kind == "json":
        return list(_json(json.loads(body)))
    checks: dict[str, Callable[[Tree.Element], Wrong]] = {"rss": _rss, "atom": _atom, "rdf": _rdf}
    return list(checks[kind](Tree.fromstring(body)))


def _is_date(text: str) -> bool:
    """A moment as RFC 3339 writes it, which the calendar has."""
    try:
        return bool(RFC3339.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_rss_date(text: str) -> bool:
    """A moment as RFC 822 writes it, on the right day of the week."""
    try:
        return bool(RFC822.fullmatch(text)) and parsedate_to_datetime(text).strftime("%a") == text[:3]
    except ValueError:
        return False


def _once(element: Tree.Element, name: str, *, needed: bool) -> Wrong:
    found = element.findall(name)
    if len(found) > 1 or (needed and not found):
        yield f"{element.tag} has {len(found)} {name}"


def _is(words: str, text: str | None, check: Callable[[str], Any]) -> Wrong:
    """That a text which must be there is what it must be."""
    if not check(text or ""):
        yield f"{words} is {text!r}"


def _known(element: Tree.Element, names: set[str], space: str = "") -> Wrong:
    for child in element:
        is_of_format = child.tag.startswith(space) if space else not child.tag.startswith("{")
        if is_of_format and child.tag.removeprefix(space) not in names:
            yield f"{child.tag} in {element.tag}"


def _unlike(words: str, keys: list[str]) -> Wrong:
    yield from (f"{words} {key!r} stands {count} times" for key, count in Counter(keys).items() if count > 1)


def _rss(root: Tree.Element) -> Wrong:
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        yield "no rss 2.0"
        return
    yield from _known(channel, RSS_CHANNEL)
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        yield from _once(channel, name, needed=name != "language")
    yield from _is("title", channel.findtext("title"), bool)
    yield from _is("link", channel.findtext("link"), ADDRESS.fullmatch)
    yield from _is("lastBuildDate", channel.findtext("lastBuildDate"), _is_rss_date)
    yield from _is("language", channel.findtext("language", "en"), LANGUAGE.fullmatch)
    own = [link.get("href") for link in channel.findall(f"{A}link") if link.get("rel") == "self"]
    yield from _is("atom:link self", own[0] if len(own) == 1 else None, ADDRESS.fullmatch)
    for item in channel.findall("item"):
        yield from _rss_item(item)
    yield from _unlike("guid", [item.findtext("guid", "") for item in channel.findall("item")])


def _rss_item(item: Tree.Element) -> Wrong:
    yield from _known(item, RSS_ITEM)
    for name in RSS_ITEM - {"category", "enclosure"}:
        yield from _once(item, name, needed=name in ("link", "guid", "pubDate"))
    if not item.findtext("title") and not item.findtext("description"):
        yield "an item without title and description"
    yield from _is("pubDate", item.findtext("pubDate"), _is_rss_date)
    yield from _is("guid", item.findtext("guid"), str.strip)
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false":
        yield from _is("guid that is a permalink", guid.text, ADDRESS.fullmatch)
    for name in ("link", "comments"):
        yield from _is(name, item.findtext(name, "http://none.example/"), ADDRESS.fullmatch)
    for source in item.findall("source"):
        yield from _is("source", source.get("url"), ADDRESS.fullmatch)
    for file in item.findall("enclosure"):
        yield from _is("enclosure", file.get("url"), ADDRESS.fullmatch)
        yield from _is("length", file.get("length"), str.isdecimal)
        yield from _is("type", file.get("type"), MIME.fullmatch)


def _atom(root: Tree.Element) -> Wrong:
    yield from _is("root", root.tag, f"{A}feed".__eq__)
    yield from _known(root, ATOM_FEED, A)
    yield from _atom_both(root)
    for name in ("subtitle", "generator", "icon", "logo", "rights"):
        yield from _once(root, A + name, needed=False)
    if not any(link.get("rel") == "self" for link in root.findall(f"{A}link")):
        yield "no link to itself"
    for entry in root.findall(f"{A}entry"):
        yield from _known(entry, ATOM_ENTRY, A)
        yield from _atom_both(entry)
        yield from _atom_entry(entry)
    yield from _unlike("id", [entry.findtext(f"{A}id", "") for entry in root.findall(f"{A}entry")])


def _atom_both(element: Tree.Element) -> Wrong:
    """What a feed and an entry have in common."""
    for name in ("id", "title", "updated"):
        yield from _once(element, A + name, needed=True)
    yield from _is("id", element.findtext(f"{A}id"), IRI.fullmatch)
    yield from _is("updated", element.findtext(f"{A}updated"), _is_date)
    links = element.findall(f"{A}link")
    for link in links:
        yield from _is("href", link.get("href"), IRI.fullmatch)
        yield from _is("type", link.get("type", "text/html"), MIME.fullmatch)
        yield from _is("length", link.get("length", "0"), str.isdecimal)
    alternate = [f"{link.get('type')} {link.get('hreflang')}" for link in links if link.get("rel") == "alternate"]
    yield from _unlike("alternate", alternate)
    for category in element.findall(f"{A}category"):
        yield from _is("term", category.get("term"), bool)
    for name in ("title", "subtitle", "summary", "content", "rights"):
        for text in element.findall(A + name):
            yield from _is("type", text.get("type", "text"), {"text", "html", "xhtml"}.__contains__)
            if len(text):
                yield f"markup in {name}"


def _atom_entry(entry: Tree.Element) -> Wrong:
    for name in ("published", "summary", "content", "rights", "source"):
        yield from _once(entry, A + name, needed=False)
    yield from _is("published", entry.findtext(f"{A}published", "2000-01-01T00:00:00Z"), _is_date)
    has_page = any(link.get("rel") == "alternate" for link in entry.findall(f"{A}link"))
    if entry.find(f"{A}content") is None and not has_page:
        yield "an entry without content and page"
    if entry.find(f"{A}author") is None:
        yield "an entry without author"
    for author in entry.findall(f"{A}author"):
        yield from _once(author, f"{A}name", needed=True)
        yield from _is("name", author.findtext(f"{A}name"), str.strip)
        yield from _is("uri", author.findtext(f"{A}uri", "http://none.example/"), IRI.fullmatch)


def _rdf(root: Tree.Element) -> Wrong:
    yield from _is("root", root.tag, f"{RDF}RDF".__eq__)
    channel = root.find(f"{R}channel")
    if channel is None:
        yield "no channel"
        return
    for element in (channel, *root.findall(f"{R}item")):
        yield from _is("about", element.get(f"{RDF}about"), ADDRESS.fullmatch)
        for name in ("title", "link"):
            yield from _once(element, R + name, needed=True)
        yield from _once(element, f"{R}description", needed=element is channel)
        yield from _is("link", element.findtext(f"{R}link"), ADDRESS.fullmatch)
        yield from _is("dc:date", element.findtext(DC_DATE, "2000-01-01T00:00:00Z"), _is_date)
    named = [each.get(f"{RDF}resource") for each in channel.findall(f"{R}items/{RDF}Seq/{RDF}li")]
    there = [item.get(f"{RDF}about", "") for item in root.findall(f"{R}item")]
    if named != there:
        yield f"the channel names {named}, the items are {there}"
    yield from _unlike("item", there)


def _json(feed: dict[str, Any]) -> Wrong:
    yield from _is("version", feed.get("version"), "https://jsonfeed.org/version/1.1".__eq__)
    yield from _is("title", feed.get("title"), lambda text: text and isinstance(text, str))
    yield from _is("items", str(type(feed.get("items"))), str(list).__eq__)
    for name in ("home_page_url", "feed_url"):
        yield from _is(name, feed.get(name), ADDRESS.fullmatch)
    for item in feed.get("items", []):
        yield from _is("id", item.get("id"), lambda text: text and isinstance(text, str))
        if not isinstance(item.get("content_html", item.get("content_text")), str):
            yield f"{item.get('id')} without content"
        for name in ("url", "external_url", "image", "banner_image"):
            yield from _is(name, item.get(name, "http://none.example/"), IRI.fullmatch)
        for name in ("date_published", "date_modified"):
            yield from _is(name, item.get(name, "2000-01-01T00:00:00Z"), _is_date)
        if not all(tag and isinstance(tag, str) for tag in item.get("tags", [])):
            yield f"tags are {item['tags']!r}"
        for author in item.get("authors", []):
            yield from _is("author", str(author.get("name") or author.get("url") or ""), bool)
        for file in item.get("attachments", []):
            yield from _is("attachment", file.get("url"), ADDRESS.fullmatch)
            yield from _is("mime_type", file.get("mime_type"), MIME.fullmatch)
            yield from _is("size", str(file.get("size_in_bytes", 0)), str.isdecimal)
    yield from _unlike("id", [str(item.get("id")) for item in feed.get("items", [])])
