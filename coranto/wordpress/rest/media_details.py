"""``media_details``: measures of a picture and the copies of it, as the export told them or as we know them."""

from dataclasses import dataclass, field
from typing import Any

from coranto.media.models import Attachment
from coranto.publication.addresses import absolute
from coranto.wordpress.content.printed_pictures import PrintedCopy, PrintedPicture
from coranto.wordpress.mapping.php_values import NotPlainError, read_php
from coranto.wordpress.rest.answers import Json

IMAGE_META = ("aperture", "credit", "camera", "caption", "created_timestamp", "copyright", "focal_length", "iso",
              "shutter_speed", "title", "orientation", "keywords")  # fmt: skip
MEDIUM, MEDIUM_SIDE = "medium", 300
UNKNOWN = 1
"""What WordPress prints as width and height of a picture whose measures it does not know."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A picture's address, width and height in pixels."""

    url: str
    width: int = UNKNOWN
    height: int = UNKNOWN


@dataclass(frozen=True, slots=True)
class Details:
    """``size`` is that of the file in bytes, where it is known."""

    body: dict[str, Json]
    medium: Copy
    size: int | None = None
    sizes: dict[str, Copy] = field(default_factory=dict)


def details_of(file: Attachment) -> Details:
    """What is known of the file. No file is opened."""
    known = stored_details(file)
    size = file.image.file_size if file.image else None
    width, height = _measure(known, "width"), _measure(known, "height")
    if not (width and height) and file.image:
        width, height = file.image.width, file.image.height
    whole = Copy(file.file_url, width, height) if width and height else Copy(file.file_url)
    if not (width and height):
        return Details({}, whole, size)
    copies = _copies(known, file, whole)
    body: dict[str, Json] = {"width": width, "height": height, "file": str(known.get("file") or file.upload_path)}
    if size or known.get("filesize"):
        body["filesize"] = size or known["filesize"]
    body["sizes"] = {name: _body(copy, name, known, file) for name, copy in copies.items()}
    body["image_meta"] = image_meta(known)
    return Details(body, copies.get(MEDIUM, _fitted(whole)), size, copies)


def _fitted(whole: Copy) -> Copy:
    """The whole picture shown no larger than a medium copy would be."""
    scale = min(MEDIUM_SIDE / whole.width, MEDIUM_SIDE / whole.height, 1)
    return Copy(whole.url, max(round(whole.width * scale), 1), max(round(whole.height * scale), 1))


def stored_details(file: Attachment) -> dict[str, Any]:
    """WordPress's own record, if the export had it."""
    text = next((each["value"] for each in file.meta if each["key"] == "_wp_attachment_metadata"), "")
    try:
        found = read_php(text) if text else {}
    except NotPlainError:
        found = {}
    return found if isinstance(found, dict) else {}


def _measure(known: dict[str, Any], name: str) -> int:
    value = known.get(name)
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _copies(known: dict[str, Any], file: Attachment, whole: Copy) -> dict[str, Copy]:
    folder = file.file_url.rpartition("/")[0]
    sizes = known.get("sizes")
    copies = {
        str(name): Copy(f"{folder}/{size['file']}", _measure(size, "width"), _measure(size, "height"))
        for name, size in (sizes.items() if isinstance(sizes, dict) else ())
        if isinstance(size, dict) and isinstance(size.get("file"), str) and "/" not in size["file"]
    }
    return {**copies, "full": whole} if copies else {}


def _body(copy: Copy, name: str, known: dict[str, Any], file: Attachment) -> dict[str, Json]:
    sizes = known.get("sizes")
    size = sizes.get(name, {}) if isinstance(sizes, dict) and name != "full" else {}
    body: dict[str, Json] = {"file": copy.url.rpartition("/")[2], "width": copy.width, "height": copy.height}
    if size.get("filesize"):
        body["filesize"] = size["filesize"]
    body["mime_type"] = str(size.get("mime-type") or file.mime_type)
    body["source_url"] = absolute(copy.url)
    return body


def image_meta(known: dict[str, Any]) -> dict[str, Json]:
    """What the camera said of a picture, if the record in ``known`` has it; else the same fields, empty."""
    found = known.get("image_meta")
    if isinstance(found, dict):
        return {str(name): list(value.values()) if isinstance(value, dict) else value for name, value in found.items()}
    empty = dict.fromkeys(IMAGE_META, "")
    return {name: "0" if name in _ZEROS else [] if name == "keywords" else value for name, value in empty.items()}


_ZEROS = frozenset({"aperture", "created_timestamp", "focal_length", "iso", "shutter_speed", "orientation"})


def printed_picture(file: Attachment) -> PrintedPicture | None:
    """The picture as texts print it; nothing where its measures are not known."""
    details = details_of(file)
    width, height = details.body.get("width"), details.body.get("height")
    if not width or not height:
        return None
    copies = [copy for name, copy in details.sizes.items() if name != "full"]
    return PrintedPicture(
        file.number,
        PrintedCopy(absolute(file.file_url), width, height),
        tuple(PrintedCopy(absolute(copy.url), copy.width, copy.height) for copy in copies),
    )
