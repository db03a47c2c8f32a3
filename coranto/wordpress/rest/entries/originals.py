"""What the export held, or a program sent, of posts and pages that nobody has changed here since."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from coranto.core.moments import at_offset
from coranto.media.models import Attachment
from coranto.wordpress.content.printed_pictures import picture_numbers
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.entries.sent import sent_texts
from coranto.wordpress.rest.entries.texts import Raw
from coranto.wordpress.rest.media_details import printed_picture
from coranto.wordpress.rest.moments import gmt, local, written


class Changing(Protocol):
    """A post or page."""

    latest_revision_id: int | None
    password: str
    posted_at: datetime.datetime
    modified_at: datetime.datetime
    utc_offset: int


def raw_of(thing: Changing, original: Any | None) -> Raw:
    """Its texts as they were, if they still are its own."""
    if original is None:
        return Raw()
    if thing.latest_revision_id is not None or not _is_unchanged(thing.modified_at, original.fields):
        return Raw(thumbnail=thumbnail_number(original.meta))
    return Raw(
        original.content,
        is_known=True,
        modified_local=original.fields.get("modified_local") or "",
        thumbnail=thumbnail_number(original.meta),
        footnotes=_first(original.meta, "footnotes"),
    )


def with_sent(raws: dict[int, Raw], things: Mapping[int, Entry]) -> dict[int, Raw]:
    """The texts, with those that programs sent here; at one query if any was written here."""
    unknown = [thing for key, thing in things.items() if not raws[key].is_known]
    sent = sent_texts(unknown)
    return raws | {key: replace(raws[key], content=text, is_known=True) for key, text in sent.items()}


def with_pictures(raws: dict[int, Raw]) -> dict[int, Raw]:
    """The texts with the pictures of the media library that stand in them; at one query, or none without pictures."""
    wanted = {key: picture_numbers(raw.content) for key, raw in raws.items()}
    numbers = {number for each in wanted.values() for number in each}
    if not numbers:
        return raws
    found = {file.number: file for file in Attachment.objects.filter(number__in=numbers).select_related("image")}
    known = {number: picture for number, file in found.items() if (picture := printed_picture(file))}
    return {
        key: replace(raw, pictures=tuple(known[number] for number in dict.fromkeys(wanted[key]) if number in known))
        for key, raw in raws.items()
    }


def _is_unchanged(modified_at: datetime.datetime, fields: dict[str, str]) -> bool:
    said = fields.get("modified_gmt") or fields.get("posted_gmt") or ""
    return gmt(modified_at) == said[:19]


def thumbnail_number(meta: Iterable[dict[str, str]]) -> int:
    """The number of the featured picture, in the fields of the export."""
    found = _first(meta, "_thumbnail_id")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 19 else 0


def _first(meta: Iterable[dict[str, str]], key: str) -> str:
    return next((field["value"] for field in meta if field["key"] == key), "")


def modified_local(thing: Changing, raw: Raw, zone: datetime.tzinfo) -> str:
    """The moment of the last change on the clock of the place: as the export said, else in the site's zone."""
    if raw.modified_local:
        return raw.modified_local
    if thing.modified_at == thing.posted_at:
        return local(thing.posted_at, thing.utc_offset)
    try:
        return written(thing.modified_at.astimezone(zone))
    except (OverflowError, ValueError):
        return local(at_offset(thing.modified_at, 0), 0)
