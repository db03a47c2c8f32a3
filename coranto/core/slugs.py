"""Slugs as WordPress makes them of titles (``sanitize_title``): the part of an address that names a thing.

Lower case, hyphens, accents taken off Latin letters, everything else beyond ASCII percent-encoded in lower-case hex.
Source of the behaviour: the answers of a real WordPress (``tests/wordpress/judge``).
"""

import re
import unicodedata
from urllib.parse import quote

MAX_BYTES = 200

_WITHOUT_ACCENT = {
    "ß": "s", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
    "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ħ": "h", "Ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "n", "Ŋ": "n", "ŀ": "l",
    "Ŀ": "l", "ŉ": "n", "ŧ": "t", "Ŧ": "t", "ſ": "s", "ĳ": "ij", "Ĳ": "ij", "€": "e", "£": "", "ª": "a", "º": "o",
    "ə": "a", "Ə": "a",
}  # fmt: skip
_LATIN = re.compile("[\u00aa\u00ba\u00a3\u00c0-\u024f\u0259\u1e00-\u1eff\u20ac]")
_TAG = re.compile(r"<[^>]*>?")
_ENCODED = re.compile(r"%(?![0-9a-fA-F]{2})")
_ENTITY = re.compile(r"&[^;]*?;")
_DASHES = re.compile("[\u00a0\u2010-\u2015/.]|&nbsp;|&#160;|&ndash;|&#8211;|&mdash;|&#8212;")
_DROPPED = re.compile(
    "[\u00a1\u00bf\u2039\u203a\u00ab\u00bb\u2018-\u201f\u2026\u00a9\u00ae\u00b0\u2117\u2122\u00b4\u02ca\u0301\u0341"
    "\u0300\u0304\u030c\u2022\u200b-\u200f\u202a-\u202e\ufeff\ufffc]"
)
_ELSE = re.compile(r"[^%a-z0-9 _\-\x80-\U0010ffff]")
_UPPER_HEX = re.compile(r"%[0-9A-F]{2}")


def slugify(title: str) -> str:
    """The slug for a title: at most 200 bytes in its encoded form, cut after a whole character; may be empty."""
    text = _LATIN.sub(lambda letter: _plain(letter[0]), unicodedata.normalize("NFC", title))
    text = _ENCODED.sub("", _TAG.sub("", text)).lower()
    text = _within(text, MAX_BYTES)
    text = _ENTITY.sub("", _DASHES.sub("-", text)).replace("\u00d7", "x")
    text = _ELSE.sub("", _DROPPED.sub("", text))
    text = re.sub(r"-{2,}", "-", re.sub(r" +", "-", text)).strip("-")
    return _UPPER_HEX.sub(lambda code: code[0].lower(), quote(text, safe="%_-"))


def _plain(letter: str) -> str:
    if letter in _WITHOUT_ACCENT:
        return _WITHOUT_ACCENT[letter]
    simple = unicodedata.normalize("NFD", letter)[0]
    return simple if simple.isascii() else letter


def _within(text: str, limit: int) -> str:
    """As much of ``text`` as fits into ``limit`` bytes when encoded, in whole characters."""
    length = 0
    for at, letter in enumerate(text):
        length += 1 if letter.isascii() else 3 * len(letter.encode("utf-8", "replace"))
        if length > limit:
            return text[:at]
    return text
