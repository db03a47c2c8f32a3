"""Pictures turned and cut over REST: a new one beside the old."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from coranto.media import editing
from coranto.media.models import Attachment
from tests import world
from tests.wordpress.rest_asking import V2
from tests.wordpress.rest_person import Program
from tests.wordpress.test_rest_write_others import picture, sent

pytestmark = pytest.mark.django_db
TURNED = {"type": "rotate", "args": {"angle": 90}}
CUT = {"type": "crop", "args": {"left": 25, "top": 0, "width": 50, "height": 50}}


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.MEDIA_ROOT = str(tmp_path)


def quarters(kind: str = "PNG") -> bytes:
    """Eight by six, its left half red, its right half blue."""
    image = Image.new("RGB", (8, 6), "red")
    image.paste((0, 0, 255), (4, 0, 8, 6))
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def stored(body: Any) -> Image.Image:
    file = Attachment.objects.get(number=body["id"])
    with default_storage.open(f"uploads/{file.upload_path}") as found:
        image = Image.open(found)
        image.load()
    return image


def test_a_picture_names_what_it_is_attached_to_and_how_its_copies_are_written() -> None:
    ask, post, page = Program("editor"), world.make_post("Tides"), world.make_page("Harbour")
    _status, file = sent(ask, "boat.png", quarters())
    path = f"media/{file['id']}"
    assert "https://api.w.org/attached-to" not in ask.get(path)["_links"]
    for above, kind in ((post, "post"), (page, "page")):
        ask.changed(path, post=above.number)
        linked = ask.get(path)["_links"]["https://api.w.org/attached-to"]
        href = f"http://digest.example/wp-json/wp/v2/{kind}s/{above.number}"
        assert linked == [{"embeddable": True, "post_type": kind, "id": above.number, "href": href}]
    edited = ask.get(f"{path}?context=edit")
    assert (edited["exif_orientation"], edited["image_quality"]) == (1, {"default": 82, "sizes": []})
    assert edited["image_output_format"] is None and edited["image_save_progressive"] is False
    assert "image_quality" not in ask.get(path)


def test_a_picture_is_turned_and_cut_into_a_new_one() -> None:
    ask = Program("author")
    _status, old = sent(ask, "boat.png", quarters())
    ask.changed(f"media/{old['id']}", title="A boat", alt_text="Boat", caption="At sea", description="Long")
    path = f"media/{old['id']}/edit"
    status, body = ask("POST", path, {"src": old["source_url"], "modifiers": [TURNED, CUT], "alt_text": "Part"})
    assert status == 201, body
    assert ask.headers["Location"].endswith(f"/wp/v2/media/{body['id']}")
    assert body["id"] != old["id"] and body["source_url"].endswith("/boat-edited.png")
    assert (body["title"], body["alt_text"]) == ({"rendered": "A boat"}, "Part")
    assert body["caption"] == {"rendered": "<p>At sea</p>\n"}
    details = body["media_details"]
    assert (details["width"], details["height"]) == (3, 4)
    assert {color for _n, color in stored(body).getcolors() or []} == {(255, 0, 0)}, "the left half is on top now"
    assert stored(old).tobytes() == Image.open(io.BytesIO(quarters())).tobytes()
    _status, again = ask("POST", f"media/{body['id']}/edit", {"src": body["source_url"], "rotation": 180})
    assert again["source_url"].endswith("/boat-edited-1.png")
    _status, part = ask("POST", path, {"src": old["source_url"], "x": 50, "y": 0, "width": 50, "height": 100})
    assert {color for _n, color in stored(part).getcolors() or []} == {(0, 0, 255)}


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("GIF", "a.gif")])
def test_pictures_of_each_kind_are_turned_by_any_angle(kind: str, name: str) -> None:
    ask = Program("editor")
    _status, old = sent(ask, name, quarters(kind), f"image/{kind.lower()}")
    status, body = ask("POST", f"media/{old['id']}/edit", {"src": old["source_url"], "rotation": 45})
    assert status == 201, body
    assert stored(body).format == kind and body["mime_type"] == old["mime_type"]
    assert body["media_details"]["width"] > 8


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({}, 400, "rest_image_not_edited"),
        ({"modifiers": []}, 400, "rest_invalid_param"),
        ({"x": 1, "y": 2}, 400, "rest_image_not_edited"),
        ({"src": "http://localhost:8000/other.png", "rotation": 90}, 404, "rest_unknown_attachment"),
        ({"src": None}, 400, "rest_missing_callback_param"),
        ({"rotation": 360}, 400, "rest_invalid_param"),
        ({"x": -1, "y": 0, "width": 10, "height": 10}, 400, "rest_invalid_param"),
        ({"x": "left"}, 400, "rest_invalid_param"),
        ({"modifiers": [{"type": "melt"}]}, 400, "rest_invalid_param"),
        ({"modifiers": [{"type": "rotate", "args": {"angle": "x"}}]}, 400, "rest_invalid_param"),
        ({"modifiers": [{"type": "rotate", "args": {"angle": True}}]}, 400, "rest_invalid_param"),
        ({"modifiers": [{"type": "crop", "args": {"left": 1}}]}, 400, "rest_invalid_param"),
        ({"modifiers": "rotate"}, 400, "rest_invalid_param"),
        ({"modifiers": [TURNED] * 26}, 400, "rest_invalid_param"),
        (
            {"modifiers": [{"type": "crop", "args": {"left": 100, "top": 0, "width": 50, "height": 50}}]},
            400,
            "rest_cannot_edit_file_type",
        ),
        (
            {"modifiers": [{"type": "crop", "args": {"left": -1e300, "top": 0, "width": 1e300, "height": 50}}]},
            400,
            "rest_cannot_edit_file_type",
        ),
    ],
)
def test_what_makes_no_picture_is_refused(fields: dict[str, Any], status: int, code: str) -> None:
    ask = Program("author")
    _status, old = sent(ask, "boat.png", picture())
    assert ask.refused("POST", f"media/{old['id']}/edit", **{"src": old["source_url"], **fields}) == (status, code)
    assert Attachment.objects.count() == 1


def test_only_those_who_may_change_a_picture_edit_it() -> None:
    _status, old = sent(Program("editor"), "boat.png", picture())
    path, fields = f"media/{old['id']}/edit", {"src": old["source_url"], "rotation": 90}
    assert Program("author").refused("POST", path, **fields) == (403, "rest_cannot_edit")
    for role in ("contributor", "moderator"):
        assert Program(role).refused("POST", path, **fields) == (403, "rest_cannot_edit_image")
    answer = Client().post(V2 + path, fields, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "rest_cannot_edit_image")
    assert Program("administrator").refused("POST", "media/9999/edit", **fields) == (404, "rest_post_invalid_id")
    assert Attachment.objects.count() == 1


def test_what_is_no_picture_or_moves_is_not_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Program("administrator")
    notes = world.make_attachment("Notes", mime_type="text/plain", upload_path="2016/02/notes.txt")
    words = {"src": "/wp-content/uploads/2016/02/notes.txt", "rotation": 90}
    assert ask.refused("POST", f"media/{notes.number}/edit", **words) == (400, "rest_cannot_edit_file_type")
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    _status, moving = sent(ask, "a.gif", file.getvalue(), "image/gif")
    path, fields = f"media/{moving['id']}/edit", {"src": moving["source_url"], "rotation": 90}
    assert ask.refused("POST", path, **fields) == (400, "rest_cannot_edit_file_type")
    _status, large = sent(ask, "b.png", picture())
    monkeypatch.setattr(editing, "MOST_PIXELS", 40)
    path, fields = f"media/{large['id']}/edit", {"src": large["source_url"], "rotation": 90}
    assert ask.refused("POST", path, **fields) == (400, "rest_cannot_edit_file_type")
