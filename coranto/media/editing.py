"""Pictures turned and cut: what comes out is another picture, the one that was there stays as it is."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.storage import Storage
from PIL import Image, ImageOps, UnidentifiedImageError

from coranto.media.resizing import FORMATS, written_picture

MOST_PIXELS = 40_000_000
"""To turn a picture takes room for it several times over."""
MOST_STEPS = 25


class CannotEditError(Exception):
    """This file, or these steps, make no picture; the message says why."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn by so many degrees, clockwise. What is new in the corners is empty."""

    angle: float

    def of(self, image: Image.Image) -> Image.Image:
        """The picture turned; as large as that makes it."""
        if self.angle % 90:
            image = image.convert("RGBA" if "A" in image.getbands() or image.mode == "P" else "RGB")
        return image.rotate(-self.angle, Image.Resampling.BICUBIC, expand=True)


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut out a part; all measures are in hundredths of the picture."""

    left: float
    top: float
    width: float
    height: float

    def of(self, image: Image.Image) -> Image.Image:
        """What lies within the picture of the part."""
        left, top = round(image.width * self.left / 100), round(image.height * self.top / 100)
        right = min(left + round(image.width * self.width / 100), image.width)
        bottom = min(top + round(image.height * self.height / 100), image.height)
        if not (0 <= left < right and 0 <= top < bottom):
            raise CannotEditError("Nothing of the picture is left.")
        return image.crop((left, top, right, bottom))


Step = Turn | Cut


def edited_picture(storage: Storage, name: str, steps: Sequence[Step]) -> bytes:
    """The stored picture after these steps, in its own format. Raise CannotEditError."""
    if len(steps) > MOST_STEPS:
        raise CannotEditError("There are too many steps.")
    file_format = FORMATS.get(PurePosixPath(name).suffix.lower().lstrip("."))
    if file_format is None:
        raise CannotEditError("Pictures of this kind are not edited.")
    try:
        with storage.open(name) as file, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as image:
                return written_picture(_after(_checked(image), steps), file_format)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotEditError("This is not a picture that can be edited.") from error
    except (OSError, SyntaxError, ValueError, OverflowError) as error:  # what Pillow raises for damaged files
        raise CannotEditError("The picture is damaged.") from error


def _checked(image: Image.Image) -> Image.Image:
    if getattr(image, "is_animated", False):
        raise CannotEditError("The picture moves.")
    _check_size(image)
    return ImageOps.exif_transpose(image)


def _after(image: Image.Image, steps: Sequence[Step]) -> Image.Image:
    for step in steps:
        image = step.of(image)
        _check_size(image)
    return image


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise CannotEditError("The picture is too large to be edited.")
