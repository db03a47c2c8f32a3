"""HTML that would keep an HTML5 parser for minutes, made bearable before it reads it; other HTML is left as it is.

Four things take the parser time that grows with a square: elements nested without end (``html_depth``), thousands of
attributes on one tag, and thousands of ampersands or hard spaces in one piece of text or in one value, for each of
which it copies the whole of it. A megabyte of ``&`` takes ten seconds without this.
"""

import re

from coranto.core.html.depth import ATTRIBUTE, made_shallow

MOST_ATTRIBUTES = 500
MOST_SIGNS = 2_000
"""Ampersands and hard spaces in one piece of text."""
_LONG = 4 * MOST_ATTRIBUTES  # shorter texts can hold none of it
_TAG = re.compile(rf"(<[a-zA-Z][^\s/>]*+(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+)(?:{ATTRIBUTE})*+")
_VALUE = re.compile(rf"""=\s*+(?:"([^"]{{{MOST_SIGNS},}}+)"|'([^']{{{MOST_SIGNS},}}+)')""")
_TEXT = re.compile(rf"[^<]{{{MOST_SIGNS},}}+")
_SIGNS = re.compile(rf"(?:[&\u00a0][^&\u00a0]*+){{{MOST_SIGNS}}}")


def bounded(html: str) -> str:
    """``html`` in a shape that is read in time that grows with its length. What a cleaner makes of it is the same, but
    for attributes beyond the 500th, values of thousands of ampersands, and tags more than 500 deep."""
    if len(html) < _LONG:
        return html
    if "=" in html or " " in html:
        if any(tag.end() > tag.end(1) for tag in _TAG.finditer(html)):
            html = _TAG.sub(r"\1", html)
        html = _VALUE.sub(_bearable_value, html)
    if _signs_in(html) > MOST_SIGNS:
        html = _TEXT.sub(_in_pieces, html)
    return made_shallow(html)


def _signs_in(text: str) -> int:
    return text.count("&") + text.count("\u00a0")


def _bearable_value(found: re.Match[str]) -> str:
    return '=""' if _signs_in(found[0]) > MOST_SIGNS else found[0]


def _in_pieces(found: re.Match[str]) -> str:
    """A piece of text divided by an element that cleaning drops, never within a reference."""
    if _signs_in(found[0]) <= MOST_SIGNS:
        return found[0]
    return _SIGNS.sub(r"\g<0><bgsound>", found[0])
