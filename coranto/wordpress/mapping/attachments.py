"""Attachments: the files of the media library."""

import mimetypes

from coranto.wordpress.mapping.columns import columns
from coranto.wordpress.mapping.custom_fields import first
from coranto.wordpress.mapping.identity import reference
from coranto.wordpress.mapping.kept import bare
from coranto.wordpress.mapping.moments import Moment, moment_of
from coranto.wordpress.mapping.origins import upload_path
from coranto.wordpress.mapping.rows import AttachmentRow, ItemRow, Note, metas
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.texts import address_in, slug_in
from coranto.wordpress.wxr.records import ItemRecord

MORE_TYPES = {"webp": "image/webp", "avif": "image/avif", "heic": "image/heic", "m4a": "audio/mp4", "m4v": "video/mp4"}


def attachment_row(item: ItemRecord, core: ItemRow, moment: Moment, site: Site) -> AttachmentRow:
    """A file with an address of its own. Exports do not say what kind of file it is: its name does."""
    path = file_path(item)
    modified = moment_of(item.modified_local, item.modified_gmt, site.zone)
    missing = () if path else (Note("bent", "where its file lay is not known"),)
    return AttachmentRow(
        **columns(core) | {"notes": core.notes + missing, "title": core.title[:500], "rest": bare(item)},
        slug=slug_in(item.slug),
        moment=moment,
        modified_at=(modified or moment).at,
        creator=item.creator,
        address=address_in(item.link, site.address) or own_address(item),
        parent=reference(item.parent_id),
        mime_type=mime_type(path or item.attachment_url),
        upload_path=path,
        url=file_url(item)[:2000],
        alt_text=first(item, "_wp_attachment_image_alt")[:1000],
        caption=item.excerpt,
        description=item.content,
        comments_open=item.comment_status == "open",
        pings_open=item.ping_status == "open",
        guid=item.guid[:500],
        meta=metas(item.meta),
    )


def own_address(item: ItemRecord) -> str:
    """Where WordPress shows an attachment that belongs to no post, if an old export names it by its number alone."""
    slug = slug_in(item.slug)
    return f"/{slug}/" if slug and not reference(item.parent_id) else ""


def file_path(item: ItemRecord) -> str:
    """Where the file lay below ``wp-content/uploads``."""
    return upload_path(file_url(item), first(item, "_wp_attached_file"))


def file_url(item: ItemRecord) -> str:
    """The old address of the file; the oldest exports have it only as the GUID."""
    return item.attachment_url or (item.guid if "." in item.guid.rpartition("/")[2] else "")


def mime_type(path: str) -> str:
    """The kind of a file, by the end of its name."""
    ending = path.rpartition(".")[2].lower()
    return MORE_TYPES.get(ending) or mimetypes.guess_type(path.partition("?")[0])[0] or "application/octet-stream"
