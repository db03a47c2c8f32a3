"""Reading and changing tags of HTML that has been cleaned.

Only for what ``html_cleaning`` or our own renderers wrote: attributes in double quotes, no ``<`` in text that is not
a tag. On other HTML these patterns may miss tags, so nothing that must be safe rests on them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape, unescape
from typing import NamedTuple

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s=\"'>/]+(?:=\"[^\"]*\")?)*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:=\"([^\"]*)\")?")
_ID = re.compile(r" id=\"([^\"]*)\"")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_NAMES.split())


class Tag(NamedTuple):
    """One tag: its place in the text, its name in lower case, whether it ends an element, its attributes unescaped."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: dict[str, str]

    @property
    def void(self) -> bool:
        """Whether nothing can stand inside it."""
        return self.name in VOID


def read_tags(html: str) -> Iterator[Tag]:
    """Every tag of ``html`` in order."""
    for found in TAG.finditer(html):
        yield Tag(found.start(), found.end(), found[2].lower(), bool(found[1]), read_attributes(found[3]))


def read_attributes(text: str) -> dict[str, str]:
    """The attributes in ``text``, the inside of a tag after its name; a bare attribute has an empty value."""
    if not text:
        return {}
    return {found[1].lower(): unescape(found[2] or "") for found in _ATTRIBUTE.finditer(text)}


def write_tag(name: str, attributes: dict[str, str]) -> str:
    """A start tag, its values escaped."""
    written = "".join(f' {key}="{escape_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"


def escape_value(value: str) -> str:
    """``value`` as it stands between double quotes."""
    return escape_text(value).replace('"', "&quot;")


def escape_text(text: str) -> str:
    """``text`` as it stands between tags."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


def change_attribute(html: str, names: frozenset[str], change: Callable[[str, str], str]) -> str:
    """``html`` with the value of each attribute in ``names`` replaced by ``change(name, value)``."""
    wanted = _attributes_called(names)
    if not wanted.search(html):
        return html

    def change_one(found: re.Match[str]) -> str:
        old = unescape(found[3])
        new = change(found[2].lower(), old)
        return found[0] if new == old else f'{found[1]}{found[2]}="{escape_value(new)}"'

    return TAG.sub(lambda tag: wanted.sub(change_one, tag[0]) if tag[3] else tag[0], html)


@cache
def _attributes_called(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(\s)({'|'.join(sorted(names))})=\"([^\"]*)\"", re.IGNORECASE)


def without_repeated_ids(html: str) -> str:
    """``html`` with each ``id`` on the first element that has it only."""
    ids = _ID.findall(html)
    if len(ids) == len(set(ids)):
        return html
    seen: set[str] = set()

    def keep_first(found: re.Match[str]) -> str:
        attributes = read_attributes(found[3])
        name = attributes.get("id")
        if name is None or name not in seen:
            seen.update(() if name is None else (name,))
            return found[0]
        del attributes["id"]
        return write_tag(found[2], attributes)

    return TAG.sub(keep_first, html)


def has_balanced_tags(html: str) -> bool:
    """Whether every element that begins ends, in order."""
    open_names: list[str] = []
    for found in TAG.finditer(html):
        name = found[2].lower()
        if found[1]:
            if not open_names or open_names.pop() != name:
                return False
        elif name not in VOID:
            open_names.append(name)
    return not open_names
