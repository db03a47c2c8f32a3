"""Records again, from the plain JSON in which :mod:`coranto.wordpress.mapping.kept` keeps them."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, TypeVar

from coranto.wordpress.mapping.rows import JSON
from coranto.wordpress.wxr.records import CommentRecord, ItemRecord, Meta, TermRef, UnknownElement

R = TypeVar("R")


def restored(kind: type[R], content: JSON) -> R:
    """A record of this kind from its fields by name; what is no field of it is passed over."""
    return kind(**_required(kind) | restored_fields(kind, content))


def restored_fields(kind: type[Any], content: JSON) -> JSON:
    """The fields of a record by name, for one that has its other fields from elsewhere."""
    names = {each.name for each in fields(kind)}
    return {name: _restored(name, value) for name, value in content.items() if name in names}


def _required(kind: type[Any]) -> JSON:
    """Fields without a default, empty: an empty value is not kept."""
    bare = (each for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING)
    empty = {each.name: 0 if each.name == "wp_id" else "" for each in bare}
    return empty | ({"guid_is_permalink": False} if kind is ItemRecord else {})


def _restored(name: str, value: Any) -> Any:
    if make := ROWS.get(name):
        return tuple(make(each) for each in value)
    if name in MOMENTS and value is not None:
        return datetime.fromisoformat(value)
    return value


MOMENTS = frozenset({"posted_local", "posted_gmt", "modified_local", "modified_gmt", "pub_date"})
ROWS: dict[str, Callable[[JSON], Any]] = {
    "meta": lambda row: Meta(row["key"], row["value"]),
    "terms": lambda row: TermRef(row["domain"], row["slug"], row["name"]),
    "unknown": lambda row: UnknownElement(row["name"], row["xml"]),
    "comments": lambda row: restored(CommentRecord, row),
}
