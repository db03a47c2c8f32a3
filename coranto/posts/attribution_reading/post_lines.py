"""From the markup of a post to its first and last lines.

Pictures' captions, tables, code, forms and embeds are left out: what they credit is not the text. Of a long post only
the first and last blocks are walked. Time is linear in the size of the markup; the HTML parser stops at nesting deeper
than its limit, and what it saw until then is used.
"""

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from coranto.core.html.bounds import bounded
from coranto.posts.attribution_reading.line_collector import LineCollector
from coranto.posts.attribution_reading.lines import PostLines

HEAD_BLOCKS: Final = 8
TAIL_BLOCKS: Final = 12
PARAGRAPH_TAG: Final = re.compile(r"<(?:p|br|div)\b", re.I)


def post_lines(html: str) -> PostLines:
    """The first ``HEAD_LINES`` and last ``TAIL_LINES`` lines of a post's HTML or classic text."""
    html = without_captions(bounded(html.replace("\x00", " ")))
    tagged = PARAGRAPH_TAG.search(html) is not None
    collector = LineCollector(breaks="" if tagged else "\n")
    root = parsed(html)
    if root is not None:
        walk_ends(root, collector, whole=not tagged)
    return collector.found()


def parsed(html: str) -> etree._Element | None:
    """The tree of some markup; None where there is nothing in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(b"<body>" + html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def without_captions(html: str) -> str:
    """Classic text without its ``[caption]`` shortcodes."""
    start, kept = 0, []
    while (opening := html.find("[caption", start)) >= 0 and (closing := html.find("[/caption]", opening)) >= 0:
        kept.append(html[start:opening])
        start = closing + len("[/caption]")
    return " ".join([*kept, html[start:]])


def walk_ends(root: etree._Element, collector: LineCollector, *, whole: bool) -> None:
    """Walk the first and the last blocks of a tree, or all of it."""
    wrappers = []
    while len(root) == 1 and not (root.text or "").strip() and not (root[0].tail or "").strip():
        wrappers.append(root)
        root = root[0]
    for wrapper in wrappers:
        collector.start(str(wrapper.tag), wrapper)
    if whole or len(root) <= HEAD_BLOCKS + TAIL_BLOCKS:
        walk(root, collector)
    else:
        blocks = list(root)
        collector.start(str(root.tag), root)
        collector.data(root.text or "")
        walk_children(blocks[:HEAD_BLOCKS], collector)
        collector.end_block()
        walk_children(blocks[-TAIL_BLOCKS:], collector)
        collector.end(str(root.tag))
    collector.end_block()


def walk(element: etree._Element, collector: LineCollector) -> None:
    """Tell the collector of an element and all inside it. The parser bounds the depth."""
    tag = str(element.tag)
    if not collector.start(tag, element):
        return
    if element.text:
        collector.data(element.text)
    walk_children(element, collector)
    collector.end(tag)


def walk_children(elements: Iterable[etree._Element], collector: LineCollector) -> None:
    """Tell the collector of neighbouring elements and the text between them."""
    for child in elements:
        walk(child, collector)
        if child.tail:
            collector.data(child.tail)
