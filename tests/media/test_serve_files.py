"""Files at the addresses that WordPress had them at: whole, in parts, resized, harmless."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.test import Client
from PIL import Image

from coranto.media import resizing
from coranto.media.models import CreditedImage
from coranto.media.variants import variant_path, version_of

pytestmark = pytest.mark.django_db
TEXT = b"0123456789"


def store(name: str, content: bytes = TEXT) -> str:
    """A file in the storage; its name."""
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


def picture(width: int = 800, height: int = 600, file_format: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture of that size."""
    written = io.BytesIO()
    Image.new(mode, (width, height), 120).save(written, file_format)
    return written.getvalue()


def body(response: HttpResponseBase) -> bytes:
    """What was sent; the client closes the file at its end."""
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]


def size_of(response: HttpResponseBase) -> tuple[int, int]:
    """The size of the picture that was sent."""
    with Image.open(io.BytesIO(body(response))) as image:
        return image.size


@pytest.fixture(autouse=True)
def empty_storage() -> Iterator[None]:
    """Nothing is left for the next test."""
    yield
    for folder in ("uploads", "copies", "original_images", "documents"):
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)


def test_an_upload_is_sent_as_what_it_is(client: Client) -> None:
    store("uploads/2016/02/tide.pdf")
    response = client.get("/wp-content/uploads/2016/02/tide.pdf")
    assert (response.status_code, body(response)) == (200, TEXT)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "10"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "sent", "content_range"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-99", TEXT, "bytes 0-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(client: Client, asked: str, sent: bytes, content_range: str) -> None:
    store("uploads/tide.mp3")
    response = client.get("/wp-content/uploads/tide.mp3", headers={"range": asked})
    assert (response.status_code, body(response)) == (206, sent)
    assert response["Content-Range"] == content_range
    assert response["Content-Length"] == str(len(sent))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0", f"bytes={'9' * 40}-"])
