"""Sorting the children of an element into texts, rows that repeat, and what has no field here."""

from dataclasses import dataclass, field

from lxml import etree

from coranto.wordpress.wxr.names import MESSAGE_TAGS, Names
from coranto.wordpress.wxr.records import Meta, UnknownElement
from coranto.wordpress.wxr.values import Odd, shorten


@dataclass(slots=True)
class Fields:
    """The children of one element. ``texts`` holds the first of each name."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[etree._Element]] = field(default_factory=dict)
    unknown: list[UnknownElement] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return a text as it stands, ``""`` when it is absent."""
        return self.texts.get(key, "")

    def line(self, key: str) -> str:
        """Return a text without outer white space, ``""`` when it is absent."""
        return self.texts.get(key, "").strip()


def collect(element: etree._Element, names: Names, texts: frozenset[str], rows: frozenset[str], odd: Odd) -> Fields:
    """Return the children of ``element``: ``texts`` are the names that come once, ``rows`` those that repeat.

    A name that should come once and comes again is kept among the unknown, and told to ``odd``.
    """
    fields = Fields(rows={key: [] for key in rows})
    found, keys, stray = fields.texts, names.keys, [element.text or ""]
    for child in element:
        key = keys[child.tag]
        if key in texts and key not in found:
            found[key] = names.text(child) if len(child) else child.text or ""
        elif key in rows:
            fields.rows[key].append(child)
        elif key in MESSAGE_TAGS:
            stray.append(names.text(child))
        elif key:
            if key in texts:
                odd("repeated", f"{key} is there twice; the first one counts")
            fields.unknown.append(UnknownElement(key, names.xml(child)))
        if (tail := child.tail) and not tail.isspace():
            stray.append(tail)
    if text := "".join(stray).strip():
        odd("text", f"text between the fields was passed over: {shorten(text, 100)}")
    return fields


def meta_row(element: etree._Element, names: Names, what: str, odd: Odd) -> Meta:
    """Return a custom field from its ``wp:postmeta``, ``wp:commentmeta`` or ``wp:termmeta``."""
    key = value = None
    for child in element:
        name = names.key(child)
        if name == "wp:meta_key" and key is None:
            key = names.text(child).strip()
        elif name == "wp:meta_value" and value is None:
            value = names.text(child)
        elif name:
            odd("unknown", f"{what} holds an unknown {name}, which was left out: {names.text(child)[:60]!r}")
    if not key:
        odd("missing", f"{what} has no key")
    return Meta(key or "", value or "")
