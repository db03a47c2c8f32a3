"""Parsing one element: strictly first, mended second, and as far as it can be read third."""

from dataclasses import dataclass, field

from lxml import etree

from coranto.wordpress.wxr.encodings import Encoding, mend_utf8, to_utf8
from coranto.wordpress.wxr.names import Names
from coranto.wordpress.wxr.repairs import mend, used_prefixes

Note = tuple[str, str]
_MAX_TAGS = 3_000_000  # in one element: a tag of four bytes costs 120 in the tree


@dataclass(slots=True)
class Parsed:
    """The element, or ``None`` when nothing of it could be read; what was mended; whether something was lost."""

    element: etree._Element | None
    notes: list[Note] = field(default_factory=list)
    damaged: bool = False

    def odd(self, kind: str, reason: str) -> None:
        """Note something odd about the element."""
        self.notes.append((kind, reason))


def _parser(*, recover: bool) -> etree.XMLParser:
    # Elements come without a DOCTYPE, so there are no entities to declare; the flags say so once more.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover, remove_pis=False
    )


class ElementParser:
    """Parses the elements of one file."""

    def __init__(self, names: Names, encoding: Encoding) -> None:
        self._names = names
        self._encoding = encoding
        self._strict = _parser(recover=False)
        self._lenient = _parser(recover=True)

    def parse(self, raw: bytes, *, broken: bool = False) -> Parsed:
        """Parse an element. ``broken`` says that its end is known to be missing."""
        if len(raw) > _MAX_TAGS and raw.count(b"<") > _MAX_TAGS:
            return Parsed(None, [("unreadable", f"it holds more than {_MAX_TAGS:,} tags; left out")])
        utf8, notes = to_utf8(raw, self._encoding)
        if not broken:
            try:
                return Parsed(etree.fromstring(self._names.wrapped(utf8), self._strict)[0], notes)
            except (etree.XMLSyntaxError, IndexError):
                pass
        return self._parse_mended(utf8, notes, broken=broken)

    def _parse_mended(self, raw: bytes, notes: list[Note], *, broken: bool) -> Parsed:
        decoded = mend_utf8(raw)
        mended = mend(decoded.text)
        notes = [*notes, *decoded.notes, *mended.notes]
        if new := self._names.add_undeclared(used_prefixes(mended.text)):
            notes.append(("prefix", f"namespace prefixes used but not declared: {', '.join(new)}"))
        document = self._names.wrapped(mended.text.encode("utf-8", "replace"))
        if not broken:
            try:
                return Parsed(etree.fromstring(document, self._strict)[0], notes)
            except (etree.XMLSyntaxError, IndexError) as error:
                notes.append(("broken", f"not well-formed ({_reason(error)}); kept as far as it could be read"))
        else:
            notes.append(("broken", "its end tag is missing; kept as far as it could be read"))
        return Parsed(self._parse_leniently(document), notes, damaged=True)

    def _parse_leniently(self, document: bytes) -> etree._Element | None:
        try:
            root = etree.fromstring(document, self._lenient)
        except etree.XMLSyntaxError:
            return None
        return root[0] if root is not None and len(root) else None


def _reason(error: Exception) -> str:
    text = str(error)
    return text.partition(", line ")[0] or "no element"
