"""Attachments in the structs of ``wp.getMediaItem``."""

from collections.abc import Iterable
from typing import Any

from coranto.media.models import Attachment
from coranto.media.uploads_in import stored_size
from coranto.publication.addresses import absolute
from coranto.wordpress.rest.media_details import details_of, image_meta, stored_details
from coranto.wordpress.xmlrpc.values import greenwich, local

THUMBNAIL = "thumbnail"


def media_struct(attachment: Attachment) -> dict[str, Any]:
    """One file. Copies in other sizes are named where the export named them; others are made when asked for."""
    url = absolute(attachment.file_url)
    small = details_of(attachment).sizes.get(THUMBNAIL)
    return {
        "attachment_id": str(attachment.number),
        "date_created_gmt": greenwich(attachment.posted_at),
        "parent": attachment.parent_number or 0,
        "link": url,
        "title": attachment.title,
        "caption": attachment.caption,
        "description": attachment.description,
        "metadata": _metadata(attachment),
        "type": attachment.mime_type,
        "alt": attachment.alt_text,
        "thumbnail": absolute(small.url) if small else url,
    }


def file_struct(file: Attachment, fields: Iterable[str]) -> dict[str, Any]:
    """One file as ``wp.getPost`` gives it, with those fields: WordPress keeps files among its posts."""
    wanted = set(fields)
    shown = {n: v for n, v in _as_post(file).items() if n == "post_id" or "post" in wanted or n in wanted}
    lists = {"terms": {"terms", "taxonomies"}, "custom_fields": {"custom_fields"}, "enclosure": {"enclosure"}}
    return {**shown, **{name: list[Any]() for name, words in lists.items() if words & wanted}}


def _as_post(file: Attachment) -> dict[str, Any]:
    return {
        "post_id": str(file.number),
        "post_title": file.title,
        "post_date": local(file.posted_at, file.utc_offset),
        "post_date_gmt": greenwich(file.posted_at),
        "post_modified": local(file.modified_at, file.utc_offset),
        "post_modified_gmt": greenwich(file.modified_at),
        "post_status": "inherit",
        "post_type": "attachment",
        "post_name": file.slug,
        "post_author": str(file.author_number or 0),
        "post_password": "",
        "post_excerpt": file.caption,
        "post_content": file.description,
        "post_parent": str(file.parent_number or 0),
        "post_mime_type": file.mime_type,
        "link": absolute(file.path or f"/?attachment_id={file.number}"),
        "guid": file.guid or absolute(file.file_url),
        "menu_order": 0,
        "comment_status": "open" if file.comments_open else "closed",
        "ping_status": "open" if file.pings_open else "closed",
        "sticky": False,
        "post_thumbnail": [],
        "post_format": "standard",
    }


def _metadata(attachment: Attachment) -> Any:
    """As WordPress keeps it: what the export had; else what we know; false where nothing is known."""
    if known := stored_details(attachment):
        return _plain(known)
    if image := attachment.image:
        return {
            "width": image.width,
            "height": image.height,
            "file": attachment.upload_path,
            "filesize": image.file_size or 0,
            "sizes": [],
            "image_meta": image_meta({}),
        }
    size = stored_size(attachment.upload_path) if attachment.state == Attachment.State.PRESENT else None
    return False if size is None else {"filesize": size}


def _plain(value: Any) -> Any:
    """A value of PHP as XML-RPC tells it: an array whose keys only count is an array, any other a struct."""
    if not isinstance(value, dict):
        return "" if value is None else value
    rows = {name: _plain(each) for name, each in value.items()}
    return list(rows.values()) if list(rows) == list(range(len(rows))) else {str(n): each for n, each in rows.items()}
