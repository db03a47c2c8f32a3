"""Mending one element that is not well-formed XML, without losing a word of it.

Tried only on elements that a strict parser refuses, so a sound file costs nothing. What is mended are the ways in
which real exports break: control characters, references that mean nothing in XML, markup outside CDATA, and CDATA
sections that old WordPress closed too early because a post itself contained ``]]>``.
"""

import re
from html.entities import html5

from coranto.wordpress.wxr.encodings import Mended

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]+")
_OPEN = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)(\s[^<>]*)?>")
_PLAIN_LEAVES = {"title", "link", "pubDate", "guid", "description", "category", "language", "generator"}
_CONTAINERS = {"author", "category", "tag", "term", "postmeta", "commentmeta", "termmeta", "comment"}
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_SPLIT_END = "]]]]><![CDATA[>"
_TAG_END = re.compile(r"\s*>")
_END_NAME = re.compile(r"</([A-Za-z_][\w.:-]*)")
_CDATA_FIRST = re.compile(r"\s*<!\[CDATA\[")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_NUMBER_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));")
_NAME_REFERENCE = re.compile(r"&(#[xX]?[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]{1,31};)?")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_LONE = re.compile("[\ud800-\udfff]")
_STRAY_LESS_THAN = re.compile(r"<(?![A-Za-z_/!?])")
_PREFIX = re.compile(r"[</\s]([A-Za-z_][\w.-]*):[A-Za-z_]")
_LOST = "\ufffd"


def mend(text: str) -> Mended:
    """Return the element with everything mended that can be, and what that was."""
    notes: dict[str, int] = {}
    text, count = _ILLEGAL.subn("", text)
    _note(notes, "control", count)
    mended = "".join(_fields(text, notes))
    return Mended(mended, [(kind, _REASONS[kind].format(count)) for kind, count in notes.items()])


def used_prefixes(text: str) -> set[str]:
    """Return the namespace prefixes on tags and attributes, outside CDATA sections."""
    return {match[1] for outside in _sections(text)[::2] for match in _PREFIX.finditer(outside)}


_REASONS = {
    "control": "control characters, which XML forbids, were taken out: {}",
    "cdata": "CDATA sections that were not closed where they should be were mended: {}",
    "markup": "fields with markup outside CDATA were kept as they were written: {}",
    "reference": "references that XML does not know were replaced by what they mean: {}",
    "surrogate": f"references to surrogates were joined, or became {_LOST} where there was no pair: {{}}",
    "ampersand": "signs & or < that were not escaped were kept as text: {}",
}


def _note(notes: dict[str, int], kind: str, count: int = 1) -> None:
    if count:
        notes[kind] = notes.get(kind, 0) + count


