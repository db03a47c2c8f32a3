"""The beginning of a file: is it an export at all, and which prefixes does it declare?"""

import re
from collections.abc import Callable
from typing import NamedTuple

from coranto.wordpress.wxr.errors import ExportError, NotAnExportError
from coranto.wordpress.wxr.names import declared_namespaces
from coranto.wordpress.wxr.values import shorten
from coranto.wordpress.wxr.windows import Window

Report = Callable[[str, str, int], None]  # kind, reason, byte
_MAX_HEAD = 1024 * 1024
_ROOT = re.compile(rb"<rss(?=[\s>])")
_CHANNEL = re.compile(rb"<channel(?=[\s>])")
_TAG = re.compile(rb"""<\w+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ENDS = {b"<?": b"?>", b"<!--": b"-->", b"<!DOCTYPE": b">"}
_START = re.compile(rb"<\?|<!--|<!DOCTYPE")
_END_TAG = re.compile(rb"</(?:channel|rss)\s*>")
_GENERATOR = re.compile(rb"""<!--\s*generator=["']([^"'<>]{1,200})["']""")
_HOW = "in WordPress, open Tools, Export, choose “All content” and download the file again"
_SIGNS = (  # what a file looks like that is no export: sign, what to say
    (
        rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]",
        "a web page, not an export; sign in to WordPress and export again",
    ),
    (rb"<feed[\s>]", "an Atom feed, not an export; {how}"),
    (rb"<rdf:rdf[\s>]", "an RSS 1.0 feed, not an export; {how}"),
    (rb"<urlset[\s>]|<sitemapindex[\s>]", "a sitemap, not an export; {how}"),
    (rb"\A\s*[{\[]", "JSON, not an export; {how}"),
    (rb"\A\s*--\s|create table |insert into ", "a database dump, not an export; {how}"),
    (rb"\A\s*<\?xml|\A\s*<\w", "XML, but not a WordPress export; {how}"),
)


class Head(NamedTuple):
    """What stands before the elements of the channel. ``generator`` is WordPress's own word, ``""`` if unknown."""

    namespaces: dict[str, str]
    generator: str = ""


class CutHeadError(Exception):
    """The file ends before its channel begins."""


def read_head(window: Window, name: str, report: Report) -> Head:
    """Move the window to the first element of the channel. Raise NotAnExportError for anything but an export."""
    place = _find(window, _ROOT)
    if place < 0:
        return _head_without_root(window, name, report)
    prologue = window.piece(0, place)
    _check_prologue(prologue, name, report, window.byte)
    window.skip(place)
    root = _take_tag(window)
    place = _find(window, _CHANNEL)
    if place < 0:
        raise CutHeadError
    if between := _unmarked(window.piece(0, place)):
        report(
            "text", f"text before the channel was passed over: {shorten(between.decode(errors='replace'))}", window.byte
        )
    window.skip(place)
    channel = _take_tag(window)
    match = _GENERATOR.search(prologue) or _GENERATOR.search(root)
    return Head(declared_namespaces(root, channel), match[1].decode(errors="replace") if match else "")


def begins_again(window: Window, report: Report) -> bool:
    """Pass the end of a channel and look for a second export in the same file. What else stands there is reported.

    An unpacking error so late costs nothing, and is reported too.
    """
    try:
        place = _find(window, _ROOT)
        rest = _unmarked(_END_TAG.sub(b"", window.piece(0, place if place >= 0 else len(window))))
        if place >= 0:
            report("text", "another export follows in the same file; it is read as well", window.byte + place)
            window.skip(_past_end_tags(window.piece(0, place)))
        elif rest:
            report(
                "text", f"text after the export was passed over: {shorten(rest.decode(errors='replace'))}", window.byte
            )
        while place < 0 and window.more():
            window.skip(len(window))
    except ExportError as error:
        report("cut", f"{error}; this is after the end of the export, so nothing is missing", window.byte)
        return False
    return place >= 0


def _past_end_tags(raw: bytes) -> int:
    return max((match.end() for match in _END_TAG.finditer(raw)), default=0)


def not_wordpress(name: str) -> NotAnExportError:
    """Return the error for an RSS file that has nothing of WordPress in it."""
    return NotAnExportError(f"{name} is an RSS feed, not an export; {_HOW}")


def _find(window: Window, pattern: re.Pattern[bytes]) -> int:
    """Return the place of the first match among the first bytes, or -1."""
    at = 0
    while True:
        if match := pattern.search(window.bytes, window.pos + at):
            return match.start() - window.pos
        at = max(at, len(window) - 20)
        if len(window) >= _MAX_HEAD or not window.more():
            return -1


def _take_tag(window: Window) -> bytes:
    while not (match := _TAG.match(window.bytes, window.pos)):
        if len(window) >= _MAX_HEAD or not window.more():
            raise CutHeadError
    window.skip(len(match[0]))
    return match[0]


def _check_prologue(prologue: bytes, name: str, report: Report, byte: int) -> None:
    if b"<!ENTITY" in prologue:
        raise ExportError(
            f"{name} declares entities (<!ENTITY …>), as no export does; refused, because they can be an attack"
        )
    if b"<!DOCTYPE" in prologue:
        report("doctype", "the document type was passed over; nothing was loaded for it", byte)
    if rest := _unmarked(prologue):
        report("text", f"text before the export was passed over: {shorten(rest.decode(errors='replace'))}", byte)


def _head_without_root(window: Window, name: str, report: Report) -> Head:
    start = window.piece(0, 65536)
    if not start.strip(b"\x00 \t\r\n"):
        raise NotAnExportError(f"{name} is empty; {_HOW}")
    if b"<!ENTITY" in start:
        _check_prologue(start, name, report, 0)
    if (bare := start.find(b"<item>")) >= 0 and start.find(b"<wp:post_id>", bare) >= 0:
        report("head", "the file does not begin with the head of an export; read from its first item on", 0)
        window.skip(bare)
        return Head({})
    if b"WordPress eXtended RSS" in start:
        raise CutHeadError
    raise NotAnExportError(f"{name} is {_likeness(start)}")


def _likeness(start: bytes) -> str:
    for sign, words in _SIGNS:
        if re.search(sign, start[:4096], re.IGNORECASE):
            return words.format(how=_HOW)
    return f"not an XML file; {_HOW}"


def _unmarked(raw: bytes) -> bytes:
    """Return what is left without comments, declarations, document types and blanks. Takes linear time."""
    kept, at = [], 0
    while start := _START.search(raw, at):
        end_sign = _ENDS[start[0]]
        if start[0] == b"<!DOCTYPE" and b"[" in raw[start.end() : raw.find(b">", start.end())]:
            end_sign = b"]>"
        end = raw.find(end_sign, start.end())
        if end < 0:
            break
        kept.append(raw[at : start.start()])
        at = end + len(end_sign)
    return b"".join([*kept, raw[at:]]).strip()
