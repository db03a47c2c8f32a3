"""Making resized copies of pictures, when they are first asked for, and keeping them.

Copies lie in the storage under ``copies/``, apart from what people uploaded, and can be thrown away at any time. Of
one picture at most :data:`MOST_COPIES` are kept: whoever asks for more gets the picture itself, so nobody can fill
the disk.
"""

import io
import warnings
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image, ImageOps, UnidentifiedImageError

COPIES = "copies"
MOST_COPIES = 40
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2_600
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
QUALITY = {"JPEG": 82, "WEBP": 80}
LOOKS_ALIKE = 0.02
"""How far two aspect ratios may differ and still be the same picture, rounded."""


class CannotResize(Exception):
    """This file is no picture that we resize; the message says why."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in pixels. ``height`` 0 means: as the width makes it."""

    width: int
    height: int = 0


def copies_of(storage: Storage, original: str) -> list[str]:
    """The names of the copies that are kept of a picture."""
    folder = folder_of(original)
    try:
        return [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except OSError:
        return []


def copy_name(original: str, size: Size, extension: str) -> str:
    """Where in the storage the copy of ``original`` in this size lies."""
    return f"{folder_of(original)}/{size.width}x{size.height}.{extension}"


def folder_of(original: str) -> str:
    """The folder that holds all copies of ``original``."""
    return f"{COPIES}/{original}"


def ensure_copy(storage: Storage, original: str, size: Size, extension: str) -> str:
    """The name of the copy of ``original`` in this size, made now if need be.

    Raises :class:`CannotResize` where the file is no picture, is animated or too large, where nobody needs such a size,
    or where there are enough copies already.
    """
    name = copy_name(original, size, extension)
    if storage.exists(name):
        return name
    if _count(storage, folder_of(original)) >= MOST_COPIES:
        raise CannotResize("There are enough copies of this picture already.")
    content = _resized(storage, original, size, FORMATS[extension.lower()])
    return storage.save(name, ContentFile(content)) if not storage.exists(name) else name


def _count(storage: Storage, folder: str) -> int:
    try:
        return len(storage.listdir(folder)[1])
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _resized(storage: Storage, original: str, size: Size, file_format: str) -> bytes:
    try:
        with storage.open(original) as file, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as image:
                return written_picture(_fit(_checked(image, size), size), file_format)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotResize("This is not a picture that can be resized.") from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for damaged files
        raise CannotResize("The picture is damaged.") from error


def _checked(image: Image.Image, size: Size) -> Image.Image:
    if image.width * image.height > MOST_PIXELS:
        raise CannotResize("The picture is too large.")
    if getattr(image, "is_animated", False):
        raise CannotResize("The picture moves.")
    if not 0 < size.width <= LONGEST_SIDE or not 0 <= size.height <= LONGEST_SIDE:
        raise CannotResize("Nobody needs a copy in this size.")
    image.draft("RGB", (size.width * 2, max(size.height, 1) * 2))  # reads large JPEGs at a fraction of their size
    turned = ImageOps.exif_transpose(image)
    return turned


def _fit(image: Image.Image, size: Size) -> Image.Image:
    """The picture in the size: whole where the shape is the same, else its middle, as WordPress crops."""
    height = size.height or max(round(image.height * size.width / image.width), 1)
    alike = abs(image.width / image.height - size.width / height) <= LOOKS_ALIKE * image.width / image.height
    wanted = (size.width, height)
    # one pixel of rounding changes the shape of thin pictures by more than two percent
    nearly = abs(image.height * size.width / image.width - height) <= 1
    return image.resize(wanted, Image.Resampling.LANCZOS) if alike or nearly else ImageOps.fit(image, wanted)


def written_picture(image: Image.Image, file_format: str) -> bytes:
    """The bytes of a picture in a format, with the colours that it can hold."""
    if file_format == "JPEG" and image.mode != "RGB":
        image = image.convert("RGB")
    elif image.mode not in {"RGB", "RGBA", "L", "P", "LA"}:
        image = image.convert("RGBA" if "A" in image.getbands() else "RGB")
    written = io.BytesIO()
    options = {"quality": QUALITY[file_format]} if file_format in QUALITY else {}
    image.save(written, file_format, optimize=True, **options)
    return written.getvalue()
