"""Files that did not come along with an import are found at the desk and put in their place."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from coranto.media.models import Attachment
from tests import world as w
from tests.desk import desk

pytestmark = pytest.mark.django_db
TEXTS = {"title": "A chart", "alt_text": "", "caption": "", "description": "", "credit": "", "licence": ""}


def picture(colour: str = "navy") -> bytes:
    """A small PNG."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return target.getvalue()


def chart() -> Attachment:
    return w.make_attachment("A chart", upload_path="2016/02/a-chart.png", mime_type="image/png")


def put(client: Client, row: Attachment, name: str, content: bytes) -> str:
    """Send another file for an attachment; the page that follows."""
    form = {**TEXTS, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("media_desk:attachment", args=[row.pk]), form, follow=True).content.decode()


@pytest.fixture(autouse=True)
def no_file() -> None:
    if default_storage.exists("uploads/2016/02/a-chart.png"):
        default_storage.delete("uploads/2016/02/a-chart.png")


def test_missing_files_are_listed() -> None:
    chart()
    w.make_attachment("A table", state=Attachment.State.PRESENT)
    page = desk().get(reverse("media_desk:attachments"), {"state": "missing"}).content.decode()
    assert "A chart" in page and "A table" not in page


def test_a_file_put_in_its_place_answers_at_the_old_address() -> None:
    row = chart()
    put(desk(), row, "whatever.png", picture())
    row.refresh_from_db()
    answer = Client().get("/wp-content/uploads/2016/02/a-chart.png")
    assert answer.getvalue() == picture() and row.state == Attachment.State.PRESENT
    assert row.image is not None and (row.image.width, row.image.height) == (40, 30)


def test_a_replaced_picture_is_the_same_picture_with_another_file() -> None:
    row = chart()
    client = desk()
    put(client, row, "one.png", picture())
    row.refresh_from_db()
    first = row.image
    put(client, row, "two.png", picture("teal"))
    row.refresh_from_db()
    assert row.image == first


def test_a_file_of_another_kind_is_refused() -> None:
    row = chart()
    assert "choose such a file" in put(desk(), row, "page.html", b"<script>alert(1)</script>")
    row.refresh_from_db()
    assert row.state == Attachment.State.MISSING


def test_a_file_that_is_no_picture_makes_none() -> None:
    row = chart()
    put(desk(), row, "fake.png", b"not a picture")
    row.refresh_from_db()
    assert row.image is None


@pytest.mark.parametrize("role", ["author", "contributor", "moderator"])
def test_others_cannot_change_attachments(role: str) -> None:
    row = chart()
    put(desk(role), row, "one.png", picture())
    row.refresh_from_db()
    assert row.state == Attachment.State.MISSING
