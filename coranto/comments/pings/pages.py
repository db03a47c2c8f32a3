"""Reading somebody's page for a ping: whether it links here, what it is called, what it says around the link. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

BLOCKS = {"p", "li", "blockquote", "td", "dd", "div", "section", "article", "figcaption", "h1", "h2", "h3"}
AROUND = 100  # characters on each side of the link, as in WordPress
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A page that links here: its title, and the words round the link."""

    title: str
    excerpt: str


def find_link(body: bytes, charset: str, page_url: str, target: str) -> LinkFound | None:
    """The first link to ``target`` on a page, or nothing; bare words that look like the address do not count."""
    tree = parsed(body, charset)
    if tree is None:
        return None
    for link in tree.iter("a", "area", "link", "img", "video", "audio", "source"):
        address = link.get("href") or link.get("src") or ""
        if address and same_page(joined(page_url, address), target):
            return LinkFound(title_of(tree), words_round(link))
    return None


def links_out(html: str, page_url: str, own_host: str) -> Iterator[str]:
    """The web addresses on other hosts that a body links to, each once."""
    tree = parsed(html.encode(), "utf-8")
    seen: set[str] = set()
    for link in tree.iter("a") if tree is not None else ():
        address = joined(page_url, link.get("href") or "").partition("#")[0]
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.netloc.lower() != own_host and address not in seen:
            seen.add(address)
            yield address


@dataclass(frozen=True, slots=True)
class Doors:
    """Where a page takes webmentions and pingbacks; empty where it does not."""

    webmention: str = ""
    pingback: str = ""


def find_doors(headers: dict[str, str], body: bytes, charset: str, page_url: str) -> Doors:
    """The addresses that a page names in headers or markup (W3C Webmention 3.1.2, Pingback 1.0)."""
    webmention = linked_by_header(headers.get("link", ""))
    pingback = headers.get("x-pingback", "").strip()
    tree = parsed(body, charset)
    for element in tree.iter("link", "a") if tree is not None else ():
        rels = (element.get("rel") or "").lower().split()
        address = element.get("href")
        if "webmention" in rels and webmention is None and address is not None:
            webmention = address
        if "pingback" in rels and not pingback and element.tag == "link":
            pingback = address or ""
    return Doors(
        joined(page_url, webmention) if webmention is not None else "", joined(page_url, pingback) if pingback else ""
    )


def linked_by_header(header: str) -> str | None:
    """The address with ``rel=webmention`` in a ``Link`` header."""
    for address, parameters in re.findall(r"<([^>]*)>([^,<]*)", header[:8_000]):
        rel = re.search(r"""rel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,]+))""", parameters, re.IGNORECASE)
        if rel and "webmention" in next(filter(None, rel.groups()), "").lower().split():
            return str(address)
    return None


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are of one page: scheme, case of the host, a slash at the end and ``#`` do not matter."""
    return bool(one) and _plain(one) == _plain(other)


def joined(page_url: str, address: str) -> str:
    """An address on a page, whole; nothing for one that cannot be read."""
    try:
        return urljoin(page_url, address.strip())
    except ValueError:
        return ""


def parsed(body: bytes, charset: str) -> HtmlElement | None:
    """The page as a tree, or nothing where there is none."""
    try:
        text = body.decode(charset or "utf-8", "replace").replace("\0", "")
        return lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, LookupError, ValueError):
        return None


def title_of(tree: HtmlElement) -> str:
    """What the page calls itself."""
    found = tree.find(".//title")
    return " ".join((found.text_content() if found is not None else "").split())[:LONGEST_TITLE]


def words_round(link: HtmlElement) -> str:
    """Some words before and after a link, in plain text."""
    block = link
    while block.getparent() is not None and block.tag not in BLOCKS:
        block = block.getparent()
    mark = "\ue000"
    link.text = mark + (link.text or "")
    text = " ".join(block.text_content().split())
    link.text = link.text[1:]
    before, _mark, after = text.partition(mark)
    start = max(0, len(before) - AROUND)
    return (before[start:] + after[: AROUND + len(link.text_content())]).strip()


def _plain(address: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ("", address, "")
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return host, unquote(parts.path).rstrip("/"), parts.query
