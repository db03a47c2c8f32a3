"""Attachments in the structs of ``wp.getMediaItem``."""

from typing import Any

from coranto.media.models import Attachment
from coranto.publication.addresses import absolute
from coranto.wordpress.xmlrpc.values import greenwich


def media_struct(attachment: Attachment) -> dict[str, Any]:
    """One file. There are no copies in other sizes to name: they are made when they are asked for."""
    url = absolute(attachment.file_url)
    metadata: dict[str, Any] | list[Any] = []
    if image := attachment.image:
        metadata = {
            "width": image.width,
            "height": image.height,
            "file": attachment.upload_path,
            "filesize": image.file_size or 0,
            "sizes": [],
            "image_meta": [],
        }
    return {
        "attachment_id": str(attachment.number),
        "date_created_gmt": greenwich(attachment.posted_at),
        "parent": attachment.parent_number or 0,
        "link": url,
        "title": attachment.title,
        "caption": attachment.caption,
        "description": attachment.description,
        "metadata": metadata,
        "type": attachment.mime_type,
        "thumbnail": url,
    }
