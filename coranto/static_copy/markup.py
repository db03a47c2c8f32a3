"""Tags of whole pages, themes of owners included, with their places: enough to take elements out and find links. Pure.

``core.html_tags`` reads cleaned bodies only; a page also has scripts, comments and quotes of both kinds.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from coranto.core.html.tags import VOID

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))|=|[^=>]++)*+)(>|\Z)",
    re.DOTALL,
)
"""A comment or a tag. A quote opens a value behind ``=`` only, and what is not closed goes to the end, as browsers
have it; so no text is read twice."""
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}


class Token(NamedTuple):
    """One tag: where it stands, its name in lower case, and its attributes' text."""

    start: int
    end: int
    name: str
    is_closing: bool
    text: str

    @property
    def is_void(self) -> bool:
        """Whether nothing can stand inside it."""
        return self.name in VOID or self.text.endswith("/")

    def attributes(self) -> dict[str, str]:
        """Its attributes, unescaped; a bare one is empty."""
        return {
            match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(self.text)
        }


def read_tokens(html: str) -> Iterator[Token]:
    """Every tag in order; what scripts, styles and fields hold is passed over."""
    place = 0
    while match := _TOKEN.search(html, place):
        place = match.end()
        if match[2] is None or not match[4]:
            continue
        name = match[2].lower()
        yield Token(match.start(), match.end(), name, bool(match[1]), match[3])
        if not match[1] and name in _RAW and (closing := _RAW[name].search(html, place)):
            place = closing.start()
