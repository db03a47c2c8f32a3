"""Names of elements, whatever prefix and version of the export namespace a file uses.

WordPress has used ``http://wordpress.org/export/1.0/`` to ``1.2/``; some tools write ``https``, some forget to
declare a prefix at all. All come out as ``wp:post_id``, ``content:encoded`` and so on.
"""

import re
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from lxml import etree

WXR_NAMESPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
_EXPORT = re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]+/?(excerpt)?/?")
_ATTRIBUTE = re.compile(rb"""xmlns:([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_MAX_REMEMBERED = 2000  # names; a hostile file may hold any number of different ones
_MAX_PREFIXES = 60
_UNDECLARED = "urn:undeclared:"
# Tags of an error message that PHP wrote into the file while WordPress was writing it.
MESSAGE_TAGS = frozenset(
    {"b", "br", "hr", "i", "p", "div", "span", "pre", "code", "font", "table", "strong", "em", "html", "body"}
)


class Names:
    """The prefixes of one file, and what its elements are called here."""

    def __init__(self, declared: dict[str, str]) -> None:
        """``declared`` maps prefixes to addresses as the file does. The usual ones are added where missing."""
        self.namespaces = {**declared}
        roles = {_role(address) for address in declared.values()}
        self._missing = set(WXR_NAMESPACES) - roles
        self._assumed: list[str] = []
        for prefix, address in WXR_NAMESPACES.items():
            self.namespaces.setdefault(prefix, address)
        self.keys = _Keys(self._work_out)
        self._wrap()

    def key(self, element: etree._Element) -> str:
        """Return the name of an element: ``prefix:local`` in WXR, else ``local`` or ``{uri}local``; ``""`` for none."""
        return self.keys[element.tag]

    def add_undeclared(self, prefixes: set[str]) -> list[str]:
        """Declare prefixes that a file uses without saying what they mean. Return those that were new."""
        new = sorted(prefixes - self.namespaces.keys() - {"xml", "xmlns"})[: _MAX_PREFIXES - len(self.namespaces)]
        for prefix in new:
            self.namespaces[prefix] = _UNDECLARED + prefix
        if new:
            self._wrap()
        return new

    def newly_assumed(self) -> list[str]:
        """Return the usual prefixes that turned out, since the last call, to be used without being declared."""
        assumed, self._assumed = self._assumed, []
        return assumed

    def wrapped(self, raw: bytes) -> bytes:
        """Return an element as a document of its own, under a root that declares every prefix."""
        return self._root + raw + b"</r>"

    def text(self, element: etree._Element) -> str:
        """Return the text of an element, with markup that somebody forgot to escape kept as it was written."""
        if len(element):
            head = _escape(element.text or "")
            return head + "".join(self._unwrapped(child) for child in element)
        return element.text or ""

    def xml(self, element: etree._Element) -> str:
        """Return an element written out, without the declarations that every export has."""
        return self._unwrapped(element, with_tail=False)

    def _unwrapped(self, element: etree._Element, *, with_tail: bool = True) -> str:
        text = etree.tostring(element, encoding="unicode", with_tail=with_tail)
        tag_end = text.find(">")
        tag, rest = text[:tag_end], text[tag_end:]
        for declaration in self._declarations:
            tag = tag.replace(declaration, "", 1)
        return tag + rest

    def _wrap(self) -> None:
        pairs = self.namespaces.items()
        self._declarations = [f" xmlns:{prefix}={quoteattr(address)}" for prefix, address in pairs]
        self._root = f"<r{''.join(self._declarations)}>".encode()

    def _work_out(self, tag: object) -> str:
        if not isinstance(tag, str):
            return ""  # comments and processing instructions have functions for tags
        address, brace, local = tag.removeprefix("{").rpartition("}")
        role = _role(address)
        if role in self._missing:
            self._missing.discard(role)
            self._assumed.append(role)
        if role or address.startswith(_UNDECLARED):
            return f"{role or address.removeprefix(_UNDECLARED)}:{local}"
        return tag if brace else local


class _Keys(dict[object, str]):
    """Tags to names, worked out when first asked for. A dictionary, because it is asked a hundred times an item."""

    def __init__(self, work_out: Callable[[object], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, tag: object) -> str:
        key = self._work_out(tag)
        if len(self) < _MAX_REMEMBERED:
            self[tag] = key
        return key


def declared_namespaces(*tags: bytes) -> dict[str, str]:
    """Return the prefixes that the given start tags declare; the last declaration of a prefix stands."""
    found: dict[str, str] = {}
    for match in (match for tag in tags for match in _ATTRIBUTE.finditer(tag)):
        prefix, address = match[1].decode(), (match[2] or match[3] or b"").decode("utf-8", "replace")
        if address and prefix not in ("xml", "xmlns") and len(found) < _MAX_PREFIXES:
            found[prefix] = address.replace("&amp;", "&")
    return found


def _role(address: str) -> str:
    if match := _EXPORT.fullmatch(address):
        return "excerpt" if match[1] else "wp"
    return next((prefix for prefix, known in WXR_NAMESPACES.items() if known == address), "")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
