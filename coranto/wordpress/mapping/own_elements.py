"""What Coranto alone knows, in a namespace of its own within an export: read here, written by the export.

Elements that are not ours, or that are damaged, are passed over: WordPress's part of the file stands by itself.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from coranto.wordpress.wxr.records import UnknownElement

NAMESPACE = "urn:coranto:export:1.0"
PREFIX = "coranto"
_OURS = f"{{{NAMESPACE}}}"
_MAX_JSON = 1_000_000


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One element: its attributes by name, its text."""

    attributes: dict[str, str]
    text: str = ""

    def get(self, name: str) -> str:
        """An attribute, empty when it is absent."""
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True)
class OwnPost:
    """What we know of a post. ``permalinks`` are former addresses; ``canonical`` and ``main_category`` may be empty."""

    attributions: tuple[OwnRow, ...] = ()
    bylines: tuple[OwnRow, ...] = ()
    permalinks: tuple[str, ...] = ()
    canonical: str = ""
    main_category: str = ""


@dataclass(frozen=True, slots=True)
class OwnComment:
    """What we know of a comment."""

    verdicts: tuple[OwnRow, ...] = ()
    edited_at: str = ""
    removed_at: str = ""


@dataclass(frozen=True, slots=True)
class OwnSite:
    """What we know of the site: settings as JSON by name, the blogroll, outlets, and addresses it had before."""

    settings: dict[str, Any]
    links: tuple[OwnRow, ...] = ()
    sources: tuple[OwnRow, ...] = ()
    former_addresses: tuple[str, ...] = ()


def foreign(unknown: Iterable[UnknownElement]) -> tuple[UnknownElement, ...]:
    """The unknown elements that are not ours."""
    return tuple(each for each in unknown if not each.name.startswith(_OURS))


def own_post(unknown: Iterable[UnknownElement]) -> OwnPost | None:
    """What an item's element of ours says; nothing when it has none."""
    root = _root(unknown, "post")
    if root is None:
        return None
    return OwnPost(
        tuple(_rows(root, "attribution")),
        tuple(_rows(root, "byline")),
        tuple(row.text for row in _rows(root, "permalink")),
        root.get("canonical") or "",
        root.get("main-category") or "",
    )


def is_without_menu(content: dict[str, Any]) -> bool:
    """Whether a kept navigation says that no menu is to be made of it."""
    return any(each.get("name") == f"{_OURS}navigation" for each in content.get("unknown", ()))


def own_comment(unknown: Iterable[UnknownElement]) -> OwnComment | None:
    """What a comment's element of ours says; nothing when it has none."""
    root = _root(unknown, "comment")
    if root is None:
        return None
    return OwnComment(tuple(_rows(root, "verdict")), root.get("edited") or "", root.get("removed") or "")


def own_author(unknown: Iterable[UnknownElement]) -> OwnRow | None:
    """An author's website and, as text, what is said about them."""
    root = _root(unknown, "author")
    return None if root is None else _row(root)


def own_site(unknown: Iterable[UnknownElement]) -> OwnSite | None:
    """What the elements of ours in the head say; nothing when there are none. Sources may come in several."""
    given = tuple(unknown)
    root = _root(given, "site")
    if root is None:
        return None
    settings = {row.get("name"): value for row in _rows(root, "setting") if (value := _json(row.text)) is not None}
    parts = [part for each in given if (part := _root([each], "sources")) is not None]
    return OwnSite(
        settings,
        tuple(_rows(root, "link")),
        tuple(row for part in parts for row in _rows(part, "source")),
        tuple(row.text for row in _rows(root, "former-address")),
    )


def moment(text: str) -> datetime | None:
    """A moment with its zone, or nothing."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def reasons(text: str) -> list[Any]:
    """A list in JSON; empty for anything else."""
    found = _json(text)
    return found if isinstance(found, list) else []


def _json(text: str) -> Any:
    try:
        return json.loads(text) if len(text) <= _MAX_JSON else None
    except (ValueError, RecursionError):
        return None


def _root(unknown: Iterable[UnknownElement], name: str) -> etree._Element | None:
    xml = next((each.xml for each in unknown if each.name == _OURS + name), "")
    if not xml:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        found = etree.fromstring(f'<r xmlns:{PREFIX}="{NAMESPACE}">{xml}</r>', parser)
    except etree.XMLSyntaxError:
        return None
    return found[0] if len(found) else None


def _rows(root: etree._Element, name: str) -> Iterator[OwnRow]:
    for child in root.iterchildren(_OURS + name):
        yield _row(child)


def _row(element: etree._Element) -> OwnRow:
    return OwnRow({str(key): str(value) for key, value in element.attrib.items()}, element.text or "")
