"""Custom fields of what was imported, which keeps them for its export. A post that was made here has none.

Those that begin with an underscore are WordPress's own and its plugins': as there, they are neither shown nor changed.
A field's id is made of its name and its place among those of the same name, since they are not numbered here: it stays
while other fields come and go.
"""

import re
from collections import Counter
from typing import Any
from zlib import crc32

from coranto.pages.models import PageOriginal
from coranto.posts.models import Original, Post
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.xmlrpc.faults import Fault
from coranto.wordpress.xmlrpc.values import items, number, struct, text

MOST = 200
LONGEST_NAME = 255
_NOT_SHOWN = re.compile(r"[^\x20-\x7e\w]")
Field = dict[str, Any]


def custom_fields(entry: Entry) -> list[Field]:
    """``id``, ``key`` and ``value`` of each field, by name; at one query."""
    kept = _kept(entry)
    shown = _numbered(kept.meta) if kept else []
    rows = [{"id": str(found), "key": each["key"], "value": each["value"]} for found, each in shown]
    return sorted((row for row in rows if not is_protected(row["key"])), key=lambda row: str(row["key"]).lower())


def is_protected(name: str) -> bool:
    """Whether a field is not for people: its name begins with an underscore."""
    return _NOT_SHOWN.sub("", name).startswith("_")


def write_custom_fields(entry: Entry, content: dict[str, Any]) -> None:
    """Add the fields that come without an id, change those that come with one, take those away that have no key."""
    asked = [struct(each) for each in items(content.get("custom_fields"))[:MOST]]
    kept = _kept(entry) if asked else None
    if kept is None:
        return
    fields = _numbered(kept.meta)
    for each in asked:
        fields = _changed(fields, each)
    kept.meta = [field for _id, field in fields]
    kept.save(update_fields=["meta"])


def _changed(fields: list[tuple[int, Field]], asked: Field) -> list[tuple[int, Field]]:
    name, found = text(asked.get("key"))[:LONGEST_NAME], number(asked.get("id"))
    if "id" not in asked:
        return [*fields, (0, {"key": name, "value": _value(asked)})] if name and not is_protected(name) else fields
    if "key" not in asked:
        return [row for row in fields if row[0] != found or is_protected(row[1]["key"])]
    if is_protected(name):
        return fields
    return [(at, {**row, "value": _value(asked)} if (at, row["key"]) == (found, name) else row) for at, row in fields]


def _value(asked: Field) -> str:
    value = asked.get("value", "")
    if isinstance(value, list | dict):
        raise Fault(500, "A custom field holds a text.")
    return text(value)


def _numbered(meta: list[Field]) -> list[tuple[int, Field]]:
    """Each field with its id."""
    seen = Counter[str]()
    found = []
    for field in meta:
        name = str(field["key"])
        seen[name] += 1
        found.append((crc32(f"{name}\0{seen[name]}".encode("utf-8", "replace")) & 0x7FFFFFFF or 1, field))
    return found


def _kept(entry: Entry) -> Original | PageOriginal | None:
    if isinstance(entry, Post):
        return Original.objects.filter(post=entry.pk).first()
    return PageOriginal.objects.filter(page=entry.pk).first()
