"""An answer of either side, and what of it clients rely on."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from tests.wordpress.judge.old_bodies import same
from tests.wordpress.judge.wordpress import is_newest

HOST = "http://digest.example"
COMMENTS_DOOR = "/wp-comments-post.php"
PAGED = re.compile(r"/page/\d+/?$|[?&]paged=\d+")
PARTED = re.compile(r"/\d{1,2}/?$|[?&]page=\d+")
COMMENT_PAGED = re.compile(r"/comment-page-[1-9]\d*/?(?:#.*)?$")
ITEMS = (".//item", ".//{http://www.w3.org/2005/Atom}entry", ".//{http://purl.org/rss/1.0/}item")
HEAD_RELS = ("alternate", "canonical", "shortlink", "EditURI", "https://api.w.org/")
OURS_ALONE = ("application/feed+json",)
OF_LISTINGS = ("posts", "pages")
MORE_OF_OURS = ("pages", "reply form", "text", "comment pages")
"""Where ours may have more: page links, fields that catch programs, lines of robots.txt."""
OWN_WORDS = ("generator", "generatorAgent", "source")
TEXTS = ("encoded", "content", "summary", "description")
HEADERS = ("link", "x-pingback", "allow", "x-wp-total", "x-wp-totalpages")
IS_NEWEST = is_newest()
NEWER = '; title="JSON"'
"""In the Link header of 7.1, not in that of 6.1."""
REPLY_TO_NOTHING = "?replytocom=1"
"""Number 1 is no comment on what is asked for: 6.1 answers it all the same, 7.1 does not."""
PRESENT = ("last-modified", "etag")
Posts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A request: of which kind, how, for what, with which form and further headers."""

    kind: str
    target: str
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        told = self.target if self.method == "GET" else f"{self.method} {self.target}"
        return f"{told} {dict(self.form)}" if self.form else told


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name, and body."""

    status: int
    headers: dict[str, str]
    body: str


def traits(asked: Question, answer: Answer, posts: Posts) -> dict[str, Any]:
    """What is compared, by name. ``posts`` has the number of every post by its address."""
    found = all_traits(asked, answer, posts)
    if IS_NEWEST:
        return found
    if "link" in found:
        found["link"] = found["link"].replace(NEWER, "")
    if asked.target == "/sitemap.xml":
        del found["status"]  # 301 in 7.1
    if asked.target.endswith(REPLY_TO_NOTHING) and found.get("reply form"):
        found["reply form"]["comment_parent"] = "0"
    return found


def all_traits(asked: Question, answer: Answer, posts: Posts) -> dict[str, Any]:
    """All of it, as it came."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    found: dict[str, Any] = {"status": answer.status}
    if 300 <= answer.status < 400:
        return {**found, "location": urljoin(HOST + asked.target, answer.headers.get("location", ""))}
    found |= {name: answer.headers[name] for name in HEADERS if name in answer.headers}
    if answer.status >= 400 and kind != "application/json":
        return found
    found["content type"] = kind
    if asked.method == "HEAD":
        return found
    if kind == "text/html":
        found |= page_traits(answer.body, posts)
    elif kind == "application/json":
        found["body"] = same(json.loads(answer.body or "null"))
    elif "xml" in kind:
        found |= {name: True for name in PRESENT if name in answer.headers}
        found |= feed_traits(answer.body)
    else:
        found["text"] = answer.body
    return found


def page_traits(body: str, posts: Posts) -> dict[str, Any]:
    """Title, links in the head, posts and pages linked in order, comments and the form to reply."""
    parser = html.HTMLParser(encoding="utf-8")  # of bytes, since lxml refuses texts that declare their encoding
    page: Any = html.document_fromstring((body or "<html></html>").encode(), parser=parser)
    main = page.find(".//main")
    links = [urljoin(HOST, link) for link in ([] if main is None else main.xpath(".//a/@href"))]
    ids = [name.removeprefix("comment-") for name in page.xpath("//*[starts-with(@id, 'comment-')]/@id")]
    shown = {
        "title": " ".join((page.findtext(".//title") or "").replace("’", "'").split()),
        "comments": list(dict.fromkeys(int(number) for number in ids if number.isdigit())),
        "reply form": reply_form(page),
        "head": head_links(page),
        "parts": sorted(
            {link for link in links if PARTED.search(link) and link.rpartition("/")[0] and is_part(link, posts)}
        ),
        "comment pages": sorted(
            {link.partition("#")[0] for link in links if COMMENT_PAGED.search(link) and "replytocom" not in link}
        ),
    }
    body_classes = (page.find("body").get("class") or "").split() if page.find("body") is not None else []
    if not {"single", "page", "attachment"} & set(body_classes):
        shown["posts"] = list(dict.fromkeys(posts[link] for link in links if link in posts))
        shown["pages"] = sorted({link for link in links if PAGED.search(link)})
    return shown


