"""Pictures of the desk from uploads, and attachments told which file and picture are theirs."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from wagtail.models import Collection

from coranto.core.chunks import chunks
from coranto.core.database.bulk_rows import insert_with_keys
from coranto.media.measures import Measures, NotAPicture, measure
from coranto.media.models import Attachment, CreditedImage
from coranto.media.uploads import FOLDER
from coranto.media.uploads_in import stored_size
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.site import File

CHUNK = 100
ENDINGS = (".avif", ".gif", ".jpg", ".jpeg", ".png", ".webp")


def make_pictures(work: Work) -> None:
    """Make the picture for every attachment whose file is stored and which has none yet."""
    known = stored_pictures()
    wanted = {stub.path: stub for stub in work.site.files.values() if stub.path.lower().endswith(ENDINGS)}
    fresh = [stub for path, stub in wanted.items() if path not in known]
    for chunk in chunks(fresh, CHUNK):
        with transaction.atomic():
            insert_with_keys([_picture(stub, measures, work) for stub, measures in _measured(chunk, work)])
            work.notes.flush()


def stored_pictures() -> dict[str, int]:
    """The key of the picture made from each upload, by the path of the file."""
    rows = CreditedImage.objects.filter(file__startswith=f"{FOLDER}/").values_list("file", "pk")
    return {name.removeprefix(f"{FOLDER}/"): pk for name, pk in rows}


def _measured(stubs: Sequence[File], work: Work) -> Iterator[tuple[File, Measures]]:
    for stub in stubs:
        if stored_size(stub.path) is None:
            continue
        try:
            yield stub, measure(f"{FOLDER}/{stub.path}")
        except NotAPicture as error:
            work.notes.happened("refused", "picture", str(error), there=stub.path, title=stub.title)


def _picture(stub: File, measures: Measures, work: Work) -> CreditedImage:
    work.notes.count("picture", "new")
    return CreditedImage(
        title=(stub.title or stub.path.rpartition("/")[2])[:255],
        file=f"{FOLDER}/{stub.path}",
        width=measures.width,
        height=measures.height,
        file_size=measures.size,
        created_at=work.at,
        collection=Collection.get_first_root_node(),
        alt_text=stub.alt_text[:1000],
        caption=stub.caption,
    )


def join_files(work: Work) -> None:
    """Tell attachments which file and picture are theirs."""
    pictures = stored_pictures()
    taken = set(Attachment.objects.filter(image__isnull=False).values_list("image", flat=True))
    last = 0
    while True:
        rows = Attachment.objects.filter(pk__gt=last).order_by("pk")
        chunk = list(rows.only("pk", "state", "image", "upload_path", "number", "title")[:CHUNK])
        if not chunk:
            return
        last = chunk[-1].pk
        with transaction.atomic():
            for attachment in chunk:
                _join(attachment, pictures, taken)


def _join(attachment: Attachment, pictures: dict[str, int], taken: set[int]) -> None:
    path = attachment.upload_path
    picture = pictures.get(path)
    if attachment.image_id is None and picture is not None and picture not in taken:
        taken.add(picture)
        Attachment.objects.filter(pk=attachment.pk).update(image=picture)
    is_there = bool(path) and stored_size(path) is not None
    state = Attachment.State.PRESENT if is_there else Attachment.State.MISSING
    if attachment.state != state:
        Attachment.objects.filter(pk=attachment.pk).update(state=state)


def tell_missing(work: Work) -> None:
    """Count and tell the attachments whose file is not here."""
    reason = "its file is not here: import again with --media or --fetch-media"
    missing = Attachment.objects.filter(state=Attachment.State.MISSING).order_by("pk")
    for number, title in missing.values_list("number", "title").iterator():
        work.notes.happened("missing", "file", reason, there=str(number), title=title)
    work.notes.flush()
