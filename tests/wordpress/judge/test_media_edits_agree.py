"""Pictures turned and cut over REST, as a real WordPress turns and cuts them: answers and pixels."""

import io
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from PIL import Image

from coranto.media.models import Attachment
from tests.cli.running import PATIENCE
from tests.wordpress.beside.writing import people_of_wordpress
from tests.wordpress.judge.empty_site import empty_wordpress
from tests.wordpress.rest_person import Program, basic

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TURN = {"type": "rotate", "args": {"angle": 90}}
CUT = {"type": "crop", "args": {"left": 25, "top": 10, "width": 50, "height": 55}}
EDITS: tuple[dict[str, Any], ...] = (
    {"modifiers": [TURN]},
    {"modifiers": [CUT]},
    {"modifiers": [TURN, CUT]},
    {"rotation": 270},
    {"x": 50, "y": 0, "width": 50, "height": 100},
    {"rotation": 90, "x": 50, "y": 0, "width": 50, "height": 100},
    {},
    {"modifiers": []},
    {"x": 1},
    {"rotation": 0},
    {"src": "http://digest.example/other.png", "rotation": 90},
)
TEXTS = ("title", "alt_text", "caption")
"""The rendered description holds the picture too, printed otherwise by 6.1 than by 7.1."""


def quarters() -> bytes:
    """A picture of which every corner is another."""
    image = Image.new("RGB", (40, 20), "red")
    for box, colour in (((20, 0, 40, 10), "blue"), ((0, 10, 20, 20), "green"), ((20, 10, 40, 20), "white")):
        image.paste(colour, box)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


class WordPress:
    """Asked as its administrator."""

    def __init__(self, port: int, site: Path) -> None:
        self.port, self.uploads = port, site / "wp-content/uploads"
        self.header = basic("administrator", people_of_wordpress(site)["administrator"])

    def __call__(self, method: str, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Host": "digest.example", "Content-Type": "application/json", "Authorization": self.header}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:{self.port}/index.php?rest_route=/wp/v2/{path}"
        request = urllib.request.Request(url, raw, sent, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        return int(answer.status), json.loads(answer.read())

    def stored(self, body: Any) -> bytes:
        """The file of an attachment."""
        path: str = body["source_url"].partition("/uploads/")[2]
        return (self.uploads / path).read_bytes()


class Ours:
    """The same of this site."""

    def __init__(self) -> None:
        self.ask = Program("administrator")

    def __call__(self, method: str, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        kind = headers.pop("Content_Type", "application/json")
        return self.ask(method, path, body, content_type=kind, **headers)

    def stored(self, body: Any) -> bytes:
        """The file of an attachment."""
        with default_storage.open(f"uploads/{Attachment.objects.get(number=body['id']).upload_path}") as file:
            return bytes(file.read())


@pytest.fixture(scope="module")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    """A WordPress with nothing in it."""
    with empty_wordpress(tmp_path_factory) as (port, site):
        yield WordPress(port, site)


def told(side: WordPress | Ours) -> list[Any]:
    """What a side answers to each edit of a picture."""
    named = {"Content_Type": "image/png", "Content_Disposition": 'attachment; filename="boat.png"'}
    status, old = side("POST", "media", quarters(), **named)
    assert status == 201, old
    side("POST", f"media/{old['id']}", {"title": "A boat", "alt_text": "Boat", "caption": "At sea", "description": "L"})
    found: list[Any] = []
    for fields in EDITS:
        status, body = side("POST", f"media/{old['id']}/edit", {"src": old["source_url"], **fields})
        if status != 201:
            found.append((fields, status, body["code"]))
            continue
        image = Image.open(io.BytesIO(side.stored(body))).convert("RGB")
        texts = {name: body[name]["rendered"] if isinstance(body[name], dict) else body[name] for name in TEXTS}
        details = {name: body["media_details"][name] for name in ("width", "height")}
        name = body["source_url"].rpartition("/")[2]
        found.append((fields, status, texts, details, body["mime_type"], name, image.size, image.tobytes()))
    return found


def test_pictures_are_edited_alike(wordpress: WordPress, tmp_path: Path, settings: Any) -> None:
    cache.clear()
    settings.MEDIA_ROOT = str(tmp_path)
    for theirs, ours in zip(told(wordpress), told(Ours()), strict=True):
        assert ours == theirs
