"""Records as plain JSON, to be kept whole."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from coranto.wordpress.wxr.records import ItemRecord

NOT_KEPT = {"file", "byte"}
EMPTY: tuple[Any, ...] = ("", 0, None, (), False)


def plain(value: Any) -> Any:
    """A record as JSON: its fields by name, without those that are empty; moments in ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((each.name, getattr(value, each.name)) for each in fields(value) if each.name not in NOT_KEPT)
        return {name: plain(content) for name, content in pairs if content not in EMPTY}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def bare(item: ItemRecord) -> dict[str, Any]:
    """An item as JSON, without its discussion."""
    return {name: value for name, value in plain(item).items() if name != "comments"}


def other_fields(item: ItemRecord, used: frozenset[str]) -> dict[str, Any]:
    """What of an item has no column of its own."""
    names = (each.name for each in fields(item) if each.name not in used and each.name not in NOT_KEPT)
    return {name: plain(value) for name in names if (value := getattr(item, name)) not in EMPTY}
