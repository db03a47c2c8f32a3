"""Plain text out of cleaned HTML, for excerpts, descriptions and search. Nothing here is printed as HTML."""

import re
from html import unescape

BLOCKS = (
    "address|article|aside|blockquote|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|"
    "table|td|th|tr|ul"
)
BLOCK_EDGE = re.compile(rf"</?(?:{BLOCKS}|br)\b[^>]*>", re.IGNORECASE)
QUIET = re.compile(r"<(script|style)\b", re.IGNORECASE)
QUIET_ENDS = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in ("script", "style")}
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
EXCERPT_WORDS = 55
ELLIPSIS = "…"


def plain_text(html: str) -> str:
    """The words of ``html`` with single spaces between them. Words of neighbouring blocks do not run together."""
    if "<" in html:
        html, rest = up_to_last("-->", without_quiet(html, QUIET, " "))
        html, rest = up_to_last(">", COMMENT.sub("", html) + rest)
        html, behind = up_to_last(">", BLOCK_EDGE.sub(" ", html))  # the last one may have been a block's
        html = TAG.sub("", html) + behind + rest
    return " ".join(unescape(html).split())


def up_to_last(sign: str, text: str) -> tuple[str, str]:
    """``text`` divided after the last ``sign``: what begins behind it never ends, and is not to be looked through."""
    end = text.rfind(sign) + len(sign) if sign in text else 0
    return text[:end], text[end:]


def at_block_edges(html: str, instead: str) -> str:
    """``html`` with each tag of a block, or break, replaced by ``instead``, in which ``\\g<0>`` is the tag."""
    with_tags, rest = up_to_last(">", html)
    return BLOCK_EDGE.sub(instead, with_tags) + rest


def without_quiet(html: str, beginning: re.Pattern[str], instead: str) -> str:
    """``html`` with ``instead`` in place of scripts and styles, which begin as ``beginning`` says; it names them."""
    pieces, done = [], 0
    never_ended: set[str] = set()
    for opening in beginning.finditer(html):
        name = opening[1].lower()
        if opening.start() < done or name in never_ended:
            continue
        end = QUIET_ENDS[name].search(html, opening.end())
        if end is None:
            never_ended.add(name)
            continue
        pieces += [html[done : opening.start()], instead]
        done = end.end()
    return "".join([*pieces, html[done:]])


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