def test_a_part_that_the_file_has_not_is_refused(client: Client, asked: str) -> None:
    store("uploads/tide.mp3")
    response = client.get("/wp-content/uploads/tide.mp3", headers={"range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize("asked", ["bytes=3-1", "bytes=a-b", "bytes=-", "bytes=0-1,4-5", "lines=0-1", "bytes", ""])
def test_what_is_no_part_is_passed_over(client: Client, asked: str) -> None:
    store("uploads/tide.mp3")
    response = client.get("/wp-content/uploads/tide.mp3", headers={"range": asked})
    assert (response.status_code, body(response)) == (200, TEXT)


def test_a_part_of_a_file_that_has_changed_is_all_of_it(client: Client) -> None:
    store("uploads/tide.mp3")
    path = "/wp-content/uploads/tide.mp3"
    first = client.get(path)
    body(first)
    same = client.get(path, headers={"range": "bytes=0-3", "if-range": first["ETag"]})
    assert (same.status_code, body(same)) == (206, b"0123")
    other = client.get(path, headers={"range": "bytes=0-3", "if-range": '"other"'})
    assert (other.status_code, body(other)) == (200, TEXT)


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    store("uploads/tide.mp3")
    path = "/wp-content/uploads/tide.mp3"
    first = client.get(path)
    body(first)
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        response = client.get(path, headers=headers)
        assert (response.status_code, body(response)) == (304, b"")
        assert response["ETag"] == first["ETag"]


def test_head_says_how_long_a_file_is(client: Client) -> None:
    store("uploads/tide.mp3")
    response = client.head("/wp-content/uploads/tide.mp3")
    assert (response.status_code, response["Content-Length"], body(response)) == (200, "10", b"")


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a.svg", "image/svg+xml"), ("a.html", "text/html"), ("a.HTM", "text/html"), ("a.xml", "text/xml")],
)
def test_what_could_act_as_a_page_is_put_in_a_sandbox(client: Client, name: str, content_type: str) -> None:
    store(f"uploads/{name}", b"<script>alert(1)</script>")
    response = client.get(f"/wp-content/uploads/{name}")
    body(response)
    assert response["Content-Type"] == content_type
    assert response["Content-Security-Policy"].startswith("sandbox;")


@pytest.mark.parametrize("name", ["a.php", "a.exe", "a.js", "a.swf", "a", "a.xhtml", "a.svgz", "a.html.bak"])
def test_what_is_not_known_can_only_be_saved(client: Client, name: str) -> None:
    store(f"uploads/{name}", b"<script>alert(1)</script>")
    response = client.get(f"/wp-content/uploads/{name}")
    body(response)
    assert (response["Content-Type"], response["Content-Disposition"]) == ("application/octet-stream", "attachment")


def test_the_policy_of_pages_does_not_keep_a_pdf_from_showing(client: Client) -> None:
    store("uploads/tide.pdf")
    response = client.get("/wp-content/uploads/tide.pdf")
    body(response)
    assert "Content-Security-Policy" not in response


def test_names_beyond_ascii_are_found_however_they_were_stored(client: Client) -> None:
    store("uploads/été.txt")
    store("uploads/%c3%bcber.txt")
    for path in ("été.txt", "%C3%A9t%C3%A9.txt", "über.txt", "%C3%BCber.txt"):
        response = client.get(f"/wp-content/uploads/{path}")
        assert (response.status_code, body(response)) == (200, TEXT), path


def test_a_missing_file_is_said_to_be_missing(client: Client) -> None:
    response = client.get("/wp-content/uploads/2016/02/nothing.jpg")
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    page = client.get("/wp-content/uploads/2016/02/nothing.jpg", headers={"accept": "text/html,*/*"})
    assert (page.status_code, page.templates[0].name) == (404, "404.html")


def test_a_copy_that_wordpress_had_made_is_made_again(client: Client) -> None:
    store("uploads/2016/02/boat.jpg", picture())
    response = client.get("/wp-content/uploads/2016/02/boat-300x225.jpg")
    assert response["Content-Type"] == "image/jpeg"
    assert size_of(response) == (300, 225)
    assert size_of(client.get("/wp-content/uploads/2016/02/boat-150x150.jpg")) == (150, 150)
    assert default_storage.exists("copies/uploads/2016/02/boat.jpg/300x225.jpg")


def test_a_copy_that_came_along_is_sent_as_it_is(client: Client) -> None:
    store("uploads/boat.jpg", picture())
    store("uploads/boat-300x225.jpg", picture(300, 225))
    body(client.get("/wp-content/uploads/boat-300x225.jpg"))
    assert not default_storage.exists("copies/uploads/boat.jpg")


@pytest.mark.parametrize(
    ("file_format", "mode", "name"),
    [("PNG", "RGBA", "boat.png"), ("PNG", "P", "b.png"), ("WEBP", "RGB", "b.webp"), ("JPEG", "CMYK", "c.jpeg")],
)
def test_pictures_of_every_kind_are_resized(client: Client, file_format: str, mode: str, name: str) -> None:
    store(f"uploads/{name}", picture(800, 600, file_format, mode))
    stem, extension = name.split(".")
    assert size_of(client.get(f"/wp-content/uploads/{stem}-400x300.{extension}")) == (400, 300)


def test_a_reduced_picture_and_the_one_behind_it_stand_in_for_each_other(client: Client) -> None:
    store("uploads/boat-scaled.jpg", picture(1000, 750))
    assert size_of(client.get("/wp-content/uploads/boat-400x300.jpg")) == (400, 300)
    store("uploads/gull.jpg", picture(500, 400))
    assert size_of(client.get("/wp-content/uploads/gull-scaled.jpg")) == (500, 400)


@pytest.mark.parametrize("name", ["boat-9999x9999.jpg", "boat-0x10.jpg", "boat-2601x10.jpg", "boat-10x0.jpg"])
def test_nobody_can_have_an_absurd_size_drawn(client: Client, name: str) -> None:
    store("uploads/boat.jpg", picture(20, 10))
    assert size_of(client.get(f"/wp-content/uploads/{name}")) == (20, 10)
    assert not default_storage.exists("copies/uploads/boat.jpg")


def test_nobody_can_fill_the_disk_with_sizes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resizing, "MOST_COPIES", 3)
    store("uploads/boat.jpg", picture(80, 60))
    sizes = [size_of(client.get(f"/wp-content/uploads/boat-{width}x{width}.jpg")) for width in range(10, 15)]
    assert sizes == [(10, 10), (11, 11), (12, 12), (80, 60), (80, 60)]


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:500], b"\xff\xd8\xff\xe0" + b"\0" * 50])
def test_a_damaged_picture_is_sent_as_it_is(client: Client, content: bytes) -> None:
    store("uploads/boat.jpg", content)
    response = client.get("/wp-content/uploads/boat-300x200.jpg")
    assert (response.status_code, body(response)) == (200, content)