class _EndTags:
    """Looks for the end of fields, and remembers what it found, so that a hostile text takes linear time too."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[tuple[str, bool], int] = {}
        self._last = {match[1]: match.start() for match in _END_NAME.finditer(text)}

    def field_end(self, name: str, at: int) -> tuple[int, int] | None:
        """Return where the content of a field ends and where its end tag does.

        A field that begins as CDATA ends where section and field end together, so that a ``]]>`` within a post does
        not count; unless another field of the name begins before, which means that the section was never closed.
        """
        if self._last.get(name, -1) < at:
            return None
        plain = self._next(name, at, after_section=False)
        if plain < 0:
            return None
        place = plain
        if _CDATA_FIRST.match(self._text, at):
            closed = self._next(name, at, after_section=True)
            if closed >= 0 and self._text.find(f"<{name}>", plain, closed) < 0:
                place = closed
        return place, self._text.find(">", place) + 1

    def _next(self, name: str, at: int, *, after_section: bool) -> int:
        """Return the first place of ``</name>`` from ``at`` on, or -1; ``after_section`` wants a ``]]>`` before it."""
        known = self._found.get((name, after_section), 0)
        if known < 0 or known >= at > 0:
            return known
        place = at - 1
        while (place := self._text.find(f"</{name}", place + 1)) >= 0:
            is_whole = _TAG_END.match(self._text, place + len(name) + 2)
            if is_whole and (
                not after_section or self._text[max(at, place - 50) : place].rstrip().endswith(_CDATA_END)
            ):
                break
        self._found[name, after_section] = place
        return place


def _fields(text: str, notes: dict[str, int]) -> list[str]:
    """Return the text in pieces, mended: the content of each field by itself, and what lies between."""
    pieces: list[str] = []
    done = at = 0
    end_tags = _EndTags(text)
    while opening := _OPEN.search(text, at):
        at = opening.end()
        if not _is_leaf(opening[1]) or (opening[2] or "").endswith("/"):
            continue
        found = end_tags.field_end(opening[1], at)
        if not found:
            continue
        end, after = found
        pieces += [_mend_text(text[done:at], notes), _mend_field(text[at:end], notes)]
        done, at = end, after
    pieces.append(_mend_text(text[done:], notes))
    return pieces


def _is_leaf(name: str) -> bool:
    prefix, colon, local = name.partition(":")
    return local not in _CONTAINERS if colon else prefix in _PLAIN_LEAVES


def _sections(text: str) -> list[str]:
    """Return the text in pieces, by turns outside CDATA sections and a whole section."""
    pieces, at = [], 0
    while (start := text.find(_CDATA, at)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        end += len(_CDATA_END)
        pieces += [text[at:start], text[start:end]]
        at = end
    return [*pieces, text[at:]]


def _mend_field(inner: str, notes: dict[str, int]) -> str:
    stripped = inner.strip()
    if stripped.startswith(_CDATA):
        return _mend_cdata(stripped, notes)
    if _CDATA in inner:
        return _mend_between(inner, notes)
    if _MARKUP.search(inner):
        _note(notes, "markup")
        return _as_cdata(inner)
    return _mend_text(inner, notes)


def _mend_between(text: str, notes: dict[str, int]) -> str:
    """Mend what stands outside the CDATA sections of a field that has several."""
    return "".join(piece if i % 2 else _mend_text(piece, notes) for i, piece in enumerate(_sections(text)))


def _mend_cdata(section: str, notes: dict[str, int]) -> str:
    closed = section.endswith(_CDATA_END)
    inner = section[len(_CDATA) : -len(_CDATA_END) if closed else None]
    plain = inner.replace(_SPLIT_END, _CDATA_END)
    if closed and _is_several_sections(plain):
        return _mend_between(section, notes)
    if not closed or _CDATA_END in inner.replace(_SPLIT_END, ""):
        _note(notes, "cdata")
    return _as_cdata(plain)


def _is_several_sections(inner: str) -> bool:
    """Return whether what stands between the first ``<![CDATA[`` and the last ``]]>`` is ``a]]> b <![CDATA[c``."""
    closed, opened = inner.find(_CDATA_END), inner.find(_CDATA)
    return 0 <= closed < opened and inner.find(_CDATA_END, closed + 1, opened) < 0


def _as_cdata(text: str) -> str:
    return _CDATA + text.replace(_CDATA_END, _SPLIT_END) + _CDATA_END


def _mend_text(text: str, notes: dict[str, int]) -> str:
    """Mend references and stray signs in text outside CDATA."""
    if "&" in text:
        text = _NUMBER_REFERENCE.sub(lambda match: _number(match, notes), text)
        text = _join_surrogates(text, notes)
        text = _NAME_REFERENCE.sub(lambda match: _named(match, notes), text)
    text, stray = _STRAY_LESS_THAN.subn("&lt;", text)
    _note(notes, "ampersand", stray)
    return text.replace(_CDATA_END, "]]&gt;")


def _number(match: re.Match[str], notes: dict[str, int]) -> str:
    """Keep a reference to a legal character; a surrogate comes out bare, to be joined; the rest goes."""
    code = int(match[1], 16) if match[1] else int(match[2])
    if 0xD800 <= code <= 0xDFFF:
        return chr(code)
    if code in (9, 10, 13) or (0x20 <= code <= 0x10FFFF and code not in (0xFFFE, 0xFFFF)):
        return match[0]
    _note(notes, "control")
    return ""


def _join_surrogates(text: str, notes: dict[str, int]) -> str:
    text, pairs = _PAIR.subn(lambda m: chr(0x10000 + ((ord(m[1]) - 0xD800) << 10) + ord(m[2]) - 0xDC00), text)
    text, lone = _LONE.subn(_LOST, text)
    _note(notes, "surrogate", pairs + lone)
    return text


def _named(match: re.Match[str], notes: dict[str, int]) -> str:
    name = match[1]
    if name and (name in ("amp;", "lt;", "gt;", "quot;", "apos;") or _NUMBER_REFERENCE.fullmatch(match[0])):
        return match[0]
    if name in html5:
        _note(notes, "reference")
        return html5[name].replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    _note(notes, "ampersand")
    return "&amp;" + (name or "")
