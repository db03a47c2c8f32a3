"""What of a new file is checked, wherever it comes from, and what it is called: the rules of the desk's own forms."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from coranto.core.errors import PlainError
from coranto.media.measures import NotAPicture, measure
from coranto.media.serving import is_stored
from coranto.media.uploads import FOLDER, SIZED

MOST_BYTES = 10 * 1024 * 1024
"""The most that a picture may be at the desk, unless ``WAGTAILIMAGES_MAX_UPLOAD_SIZE`` says otherwise."""
LONGEST_STEM = 150
MOST_OF_ONE_NAME = 10_000
KINDS = {".avif": "AVIF", ".gif": "GIF", ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_LEFT_OUT = re.compile(r"[^\w.\- ]|[\x00-\x1f]")


def plain_name(given: str) -> str:
    """The name for a file, as WordPress cleans one: no folders, no signs, hyphens for spaces, a small ending.

    Only the last ending counts as one: dots before it become hyphens, so that no server takes ``a.php.png`` for more
    than a picture.
    """
    cleaned = re.sub(r"[\s\-]+", "-", _LEFT_OUT.sub("", given)).strip("-._")
    path = PurePosixPath(cleaned or "-")
    stem = re.sub(r"\.+", "-", path.stem)[:LONGEST_STEM].strip("-_")
    return f"{stem}{path.suffix.lower()}" if stem else ""


def check_name_of(name: str) -> None:
    """Raise PlainError for an ending that is not taken. The address's ending says what a file is sent as."""
    taken = {*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS}
    if not name or PurePosixPath(name).suffix.lower().lstrip(".") not in taken:
        raise PlainError(
            _("Files of this kind are not taken. Choose one of: %(kinds)s.") % {"kinds": " ".join(sorted(taken))}
        )


def is_picture_name(name: str) -> bool:
    """Whether the ending is that of a picture."""
    return PurePosixPath(name).suffix.lower() in KINDS


def most_bytes(name: str) -> int:
    """The most that a file of this name may be, in bytes."""
    return int(getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", MOST_BYTES)) if is_picture_name(name) else 2**40


def bounded(name: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks; PlainError after more bytes than a file of this name may have."""
    left = most_bytes(name)
    for block in blocks:
        left -= len(block)
        if left < 0:
            raise PlainError(_("The picture is larger than %(most)d MB.") % {"most": most_bytes(name) // 1024**2})
        yield block


def check_picture(stored: str) -> None:
    """Raise PlainError unless the stored file is a picture of the kind that its name says."""
    try:
        kind = measure(stored).kind
    except NotAPicture as problem:
        raise PlainError(_("The picture cannot be taken: %(why)s.") % {"why": problem}) from problem
    if kind != KINDS[PurePosixPath(stored).suffix.lower()]:
        raise PlainError(_("The picture is of the kind %(kind)s, but its name says otherwise.") % {"kind": kind})


def free_name(folder: str, name: str) -> str:
    """``folder/name``, with a number where that is taken; never a name that means a copy in another size."""
    path = PurePosixPath(name)
    stem = f"{path.stem}-1" if SIZED.match(name) else path.stem
    names = (stem if n == 0 else f"{stem}-{n}" for n in range(MOST_OF_ONE_NAME))
    for each in names:
        if not is_stored(f"{FOLDER}/{folder}/{each}{path.suffix}"):
            return f"{folder}/{each}{path.suffix}"
    raise PlainError(_("There are too many files of the name “%(name)s” in this month.") % {"name": name})
