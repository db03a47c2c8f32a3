"""An answer of either side, and what of it clients rely on."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree

HOST = "http://digest.example"
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
CANONICAL = re.compile(r"<link rel=[\"']canonical[\"'] href=[\"']([^\"']+)")
COMMENT = re.compile(r"<li[^>]* id=\"comment-(\d+)\"")
HREF = re.compile(r"<a\b[^>]* href=\"([^\"#]+)")
ITEMS = (".//item", ".//{http://www.w3.org/2005/Atom}entry", ".//{http://purl.org/rss/1.0/}item")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name, and body."""

    status: int
    headers: dict[str, str]
    body: str


def traits(target: str, answer: Answer, posts: dict[str, int]) -> dict[str, object]:
    """What is compared, by kind. ``posts`` has the number of every post by its addresses on either side.

    An export may give a post another address than the pattern does. Ours keeps it, WordPress's importers do not; so
    a post counts as the same at either.
    """
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    found: dict[str, object] = {"status": answer.status}
    if 300 <= answer.status < 400:
        return {**found, "location": numbered(urljoin(HOST + target, answer.headers.get("location", "")), posts)}
    if answer.status >= 400:
        return found
    found["content type"] = kind
    if kind == "text/html":
        found |= page_traits(answer.body, posts)
    elif "xml" in kind and "/feed/" in target:
        found["feed items"] = feed_items(answer.body, posts)
    return found


def page_traits(html: str, posts: dict[str, int]) -> dict[str, object]:
    """Canonical address, comments by number, and on listings the posts in order."""
    canonical = CANONICAL.search(html)
    found: dict[str, object] = {
        "canonical": numbered(unescape(canonical[1]), posts) if canonical else "",
        "comments": sorted(map(int, COMMENT.findall(html))),
    }
    if not re.search(r"<body[^>]*class=\"[^\"]*\b(?:single|page|attachment)\b", html):
        main = MAIN.search(html)
        links = [urljoin(HOST, unescape(link)) for link in HREF.findall(main[0] if main else "")]
        found["posts"] = list(dict.fromkeys(posts[link] for link in links if link in posts))
    return found


def numbered(address: str, posts: dict[str, int]) -> str:
    """An address with the number of the post in place of the post's own, if it begins with one."""
    for length in range(len(address), len(HOST), -1):
        if address[length - 1] == "/" and address[:length] in posts:
            return f"post {posts[address[:length]]} {address[length:]}"
    return address


def feed_items(xml: str, posts: dict[str, int]) -> list[tuple[str, ...]]:
    """Link, GUID and date of each item, whatever the format."""
    try:
        root = ElementTree.fromstring(xml.strip())
    except ElementTree.ParseError as error:
        return [("not well-formed", str(error))]
    items = next((found for path in ITEMS if (found := root.findall(path))), [])
    return [
        tuple(numbered(_text(item, name), posts) for name in ("link", "guid", "id", "pubDate", "published", "date"))
        for item in items
    ]


def _text(item: ElementTree.Element, name: str) -> str:
    for child in item:
        if child.tag.rpartition("}")[2] == name:
            return (child.text or child.get("href") or "").strip()
    return ""
