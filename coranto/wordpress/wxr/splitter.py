"""Cutting an export into the elements under its channel, without parsing them.

Each element is then parsed by itself. So one broken item costs that item and not the rest of the file, memory is
bounded by the largest item, and the place of every item in the file is known. (Letting a parser "recover" over the
whole file loses text without a word: libxml2 drops everything before a control character in a CDATA section.)
``docs/decisions/0005-reading-exports.md`` has the longer story.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from coranto.wordpress.wxr.windows import Window

_NAME = re.compile(rb"<([A-Za-z_][\w.:-]{0,100})(?=[\s/>])")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_COMMENT, _COMMENT_END = b"<!--", b"-->"
_MAX_NAME = 110
_VOID = {b"br", b"hr", b"img", b"meta", b"input"}  # HTML of an error message that PHP wrote into the file
_MAX_TAG_ENDS = 50  # ">" signs in the attributes of one tag before its quotes count as broken


_Kind = Literal["element", "broken", "text", "comment"]
_WHOLE: _Kind = "element"
_BROKEN: _Kind = "broken"


class Piece(NamedTuple):
    """Something under the channel. ``raw`` is its bytes, ``byte`` their place in the file.

    ``element`` is whole, ``broken`` is one whose end tag is missing, ``text`` is anything that should not be there.
    """

    kind: _Kind
    name: str
    raw: bytes
    byte: int


class CutOffError(Exception):
    """The stream ends inside the channel."""


def split_channel(window: Window) -> Iterator[Piece]:
    """Yield what stands under the channel up to ``</channel>``, which is left in the window.

    Raise CutOffError when the stream ends before that.
    """
    while True:
        yield from _text(window)
        if window.starts_with(b"</channel") or window.starts_with(b"</rss"):
            return
        if not window.has(1):
            raise CutOffError
        yield _markup(window)


def _text(window: Window) -> Iterator[Piece]:
    start, end = window.byte, window.find(b"<")
    raw = window.take(end if end >= 0 else len(window))
    if raw.strip():
        yield Piece("text", "", raw, start)


def _markup(window: Window) -> Piece:
    """Take the comment, section, tag or element that begins at the window."""
    if window.starts_with(_COMMENT):
        return _take(window, "comment", window.find(_COMMENT_END), len(_COMMENT_END))
    if window.starts_with(_CDATA):
        return _take(window, "text", window.find(_CDATA_END), len(_CDATA_END))
    match = _NAME.match(window.bytes, window.pos)
    while not match and len(window) < _MAX_NAME and window.more():
        match = _NAME.match(window.bytes, window.pos)
    if not match:
        return _take(window, "text", window.find(b">"), 1)
    return _element(window, match[1])


def _take(window: Window, kind: _Kind, place: int, width: int) -> Piece:
    if place < 0:
        raise CutOffError
    start = window.byte
    return Piece(kind, "", window.take(place + width), start)


def _element(window: Window, name: bytes) -> Piece:
    tag_end = _end_of_tag(window)
    end, kind = tag_end, _WHOLE
    if window.piece(tag_end - 2, tag_end) != b"/>" and name.lower() not in _VOID:
        end, kind = _end_of_element(window, name, tag_end)
    start = window.byte
    return Piece(kind, name.decode(), window.take(end), start)


def _end_of_tag(window: Window) -> int:
    first = end = window.find(b">")
    for _ in range(_MAX_TAG_ENDS):
        if end < 0:
            raise CutOffError
        if window.bytes.count(b'"', window.pos, window.pos + end) % 2 == 0:
            return end + 1
        end = window.find(b">", end + 1)
    return first + 1


def _end_of_element(window: Window, name: bytes, tag_end: int) -> tuple[int, _Kind]:
    """Return where an element ends, and whether its end tag was there or the next item began before it."""
    end_tag, at, outside = b"</" + name, tag_end, tag_end
    while True:
        place = window.find_within(end_tag, at, len(window))
        if place < 0:
            searched = len(window)
            begun = _next_item(window, tag_end, searched)
            if begun >= 0:
                return begun, _BROKEN
            at = max(at, searched - len(end_tag) + 1)
            if len(window) == searched and not window.more():  # looking for the end of a section may have read on
                raise CutOffError
            continue
        section_end = _end_of_section(window, outside, place)
        at = outside = section_end or place
        if section_end:
            continue
        if window.has(place + len(end_tag) + 1) and _ends_name(window, place + len(end_tag)):
            break
        at = place + len(end_tag)
    begun = _next_item(window, tag_end, place)
    return (begun, _BROKEN) if begun >= 0 else (_past(window, b">", place), _WHOLE)


def _ends_name(window: Window, place: int) -> bool:
    return window.piece(place, place + 1) in (b">", b" ", b"\t", b"\r", b"\n")


def _next_item(window: Window, start: int, end: int) -> int:
    """Return the place of an ``<item>`` tag between two places and outside all sections, or -1."""
    at = outside = start
    while (place := window.find_within(b"<item", at, end)) >= 0:
        section_end = _end_of_section(window, outside, place)
        if not section_end and _ends_name(window, place + 5):
            return place
        outside = section_end or place
        at = section_end or place + 5
    return -1


def _end_of_section(window: Window, outside: int, place: int) -> int:
    """Return the end of the CDATA section or comment that ``place`` lies in, or 0; ``outside`` lies in none.

    After the last ``]]>`` before the place one is outside, whatever went before; so only what follows it counts.
    """
    last = window.find_last(_CDATA_END, outside, place)
    start = last + len(_CDATA_END) if last >= 0 else outside
    if window.find_within(_CDATA, start, place) >= 0:
        return _past(window, _CDATA_END, place)
    comment = window.find_last(_COMMENT, start, place)
    if comment >= 0 and window.find_within(_COMMENT_END, comment, place) < 0:
        return _past(window, _COMMENT_END, place)
    return 0


def _past(window: Window, needle: bytes, at: int) -> int:
    place = window.find(needle, at)
    if place < 0:
        raise CutOffError
    return place + len(needle)
