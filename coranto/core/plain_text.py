"""Plain text out of cleaned HTML, for excerpts, descriptions and search. Nothing here is printed as HTML."""

import re
from html import unescape

BLOCKS = (
    "address|article|aside|blockquote|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|"
    "table|td|th|tr|ul"
)
BLOCK_EDGE = re.compile(rf"</?(?:{BLOCKS}|br)\b[^>]*>", re.IGNORECASE)
QUIET = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
EXCERPT_WORDS = 55
ELLIPSIS = "…"


def plain_text(html: str) -> str:
    """The words of ``html`` with single spaces between them. Words of neighbouring blocks do not run together."""
    if "<" in html:
        html = COMMENT.sub("", QUIET.sub(" ", html))
        html = TAG.sub("", BLOCK_EDGE.sub(" ", html))
    return " ".join(unescape(html).split())


def first_words(text: str, count: int = EXCERPT_WORDS) -> tuple[str, bool]:
    """The first ``count`` words of plain text, and whether something was cut off."""
    words = text.split(None, count)
    if len(words) <= count:
        return " ".join(words), False
    return " ".join(words[:count]), True


def shortened(text: str, length: int) -> str:
    """Plain text of at most ``length`` characters, cut at a word where that is possible."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rsplit(None, 1)[0] if " " in cut[length // 2 :] else cut
    return at_word.rstrip(" ,;:.–—-") + ELLIPSIS
