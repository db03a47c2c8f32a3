"""What of a body WordPress makes excerpts from: its running text, without captions, galleries, buttons and the like."""

import re

from lxml import etree, html

from coranto.core.plain_text import at_block_edges
from coranto.core.text import trim_words
from coranto.core.wordpress_spelling import numbered_references, respelled

LIKELY = re.compile(r"wp-block-|wp-caption|class=\"gallery")
RUNNING = frozenset(
    {"heading", "media-text", "paragraph", "preformatted", "pullquote", "quote", "table", "verse"}
    | {"columns", "column", "group", "group-is-layout-flow"}
)
BLOCK = re.compile(r"(?:^|\s)wp-block-([a-z0-9-]+)")
APART = re.compile(r"(?:^|\s)(?:wp-caption|gallery)(?:\s|$)")


def running_text(body: str) -> str:
    """The body without what does not run: WordPress leaves the same blocks and shortcodes out of its excerpts."""
    if not LIKELY.search(body):
        return body
    root = html.fragment_fromstring(body, create_parent="div")
    for element in list(root.iter(etree.Element)):
        if is_apart(str(element.get("class") or "")) and element.getparent() is not None:
            element.drop_tree()
    text = html.tostring(root, encoding="unicode")
    return str(text).removeprefix("<div>").removesuffix("</div>")


def is_apart(classes: str) -> bool:
    """Whether an element of these classes is none of the running text."""
    block = BLOCK.search(classes)
    return bool(block and is_block_apart(block[1])) or bool(APART.search(classes))


def is_block_apart(name: str) -> bool:
    """``image`` and ``buttons`` are, of parts of blocks none is: ``pullquote__citation``, ``media-text__content``."""
    return name not in RUNNING


def excerpt_words(page: str, more: str) -> str:
    """The first 55 words of a page of a body, as HTML text; ``more`` stands after them where there are further ones.

    Signs and references are spelled as WordPress spells them in feeds.
    """
    words = trim_words(at_block_edges(respelled(running_text(page)), r"\n\g<0>\n"), more=more)
    return numbered_references(words)
