"""Addresses of resized copies of our pictures. Pure: no look-ups, and no file is opened.

A copy is made when it is first asked for, by :mod:`coranto.media.resizing`. ``/-/image/12/3f9a0c51/600.webp`` is image
12 at 600 pixels of width; the third part changes with the file, so browsers may keep a copy for ever. Only the widths
here exist: nobody can make the machine draw others.
"""

from hashlib import blake2b
from pathlib import PurePosixPath

from coranto.media.models import CreditedImage

WIDTHS = (300, 600, 1000, 1600, 2400)
MIDDLE_WIDTH = 1000
RESIZABLE = {".jpg": "jpg", ".jpeg": "jpg", ".png": "png", ".webp": "webp", ".avif": "webp"}
LIGHT_FORMAT = "webp"


def version_of(image: CreditedImage) -> str:
    """Eight hex digits that change when the image gets another file."""
    return blake2b(f"{image.file.name}:{image.width}x{image.height}".encode(), digest_size=4).hexdigest()


def own_format(image: CreditedImage) -> str:
    """The format that copies are made in by default: ``jpg``, ``png`` or ``webp``; empty if it is not resized."""
    return RESIZABLE.get(PurePosixPath(image.file.name).suffix.lower(), "")


def widths_of(image: CreditedImage) -> tuple[int, ...]:
    """The widths in which copies of this image exist, smallest first: none wider than the image itself."""
    below = tuple(width for width in WIDTHS if width < image.width)
    return below or (min(image.width, WIDTHS[0]),)


def variant_path(image: CreditedImage, width: int, extension: str) -> str:
    """The address of the copy ``width`` pixels wide."""
    return f"/-/image/{image.pk}/{version_of(image)}/{width}.{extension}"
