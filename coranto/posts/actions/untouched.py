"""Keeping the blocks of a body that nobody touched exactly as they were stored.

The editor of rich text reads HTML into a model of its own and writes it anew: ``strong`` comes back as ``b``, a link in
italics as two pieces. To a reader it is the same, but an imported text would no longer be what was imported. So what
comes back is compared with what the editor makes of the stored text; where both are alike, the stored text stays.
"""

import re
from collections.abc import Mapping
from typing import Any

from wagtail import blocks

from coranto.core.html.sameness import normal_form

KEY = re.compile(r' data-block-key="[^"]*"')
NOTHING: tuple[Any, ...] = ("", None, False, [], {})
Raw = Mapping[str, Any]


def keep_untouched(old: Any, new: Any) -> Any:
    """The body ``new`` (a ``StreamValue``) with each block that is as in ``old`` stored as there."""
    if not new:
        return new
    stored = list(old.raw_data) if old else []
    by_id = {row["id"]: row for row in stored if row.get("id")}
    rows = plain_lines(list(new.get_prep_value()))
    kept = [_kept(new.stream_block, _partner(place, row, by_id, stored), row) for place, row in enumerate(rows)]
    return new.stream_block.to_python(kept)


def settled_html(*, before: str, after: str) -> str:
    """The HTML to serve: the present one, unless the new one says something else."""
    return before if normal_form(before) == normal_form(after) else after


def _partner(place: int, row: Raw, by_id: Mapping[str, Raw], stored: list[Raw]) -> Raw | None:
    """The stored block that a block was; one without a mark of its own is known by its place."""
    if found := by_id.get(row.get("id", "")):
        return found
    at_place = stored[place] if place < len(stored) else None
    return at_place if at_place and not at_place.get("id") else None


def _kept(stream: Any, old: Raw | None, new: Raw) -> Raw:
    if old is None or old["type"] != new["type"] or new["type"] not in stream.child_blocks:
        return new
    return old if is_untouched(stream.child_blocks[new["type"]], old["value"], new["value"]) else new


def is_untouched(block: Any, old: Any, new: Any) -> bool:
    """Whether the value that came back is the stored one, as far as the editor can tell."""
    if isinstance(block, blocks.RichTextBlock):
        return KEY.sub("", through_editor(block, str(old or ""))) == KEY.sub("", str(new or ""))
    if isinstance(block, blocks.StructBlock):
        parts = block.child_blocks.items()
        return all(is_untouched(child, (old or {}).get(name), (new or {}).get(name)) for name, child in parts)
    if isinstance(block, blocks.ListBlock):
        olds, news = _items(old), _items(new)
        pairs = zip(olds, news, strict=False)
        return len(olds) == len(news) and all(is_untouched(block.child_block, *pair) for pair in pairs)
    if isinstance(old, str) and isinstance(new, str):
        return bool(plain_lines(old).strip() == plain_lines(new).strip())
    return bool(old == new or (old in NOTHING and new in NOTHING))


def plain_lines(value: Any) -> Any:
    """A value with the ends of lines as they are stored: browsers send them as CR LF. However deep it is."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, dict):
        return {name: plain_lines(part) for name, part in value.items()}
    return [plain_lines(part) for part in value] if isinstance(value, list) else value


def through_editor(block: Any, html: str) -> str:
    """What the editor gives back for a text that nobody touches."""
    converter = block.field.widget.converter
    written: str = converter.to_database_format(converter.from_database_format(html))
    return written


def _items(value: Any) -> list[Any]:
    """The values of a list, which is stored with or without marks."""
    return [item["value"] if isinstance(item, dict) and "value" in item else item for item in value or []]
