"""What strangers type, made fit to keep: no control characters, nothing that turns the page round, no towers of marks.

The words stay as they are. Letters of every script, joiners, and the marks that say which way a word runs are kept.
"""

import re
import unicodedata

from coranto.core.html.inline import inline_html
from coranto.core.text import strip_tags

MOST_MARKS = 6  # on one letter; Hebrew with vowels and cantillation has four, Tibetan and Vietnamese fewer
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202a-\u202e]")  # embeddings and overrides, which reach past the end of the text
_ISOLATES = re.compile("[\u2066-\u2069]")
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # fillers of Hangul, the empty cell of Braille
_NOT_IN_ADDRESSES = str.maketrans({" ": "%20", '"': "%22", "<": "%3C", ">": "%3E"})
_INVISIBLE = re.compile("[\u00ad\u200b\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


def tidy_text(text: str) -> str:
    """A text of several lines: line ends as ``\\n``, no control characters but those and tabs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _OVERRIDES.sub("", _CONTROLS.sub("", text))
    return _few_marks(text).strip("\n")


def tidy_line(text: str) -> str:
    """A name or an address: one line, single spaces, nothing that is not seen."""
    text = _CONTROLS.sub(" ", text.replace("\t", " ").replace("\n", " ").replace("\r", " "))
    text = _ISOLATES.sub("", _OVERRIDES.sub("", _INVISIBLE.sub("", text)))
    return " ".join(_few_marks(text).split())


def tidy_name(text: str) -> str:
    """A name that programs get as it is: one line without tags, nor those that appear when tags are taken out."""
    text = tidy_line(text)
    while (without := tidy_line(strip_tags(text))) != text:
        text = without
    return text


def tidy_about(text: str) -> str:
    """What people say of themselves: emphasis and links stay, as they are printed. Without tags it is kept as typed."""
    text = tidy_text(text).strip()
    return str(inline_html(text)) if "<" in text else text


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: spaces, signs without a shape, marks on no letter."""
    return all(unicodedata.category(letter)[0] in "ZCM" or letter in _BLANK_LETTERS for letter in text)


def tidy_url(text: str) -> str:
    """A website as its owner typed it, with ``http://`` where a scheme is missing; nothing for other schemes."""
    url = tidy_line(text).translate(_NOT_IN_ADDRESSES)
    if not url:
        return ""
    if re.match(r"https?://[^/?#]", url, re.IGNORECASE):
        return url
    looks_schemed = re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", url, re.IGNORECASE) or url.startswith(("/", "?", "#"))
    return "" if looks_schemed else f"http://{url}"


def _few_marks(text: str) -> str:
    """No letter carries more than a few combining marks."""
    if text.isascii():
        return text
    kept, run = [], 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if run <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def plain_number(text: str, otherwise: int = 0) -> int:
    """The number that somebody wrote in plain digits, of which the first nine count; ``otherwise`` where it is none.

    >>> plain_number("12"), plain_number("x", 3), plain_number("١٢")
    (12, 3, 0)
    """
    return int(text[:9]) if text.isascii() and text.isdecimal() else otherwise
