"""A comment of ours as a record again. Pure: the import asks what it could not rebuild, the export rebuilds."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from typing import cast

from coranto.wordpress.mapping.restored import restored_fields
from coranto.wordpress.mapping.rows import JSON
from coranto.wordpress.wxr.records import Approval, CommentKind, CommentRecord, Meta

APPROVALS: dict[str, Approval] = {"published": "1", "held": "0", "spam": "spam", "binned": "trash"}
WRITTEN = frozenset({"author", "url", "content", "approved"})
"""Fields that an editor here may have changed; what the export said of them counts only while nobody has."""

IMPERSONAL = frozenset({"approved", "kind", "raw_kind", "parent_id", "posted_local", "posted_gmt"})
"""Fields that say nothing of who wrote: all that may stay of a comment whose writer was erased."""


def rebuilt_comment(
    *,
    wp_id: int,
    parent_id: int,
    name: str,
    email: str,
    url: str,
    kind: str,
    status: str,
    at: datetime,
    offset: int,
    text: str,
    network_address: str | None,
    agent: str,
    meta: Iterable[JSON],
) -> CommentRecord:
    """The record, as WordPress would write it: names with entities, mail addresses in lower case."""
    known = kind if kind in ("comment", "pingback", "trackback") else "other"
    return CommentRecord(
        wp_id=wp_id,
        author=escape(name, quote=False),
        email=email.lower(),
        url=url,
        ip=network_address or "",
        posted_local=(at + timedelta(minutes=offset)).replace(tzinfo=None),
        posted_gmt=at,
        content=text,
        approved=APPROVALS[status],
        kind=cast(CommentKind, known),
        raw_kind=kind,
        parent_id=parent_id,
        agent=agent,
        meta=tuple(Meta(each["key"], each["value"]) for each in meta),
    )


def with_left_over(record: CommentRecord, rest: JSON, *, edited: bool) -> CommentRecord:
    """The record with what was left over at the import; without what an editor has changed since."""
    kept = {name: value for name, value in rest.items() if not (edited and name in WRITTEN)}
    return replace(record, **restored_fields(CommentRecord, kept))


def without_person(rest: JSON) -> JSON:
    """What may stay of the left-over once the writer of the comment was erased."""
    return {name: value for name, value in rest.items() if name in IMPERSONAL}
