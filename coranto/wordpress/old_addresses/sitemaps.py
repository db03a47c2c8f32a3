"""Sitemaps and indexes of sitemaps (sitemaps.org), read as a stream: no entities, no network, flat memory."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from coranto.wordpress.old_addresses.sources import ListError

LONGEST = 8_192
SHOWN = 200
HOLDERS = {"url": False, "sitemap": True, "image": False}
"""What a ``loc`` may stand in, and whether it then leads to a further sitemap; ``image`` is Google's extension."""


class Loc(NamedTuple):
    """An address in a sitemap; of one too long for an address only the beginning."""

    address: str
    is_sitemap: bool = False
    is_cut: bool = False


class NoSitemap(ListError):
    """Another kind of XML; ``root`` is the local name of its outermost element."""

    def __init__(self, name: str, root: str) -> None:
        super().__init__(f"{name} is no sitemap, but XML of another kind (<{root[:60]}>).")
        self.root = root


def read_locs(blocks: Iterator[bytes], name: str) -> Iterator[Loc]:
    """Every ``loc`` in order. Raise NoSitemap for other XML, ListError for what is damaged or declares entities."""
    parser = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False)
    has_begun = False
    try:
        for block in blocks:
            _refuse_declarations(block, has_begun, name)
            parser.feed(block)
            for event, element in parser.read_events():
                if not isinstance(element, etree._Element):
                    continue
                if not has_begun:
                    has_begun = True
                    _check_root(element, name)
                elif event == "end":
                    yield from _taken(element)
        parser.close()
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg or error).split())[:200]
        raise ListError(f"{name} is damaged or cut off: {reason}") from error


def _refuse_declarations(block: bytes, has_begun: bool, name: str) -> None:
    plain = block.replace(b"\x00", b"") if not has_begun else b""
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ListError(f"{name} declares a document type, as no sitemap does: it was not read.")


def _check_root(element: etree._Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ListError(f"{name} declares a document type, as no sitemap does: it was not read.")
    root = _local(element)
    if root not in {"urlset", "sitemapindex"}:
        raise NoSitemap(name, root)


def _taken(element: etree._Element) -> Iterator[Loc]:
    """The address in an element that ended, which is then thrown away with all before it."""
    parent = element.getparent()
    if parent is None:
        return
    holder = _local(parent)
    if _local(element) == "loc" and holder in HOLDERS and (text := (element.text or "").strip()):
        is_cut = len(text) > LONGEST
        yield Loc(text[:SHOWN] + "…" if is_cut else text, HOLDERS[holder], is_cut)
    element.clear()
    while element.getprevious() is not None:
        del parent[0]


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
