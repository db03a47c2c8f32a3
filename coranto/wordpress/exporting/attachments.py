"""Attachments as items of an export."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coranto.media.models import Attachment
from coranto.posts.models import Author
from coranto.wordpress.exporting.discussions import discussions_of
from coranto.wordpress.exporting.scope import Scope
from coranto.wordpress.exporting.texts import gmt, local, with_meta
from coranto.wordpress.importing.originals import attachment_state
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.mapping.restored import restored
from coranto.wordpress.models import Arrival, LooseEnd
from coranto.wordpress.wxr.records import ItemRecord, Meta


def attachment_items(numbers: Sequence[int], scope: Scope) -> Iterator[ItemRecord]:
    """The attachments of these numbers, with their discussions, in a fixed count of queries."""
    files = list(Attachment.objects.filter(number__in=numbers).order_by("number"))
    keys = [file.pk for file in files]
    arrivals = {row.here or 0: row for row in Arrival.objects.filter(became=Arrival.Became.ATTACHMENT, here__in=keys)}
    ends = LooseEnd.objects.filter(kind=LooseEnd.Kind.ATTACHMENT_PARENT, holder__in=keys)
    parents = {end.holder: int(end.target) for end in ends}
    authors = dict(
        Author.objects.filter(number__in={file.author_number for file in files}).values_list("number", "login")
    )
    talks = discussions_of("attachment", {file.pk: file.number for file in files}, scope)
    for file in files:
        parent = file.parent_number or parents.get(file.pk, 0)
        item = _item(file, arrivals.get(file.pk), authors, scope)
        yield replace(item, parent_id=parent, comments=tuple(talks.get(file.pk, ())))


def _item(file: Attachment, arrival: Arrival | None, authors: Mapping[int, str], scope: Scope) -> ItemRecord:
    kept = restored(ItemRecord, arrival.rest) if arrival and arrival.rest else None
    item = kept or ItemRecord(
        wp_id=0,
        status="inherit",
        guid_is_permalink=False,
        posted_local=local(file.posted_at, file.utc_offset),
        posted_gmt=gmt(file.posted_at),
        modified_local=local(file.modified_at, file.utc_offset),
        modified_gmt=gmt(file.modified_at),
        pub_date=gmt(file.posted_at),
        creator=authors.get(file.author_number or 0, ""),
    )
    if kept is None or arrival is None or arrival.state != attachment_state(file):
        item = _changed(file, item)
    return replace(
        item,
        wp_id=file.number,
        post_type="attachment",
        guid=file.guid or scope.address(file.file_url),
        link=scope.address(file.path) if file.path else f"{scope.url}/?attachment_id={file.number}",
        attachment_url=scope.address(file.file_url) if file.upload_path else file.original_url,
        unknown=foreign(item.unknown),
    )


def _changed(file: Attachment, item: ItemRecord) -> ItemRecord:
    meta = item.meta or tuple(Meta(each["key"], each["value"]) for each in file.meta)
    meta = with_meta(meta, "_wp_attached_file", file.upload_path)
    return replace(
        item,
        title=file.title,
        slug=file.slug,
        excerpt=file.caption,
        content=file.description,
        comment_status="open" if file.comments_open else "closed",
        ping_status="open" if file.pings_open else "closed",
        meta=with_meta(meta, "_wp_attachment_image_alt", file.alt_text),
    )