def test_a_picture_that_moves_is_not_stopped(client: Client) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    store("uploads/wave.gif", written.getvalue())
    response = client.get("/wp-content/uploads/wave-20x15.gif")
    assert body(response) == written.getvalue()


def make_image(name: str = "boat.jpg", width: int = 800, height: int = 600) -> CreditedImage:
    """A picture of the desk's, with its file."""
    stored = store(f"original_images/{name}", picture(width, height))
    return CreditedImage.objects.create(title="Boat", file=stored, width=width, height=height)


def test_pages_offer_a_picture_in_several_widths(client: Client) -> None:
    image = make_image()
    for extension, content_type in (("jpg", "image/jpeg"), ("webp", "image/webp")):
        response = client.get(variant_path(image, 300, extension))
        assert response["Content-Type"] == content_type
        assert "immutable" in response["Cache-Control"]
        assert size_of(response) == (300, 225)


def test_only_the_widths_that_pages_offer_exist(client: Client) -> None:
    image = make_image()
    for path in (
        f"/-/image/{image.pk}/{version_of(image)}/301.jpg",
        f"/-/image/{image.pk}/{version_of(image)}/1000.jpg",
        f"/-/image/{image.pk}/{version_of(image)}/300.gif",
        f"/-/image/{image.pk + 1}/{version_of(image)}/300.jpg",
    ):
        assert client.get(path).status_code == 404, path


def test_an_outdated_address_leads_to_the_present_picture(client: Client) -> None:
    image = make_image()
    response = client.get(f"/-/image/{image.pk}/00000000/300.jpg")
    assert (response.status_code, response["Location"]) == (302, variant_path(image, 300, "jpg"))


def test_a_picture_without_its_file_is_missing(client: Client) -> None:
    image = CreditedImage.objects.create(title="Lost", file="original_images/lost.jpg", width=800, height=600)
    assert client.get(variant_path(image, 300, "jpg")).status_code == 404


def test_stored_files_are_sent_from_public_folders_only(client: Client) -> None:
    store("original_images/boat.jpg", picture())
    store("documents/internal.pdf")
    response = client.get("/media/original_images/boat.jpg")
    assert response.status_code == 200
    body(response)
    for path in (
        "/media/documents/internal.pdf",
        "/media/",
        "/media/original_images/",
        "/media/original_images/.hidden",
    ):
        assert client.get(path).status_code == 404, path


def test_nothing_outside_the_storage_is_sent(client: Client, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = Path(settings.MEDIA_ROOT) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "link.txt").symlink_to(secret)
    for path in ("link.txt", "../../secret-key", "..%2f..%2fsecret-key", "%2e%2e/%2e%2e/secret-key", "/etc/passwd"):
        assert client.get(f"/wp-content/uploads/{path}").status_code == 404, path
