"""The verbs that change attachments."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection

from coranto.accounts.models import User
from coranto.core.errors import PlainError
from coranto.media.measures import NotAPicture, measure
from coranto.media.models import Attachment, CreditedImage
from coranto.media.new_files import bounded, check_name_of, check_picture, free_name, is_picture_name
from coranto.media.resizing import copies_of
from coranto.media.serving import content_type
from coranto.media.uploads import FOLDER
from coranto.media.uploads_in import store_upload


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new attachment stands: its number and slug, its address on the site, and what it is attached to."""

    number: int
    slug: str
    path: str
    folder: str
    parent_number: int | None = None
    author_number: int | None = None
    utc_offset: int = 0


@transaction.atomic
def add_file(
    *, name: str, blocks: Iterable[bytes], place: Place, title: str, at: datetime.datetime, by: User
) -> Attachment:
    """Take in a new file under a free name like ``name`` in ``place.folder`` (``2016/02``), checked as at the desk.

    Raise PlainError for a kind of file that is not taken, for one that is too large, and for a picture that is none.
    """
    check_name_of(name)
    path = free_name(place.folder, name)
    stored = f"{FOLDER}/{path}"
    store_upload(path, bounded(name, blocks))
    try:
        if is_picture_name(name):
            check_picture(stored)
        attachment = Attachment.objects.create(
            number=place.number,
            slug=place.slug,
            path=place.path,
            parent_number=place.parent_number,
            author_number=place.author_number,
            utc_offset=place.utc_offset,
            title=title[:500],
            posted_at=at,
            modified_at=at,
            mime_type=content_type(path).partition(";")[0],
            upload_path=path,
            state=Attachment.State.PRESENT,
        )
        if is_picture_name(name):
            attachment.image = _picture(attachment, by)
            attachment.save(update_fields=["image"])
        log(instance=attachment, action="wagtail.create", user=by)
    except BaseException:
        default_storage.delete(stored)
        raise
    return attachment


@transaction.atomic
def replace_file(*, attachment: Attachment, file: UploadedFile, at: datetime.datetime, by: User | None) -> Attachment:
    """Put a file where the attachment's own is missing or wrong; its address stays the same.

    Raise PlainError for a file of another kind: the address's ending says what it is.
    """
    path = attachment.upload_path
    if not path:
        raise PlainError(_("This attachment has no address for a file."))
    wanted, given = PurePosixPath(path).suffix.lower(), PurePosixPath(file.name or "").suffix.lower()
    if wanted != given:
        raise PlainError(_("The address ends in %(wanted)s: choose such a file.") % {"wanted": wanted or "–"})
    store_upload(path, file.chunks())
    attachment.state = Attachment.State.PRESENT
    attachment.modified_at = at
    if attachment.is_image:
        attachment.image = _picture(attachment, by)
    attachment.save()
    return attachment


@transaction.atomic
def remove_file(*, attachment: Attachment, by: User) -> None:
    """Delete an attachment for ever, with its picture, the file and the copies of it. The log keeps its title."""
    log(attachment, "wagtail.delete", user=by, deleted=True)
    stored, image = f"{FOLDER}/{attachment.upload_path}", attachment.image
    attachment.delete()
    if image is not None:  # the file on disk belongs to both
        CreditedImage.objects.filter(pk=image.pk).delete()
    if attachment.upload_path and not Attachment.objects.filter(upload_path=attachment.upload_path).exists():
        transaction.on_commit(lambda: _discard(stored))


def _discard(stored: str) -> None:
    """Delete a stored file and its copies; one that is gone already does no harm."""
    for name in (*copies_of(default_storage, stored), stored):
        default_storage.delete(name)


def _picture(attachment: Attachment, by: User | None) -> CreditedImage | None:
    """The picture of the attachment's file, made or brought up to date; nothing where it cannot be shown as one."""
    name = f"{FOLDER}/{attachment.upload_path}"
    try:
        measures = measure(name)
    except NotAPicture:
        return attachment.image
    columns = {"file": name, "width": measures.width, "height": measures.height, "file_size": measures.size}
    if attachment.image is not None:  # by a query: setting the file on the row would open it, and leave it open
        CreditedImage.objects.filter(pk=attachment.image.pk).update(**columns, file_hash="")
        attachment.image.renditions.all().delete()
        return attachment.image
    return CreditedImage.objects.create(
        title=(attachment.title or PurePosixPath(name).name)[:255],
        alt_text=attachment.alt_text,
        caption=attachment.caption,
        credit=attachment.credit,
        licence=attachment.licence,
        uploaded_by_user=by,
        collection=Collection.get_first_root_node(),
        **columns,
    )
