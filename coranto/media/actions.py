"""The verbs that change attachments."""

import datetime
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from coranto.accounts.models import User
from coranto.core.errors import PlainError
from coranto.media.measures import NotAPicture, measure
from coranto.media.models import Attachment, CreditedImage
from coranto.media.uploads import FOLDER
from coranto.media.uploads_in import store_upload


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
