"""The measures of a stored picture, from its first bytes: it is never decoded."""

import warnings
from dataclasses import dataclass

from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 100_000_000
"""More than any camera makes; a small file that claims more would fill the memory when it is shown."""
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
READ_ERRORS = (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError)


class NotAPicture(ValueError):
    """The file cannot be shown as a picture. The message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Width and height in pixels, size in bytes; ``kind`` is one of ``FORMATS``."""

    width: int
    height: int
    size: int
    kind: str = ""


def measure(name: str) -> Measures:
    """The measures of the picture stored under ``name``. Raise NotAPicture for what is none, or is far too large."""
    try:
        with warnings.catch_warnings(), default_storage.open(name) as file:
            warnings.simplefilter("ignore")
            with Image.open(file, formats=FORMATS) as picture:
                (width, height), kind = picture.size, picture.format or ""
            size = file.size
    except READ_ERRORS as error:
        raise NotAPicture(f"it is no picture that can be shown ({type(error).__name__})") from error
    if width * height > MOST_PIXELS:
        raise NotAPicture(f"it claims to be {width:,} × {height:,} pixels, which is more than any real picture has")
    return Measures(width, height, size, kind)
