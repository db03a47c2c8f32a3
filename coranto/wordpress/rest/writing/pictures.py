"""``/wp/v2/media/ID/edit``: a picture turned and cut, kept as a new one beside the old, as WordPress keeps it."""

import math
import re
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import transaction

from coranto.core.errors import PlainError
from coranto.media.editing import MOST_STEPS, CannotEditError, Cut, Step, Turn, edited_picture
from coranto.media.models import Attachment
from coranto.media.new_files import is_picture_name
from coranto.media.uploads import FOLDER
from coranto.wordpress.adding_files import add_attachment, may_add_files
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.media_details import details_of
from coranto.wordpress.rest.parameters import Parameter, WrongValueError, invalid
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.writing.media import added, changing, file_asked, say

PART = ("x", "y", "width", "height")
EDITS = (
    Parameter("src", required=True),
    Parameter("modifiers", "objects", minimum=1, maximum=MOST_STEPS),
    Parameter("rotation", "integer", minimum=1, maximum=359),
    *(Parameter(name, "number", minimum=0, maximum=100) for name in PART),
    Parameter("caption", "raw"),
    Parameter("description", "raw"),
    Parameter("title", "raw"),
    Parameter("post", "integer"),
    Parameter("alt_text"),
)
_EDITED = re.compile(r"-edited(?:-\d+)?\Z")


def editing(asked: Asked) -> None:
    """The permission to edit a picture: to send files, and to change this one."""
    if asked.person is None or not may_add_files(asked.person):
        raise refusal("rest_cannot_edit_image", "upload media on this site.")
    changing(asked)


def prepare(asked: Asked) -> None:
    """Make the new picture, before the database is written to: it takes its time."""
    file = file_asked(asked)
    if not _is_of(file, asked.values["src"]):
        raise RefusalError("rest_unknown_attachment", "Unable to get meta information for file.", 404)
    if file.image is None or not is_picture_name(file.upload_path):
        raise RefusalError("rest_cannot_edit_file_type", "This type of file cannot be edited.", 400)
    steps = steps_asked(asked)
    try:
        asked.sent = new_name(file.upload_path), edited_picture(default_storage, f"{FOLDER}/{file.upload_path}", steps)
    except CannotEditError as problem:
        raise RefusalError("rest_cannot_edit_file_type", str(problem), 400) from problem


def _is_of(file: Attachment, address: str) -> bool:
    """Whether the address is that of the picture, or of a copy of it."""
    names = {copy.url.rpartition("/")[2] for copy in details_of(file).sizes.values()}
    return bool(file.upload_path) and address.rpartition("/")[2] in names | {PurePosixPath(file.upload_path).name}


def new_name(path: str) -> str:
    """The name of what is made of a picture: with ``-edited``, once.

    >>> new_name("2016/02/boat.jpg"), new_name("2016/02/boat-edited-1.jpg")
    ('boat-edited.jpg', 'boat-edited.jpg')
    """
    old = PurePosixPath(path)
    return f"{_EDITED.sub('', old.stem)}-edited{old.suffix}"


def steps_asked(asked: Asked) -> list[Step]:
    """What to do with the picture, in order. Raise RefusalError where that is nothing."""
    values = asked.values
    if values["modifiers"] is not None:
        steps = [_step(place, each) for place, each in enumerate(values["modifiers"])]
    else:
        steps = [Turn(values["rotation"])] if values["rotation"] else []
        part = [values[name] for name in PART]
        if None not in part:
            steps.append(Cut(*part))
    if not steps:
        words = "The image was not edited. Edit the image before applying the changes."
        raise RefusalError("rest_image_not_edited", words, 400)
    return steps


def _step(place: int, given: dict[str, Json]) -> Step:
    """One of the modifiers: ``{"type": "rotate", "args": {"angle": 90}}``, or ``crop`` with four measures."""
    kind, said = given.get("type"), given.get("args")
    names = {"rotate": ("angle",), "crop": ("left", "top", "width", "height")}.get(str(kind))
    values = [said.get(name) for name in names] if names and isinstance(said, dict) else []
    numbers = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not names or len(numbers) < len(names) or not all(map(math.isfinite, numbers)):
        words = f"modifiers[{place}] does not match any of the expected formats."
        raise invalid({"modifiers": WrongValueError("rest_no_matching_schema", words)})
    return Turn(*numbers) if kind == "rotate" else Cut(*numbers)


def edit(asked: Asked) -> Answer:
    """The new picture, with what was said of the old one unless something else is said of it now."""
    old, (name, body) = file_asked(asked), asked.sent
    try:
        with transaction.atomic():
            new = add_attachment(name=name, blocks=[body], parent=None, at=asked.at, by=somebody(asked))
    except PlainError as problem:
        raise RefusalError("rest_upload_unknown_error", str(problem), 400) from problem
    new.title, new.alt_text, new.caption, new.description = old.title, old.alt_text, old.caption, old.description
    say(asked, new)
    return added(asked, new, context="view")
