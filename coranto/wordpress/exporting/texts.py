"""What posts and pages have in common on the way out: the item they came from, with what was changed here since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from coranto.core.html.harmless import is_harmless
from coranto.core.moments import local_time
from coranto.pages.models import PageOriginal, StaticPage
from coranto.posts.models import Original, Post
from coranto.posts.slugs import MAX_BYTES, cut_slug
from coranto.wordpress.entries.sent import sent_texts
from coranto.wordpress.mapping.identity import reference_in
from coranto.wordpress.mapping.in_bin import (
    COMMENTS,
    MARKS,
    SLUG,
    STATUS,
    SUFFIX,
    TIME,
    TRASH,
    comment_statuses,
    written_statuses,
)
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.mapping.restored import restored
from coranto.wordpress.models import LooseEnd
from coranto.wordpress.wxr.records import ItemRecord, Meta, TermRef

Row = Post | StaticPage
THUMBNAIL = "_thumbnail_id"


def base_record(row: Row, original: Original | PageOriginal | None, *, post_type: str, slug: str) -> ItemRecord:
    """The item as it came, under its number here; an empty one for what was written here."""
    if original is None:
        return ItemRecord(wp_id=row.number, post_type=post_type, slug=slug, guid=row.guid, guid_is_permalink=False)
    kept = restored(ItemRecord, original.fields)
    return replace(
        kept,
        wp_id=row.number,
        post_type=post_type,
        slug=kept.slug if "slug" in original.fields or post_type == "page" else slug,
        guid=row.guid,
        status=original.status,
        creator=original.creator,
        content=original.content,
        excerpt=original.excerpt,
        meta=tuple(Meta(each["key"], each["value"]) for each in original.meta),
        terms=tuple(TermRef(each["domain"], each["slug"], each["name"]) for each in original.terms),
        unknown=foreign(kept.unknown),
    )


def status_of(row: Row, *, binned: bool = False, pending: bool = False) -> str:
    """WordPress's word for where a row stands."""
    if binned:
        return TRASH
    if row.live:
        return "private" if row.is_private else "publish"
    if row.go_live_at and row.revisions.filter(approved_go_live_at__isnull=False).exists():
        return "future"
    return "pending" if pending else "draft"


def sent_for_export(rows: Sequence[Row]) -> dict[int, str]:
    """By key, the texts that programs sent and that still are what the rows say; our HTML stands for what would harm.

    WordPress's importer takes whatever stands in an export for an administrator's text.
    """
    by_key = {row.pk: row for row in rows}
    found = sent_texts(rows)
    return {key: text for key, text in found.items() if is_newest(by_key[key]) and is_harmless(text)}


def is_newest(row: Row) -> bool:
    """Whether the body of a row is that of its newest version, which an export holds."""
    return bool(newest_draft(row).get("body_html", row.body_html) == row.body_html)


def changed_columns(
    row: Row, version: dict[str, Any], *, status: str, creator: str, sent: str | None = None
) -> dict[str, Any]:
    """The fields of an item that an editor here has decided on. ``version`` is the newest draft of what is not live.

    ``sent`` is the text that a program sent, where that still is what the body was made of.
    """
    moment = row.go_live_at if status == "future" and row.go_live_at else row.posted_at
    undated = status in ("draft", "pending") or (status == TRASH and not getattr(row, "was_public", False))
    return {
        "title": version.get("title", row.title),
        "content": version.get("body_html", row.body_html) if sent is None else sent,
        "excerpt": version.get("excerpt", row.excerpt),
        "status": status,
        "creator": creator,
        "posted_local": local(moment, row.utc_offset),
        "posted_gmt": None if undated else gmt(moment),
        "pub_date": None if undated else gmt(moment),
        "modified_local": local(row.modified_at, row.utc_offset),
        "modified_gmt": gmt(row.modified_at),
        "password": row.password,
        "comment_status": "open" if row.comments_open else "closed",
        "ping_status": "open" if row.pings_open else "closed",
    }


def newest_draft(row: Row) -> dict[str, Any]:
    """The content of the newest version of what is not live; of a live row its own columns count."""
    if row.live or row.latest_revision is None:
        return {}
    content: dict[str, Any] = row.latest_revision.content
    return content


def was_before(post: Post) -> str:
    """WordPress's word for where a post stood before it went into the bin."""
    if post.was_public:
        return "private" if post.is_private else "publish"
    return status_of(post, pending=post.is_pending)


def with_meta(meta: Iterable[Meta], key: str, value: str) -> tuple[Meta, ...]:
    """The custom fields with this one set, in its place if it was there; without it where the value is empty."""
    found, is_set = [], False
    for each in meta:
        if each.key != key:
            found.append(each)
        elif value and not is_set:
            found.append(Meta(key, value))
            is_set = True
    return (*found, Meta(key, value)) if value and not is_set else tuple(found)


def with_picture(item: ItemRecord, picture: Any, *, is_waited_for: bool) -> ItemRecord:
    """The item with the featured picture that it has here, by number.

    The original's stays named only while its file has not come: one that was taken away here does not come back.
    """
    attachment = getattr(picture, "attachment", None)
    if attachment:
        return replace(item, meta=with_meta(item.meta, THUMBNAIL, str(attachment.number)))
    if is_waited_for:
        return item
    meta = tuple(each for each in item.meta if each.key != THUMBNAIL or not reference_in(each.value))
    return replace(item, meta=meta)


def pictures_waited_for(kind: str, keys: Iterable[int]) -> set[int]:
    """Those of these posts or pages whose featured picture was named and has not come."""
    return set(LooseEnd.objects.filter(kind=kind, holder__in=keys).values_list("holder", flat=True))


def binned(item: ItemRecord, *, was: str, at: datetime) -> ItemRecord:
    """An item as WordPress keeps it in its bin: under a slug that frees the address, with what it was before."""
    meta = with_meta(item.meta, STATUS, was)
    meta = with_meta(meta, TIME, str(int(at.timestamp())))
    meta = with_meta(meta, SLUG, item.slug)
    return replace(item, slug=f"{cut_slug(item.slug, MAX_BYTES - len(SUFFIX))}{SUFFIX}", meta=meta)


def out_of_bin(meta: Iterable[Meta]) -> tuple[Meta, ...]:
    """The custom fields without WordPress's notes on an item in the bin."""
    return tuple(each for each in meta if each.key not in MARKS)


def with_statuses(meta: tuple[Meta, ...], statuses: Mapping[int, str], *, came_so: bool) -> tuple[Meta, ...]:
    """What the comments of an item in the bin are; of one that came so, only if WordPress had noted it differently."""
    noted: dict[int, str] = next((comment_statuses(each.value) for each in meta if each.key == COMMENTS), {})
    if came_so and all(noted.get(number, word) == word for number, word in statuses.items()):
        return meta
    return with_meta(meta, COMMENTS, written_statuses({**noted, **statuses} if came_so else statuses))


def local(moment: datetime, offset: int) -> datetime:
    """The wall clock, without a zone."""
    return local_time(moment, offset).replace(microsecond=0)


def gmt(moment: datetime) -> datetime:
    """The moment to the second, as an export has it."""
    return moment.astimezone(UTC).replace(microsecond=0)