def is_part(link: str, posts: Posts) -> bool:
    """Whether a link is a page of a post's text."""
    whole = re.sub(r"\d{1,2}/?$", "", link)
    return whole in posts or whole.rstrip("/") in posts


def head_links(page: Any) -> list[tuple[str, ...]]:
    """The links in the head that programs read, in no order."""
    found = []
    for link in page.xpath("//head/link | //link[@rel='canonical']"):
        given = {name: link.get(name, "") for name in ("rel", "type", "title", "href")}
        if given["rel"] in HEAD_RELS and given["type"] not in OURS_ALONE:
            title = given["title"] if given["type"] == "application/rss+xml" else ""  # the others' are 7.1's
            found.append((given["rel"], given["type"], title, urljoin(HOST, given["href"])))
    return sorted(set(found))


def reply_form(page: Any) -> dict[str, Any]:
    """Where the form to reply posts to, and its fields by name."""
    for form in page.xpath("//form"):
        action = urlsplit(urljoin(HOST, form.get("action") or ""))
        if action.path == COMMENTS_DOOR:
            names = form.xpath(".//input/@name | .//textarea/@name | .//button/@name")
            hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
            parts = {name: hidden.get(name) for name in ("comment_post_ID", "comment_parent")}
            return {"fields": sorted(set(names)), **parts}
    return {}


def feed_traits(body: str) -> dict[str, Any]:
    """A feed's channel and its items, every element of them; or the elements of any other XML."""
    try:
        root = etree.fromstring(body.strip().encode())
    except etree.XMLSyntaxError as error:
        return {"xml": f"not well-formed: {error}"}
    items = next((some for path in ITEMS if (some := root.findall(path))), [])
    apart = set(items)
    channel = root.find("channel") if root.find("channel") is not None else root
    found: dict[str, Any] = {"root": root.tag, "channel": sorted(elements(channel, apart))}
    found |= {f"item {place}": sorted(elements(item, set())) for place, item in enumerate(items, 1)}
    return found


def differing(theirs: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    """The names of what differs. Of page links ours may have more than WordPress's theme, which shows the next few."""
    whole = [name for name in theirs | ours if name not in OF_LISTINGS or (name in theirs and name in ours)]
    names = [name for name in whole if theirs.get(name) != ours.get(name)]
    return [name for name in names if not (name in MORE_OF_OURS and is_less(theirs.get(name), ours.get(name)))]


def is_less(theirs: Any, ours: Any) -> bool:
    """Whether all of theirs is in ours."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs.keys() == ours.keys() and all(
            theirs[name] == ours[name] or is_less(theirs[name], ours[name]) for name in theirs
        )
    if isinstance(theirs, str) and isinstance(ours, str):
        return set(theirs.split("\n")) <= set(ours.split("\n"))
    return isinstance(theirs, list) and isinstance(ours, list) and set(theirs) <= set(ours)


def elements(node: Any, apart: set[Any]) -> Iterator[tuple[str, ...]]:
    """The children of a node: name, text, attributes."""
    for child in node:
        if child in apart or not isinstance(child.tag, str):
            continue
        inside = [
            f"{etree.QName(each).localname} {' '.join((each.text or '').split())}".strip()
            for each in child
            if isinstance(each.tag, str) and etree.QName(each).localname not in OWN_WORDS
        ]
        name, text = etree.QName(child).localname, " ".join((child.text or "").split())
        if name in OWN_WORDS:
            continue
        if name in TEXTS and "<" in text:
            text = " ".join("".join(map(str, html.fromstring(f"<div>{text}</div>").itertext())).split())
        yield (name, text, *sorted(map(str, child.attrib.values())), *inside)
