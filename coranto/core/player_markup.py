"""Frames, objects and loader scripts of other sites' players, found in HTML and turned into links (``embeds``).

This runs before cleaning, on HTML of any quality. What it misses, cleaning removes.
"""

import re
from html import unescape
from typing import NamedTuple

from coranto.core.embeds import find_embed, render_embed
from coranto.core.html.tags import escape_text, escape_value

_WORTH_A_LOOK = ("<iframe", "<object", "<embed", "<script", "<noscript", "fb-post", "fb-video")
_PLAYER = re.compile(
    r"""<iframe\b(?P<iframe>[^<>]*)>(?:(?:(?!<iframe\b)[^<]|<(?!/?iframe\b))*</iframe\s*>)?
    |<object\b(?P<object>[^<>]*)>(?P<inside>(?:[^<]|<(?!/?object\b))*)(?:</object\s*>)?
    |<embed\b(?P<embed>[^<>]*)>(?:\s*</embed\s*>)?
    |<script\b(?P<script>[^<>]*\bsrc\s*=[^<>]*)>(?:[^<]|<(?!/script))*(?:</script\s*>)?
    |<div\b(?P<facebook>[^<>]*\bclass=["']fb-(?:post|video)[^<>]*)>(?:[^<]|<(?!/div))*(?:</div\s*>)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOSCRIPT_TAG = re.compile(r"</?noscript\b[^>]*>", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PARAMETER = re.compile(r"<param\b([^>]*)>|<embed\b([^>]*)>", re.IGNORECASE)
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br ?/?>)*</p>\s*")
_DULL_TITLES = re.compile(
    r"(?:youtube|vimeo|video|spotify|soundcloud)?\s*(?:video|embed)?\s*(?:player|embed)?\Z", re.IGNORECASE
)


class Replaced(NamedTuple):
    """HTML without frames, and what was done: pairs of what was found and its address."""

    html: str
    unknown: tuple[tuple[str, str], ...]


def replace_players(html: str) -> Replaced:
    """Players of known sites as embeds, other frames and objects as links (and listed), loader scripts gone."""
    lowered = html.lower()
    if not any(word in lowered for word in _WORTH_A_LOOK):
        return Replaced(html, ())
    unknown: list[tuple[str, str]] = []
    html = _NOSCRIPT_TAG.sub("", html)
    paragraphs = _Paragraphs(html)

    def replace(found: re.Match[str]) -> str:
        kind, address, title = _read(found)
        figure = _figure(address, title)
        if figure:
            return f"</p>\n{figure}\n<p>" if paragraphs.is_open_at(found.start()) else figure
        unknown.append((kind, address))
        return _link(address, title) if kind != "script" else ""

    replaced = _PLAYER.sub(replace, html)
    if _INLINE_SCRIPT.search(replaced):
        unknown.append(("script", ""))
    return Replaced(_EMPTY_PARAGRAPH.sub("", replaced), tuple(unknown))


class _Paragraphs:
    """Whether a paragraph is open at a place. Places are asked for in order, and nothing is looked at twice."""

    def __init__(self, html: str) -> None:
        self._html, self._seen, self._is_open = html, 0, False

    def is_open_at(self, place: int) -> bool:
        """Whether the last ``<p`` before the place comes after the last ``</p``."""
        begun, ended = self._html.rfind("<p", self._seen, place), self._html.rfind("</p", self._seen, place)
        if begun != ended:
            self._is_open = begun > ended
        self._seen = max(self._seen, place - 2)  # neither is longer than three signs
        return self._is_open


def _read(found: re.Match[str]) -> tuple[str, str, str]:
    """What kind of player was found, its address and its title."""
    kind = str(found.lastgroup if found.lastgroup != "inside" else "object")
    attributes = _attributes(found[kind])
    if kind == "object":
        address = attributes.get("data") or _address_in_object(found["inside"])
    elif kind == "facebook":
        address = attributes.get("data-href", "")
    else:
        address = attributes.get("src") or attributes.get("data-src", "")
    title = attributes.get("title", "")
    return kind, address.strip(), "" if _DULL_TITLES.match(" ".join(title.split())) else title


def _figure(address: str, title: str) -> str:
    poll = re.search(r"//(?:secure|static)\.polldaddy\.com/p/(\d+)\.js", address)
    embed = find_embed(f"https://poll.fm/{poll[1]}" if poll else re.sub(r"\.js(?=\?|\Z)", "", address))
    return render_embed(embed, title=title) if embed else ""


def _link(address: str, title: str) -> str:
    if not re.match(r"(?:https?:)?//", address, re.IGNORECASE):
        return ""
    return f'<a href="{escape_value(address)}">{escape_text(title or address)}</a>'


def _address_in_object(inside: str) -> str:
    for parameter, embed in _PARAMETER.findall(inside):
        attributes = _attributes(parameter or embed)
        if embed and "src" in attributes:
            return attributes["src"]
        if attributes.get("name", "").lower() in ("movie", "src", "url"):
            return attributes.get("value", "")
    return ""


def _attributes(text: str) -> dict[str, str]:
    return {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(text)}
