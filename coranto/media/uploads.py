"""What an old upload address means: the file itself, or a resized copy of it that WordPress once made.

WordPress names copies after their size, ``harbour-300x200.jpg``, and a large picture's own reduction
``harbour-scaled.jpg``. Where the copy did not come along with the import, it is made from the picture.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from django.core.files.storage import default_storage

from coranto.core.addresses import lower_hex
from coranto.media.resizing import FORMATS, CannotResize, Size, ensure_copy
from coranto.media.serving import NotStored, is_stored

FOLDER = "uploads"
SIZED = re.compile(r"^(.+)-(\d{1,4})x(\d{1,4})(\.[A-Za-z]{3,4})$")
SUFFIXES = ("", "-scaled", "-rotated", "-scaled-1")
REDUCED = re.compile(r"^(.+?)-(?:scaled|rotated)(\.[A-Za-z]{3,4})$")


def stored_upload(path: str) -> str:
    """The name in the storage of what ``/wp-content/uploads/`` + ``path`` leads to; raises :class:`NotStored`.

    A copy that cannot be made is the picture itself: browsers show it in the size that the page gives.
    """
    for name in _spellings(path):
        if is_stored(name):
            return name
    for name in _spellings(path):
        if found := _copy(name) or _unreduced(name):
            return found
    raise NotStored(path)


def _spellings(path: str) -> Iterator[str]:
    """A path as it may be stored: as it was asked for, in plain letters, or percent-encoded."""
    encoded = lower_hex(quote(unquote(path), safe="/-_.~!$&'()*+,;=:@ "))
    yield from dict.fromkeys(f"{FOLDER}/{each}" for each in (path, unquote(path), encoded))


def _copy(name: str) -> str:
    match = SIZED.match(name)
    if not match:
        return ""
    for suffix in SUFFIXES:
        original = f"{match[1]}{suffix}{match[4]}"
        if is_stored(original):
            return _sized(original, Size(int(match[2]), int(match[3])), match[4].lower().lstrip("."))
    return ""


def _sized(original: str, size: Size, extension: str) -> str:
    if extension not in FORMATS or not size.height:
        return original
    try:
        return ensure_copy(default_storage, original, size, extension)
    except CannotResize:
        return original


def _unreduced(name: str) -> str:
    match = REDUCED.match(name)
    original = f"{match[1]}{match[2]}" if match else ""
    return original if original and is_stored(original) else ""
