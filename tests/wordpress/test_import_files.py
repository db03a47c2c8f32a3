"""The files of the old site come from a folder, an archive or the site itself, and find their places."""

import io
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from coranto.core.outgoing.http import Fetcher
from coranto.core.outgoing.pace import Pace
from coranto.media.models import Attachment, CreditedImage
from coranto.posts.models import Post
from coranto.wordpress.wxr.records import Meta
from tests.wordpress.importing import BASE, attachment, bring_in, export_file, metas, page, post, said, site

pytestmark = pytest.mark.django_db
PLACE = "2024/05/harbour.png"


@pytest.fixture(autouse=True)
def own_media(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    """A media folder of its own for each test."""
    settings.MEDIA_ROOT = str(tmp_path / "media")  # type: ignore[attr-defined]


def picture(width: int = 60, height: int = 40, kind: str = "PNG") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return file.getvalue()


def uploads(folder: Path, **files: bytes) -> Path:
    """A copy of wp-content/uploads with these files; two underscores stand for a slash, the last one for the dot."""
    root = folder / "site" / "wp-content" / "uploads"
    for name, content in files.items():
        path = root / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def answer(client: Client, path: str) -> int:
    """The status of the answer to an upload's old address."""
    response = client.get(f"/wp-content/uploads/{path}")
    b"".join(response)
    response.close()
    return response.status_code


def test_files_of_a_folder_answer_at_their_old_addresses(tmp_path: Path, client: Client) -> None:
    folder = uploads(tmp_path, **{"2024__05__harbour_png": picture(), "2024__05__notes_pdf": b"%PDF-1.4"})
    report = bring_in(export_file(tmp_path, attachment(5)), media=[folder])
    found = Attachment.objects.get()
    assert (found.state, found.upload_path, found.mime_type) == ("present", PLACE, "image/png")
    assert found.image is not None and (found.image.width, found.image.height) == (60, 40)
    assert (answer(client, PLACE), answer(client, "2024/05/notes.pdf")) == (200, 200)
    assert report.counts["file"] == {"new": 2} and report.counts["picture"] == {"new": 1}


def test_an_archive_does_as_well_and_twice_is_as_good_as_once(tmp_path: Path) -> None:
    archive = tmp_path / "uploads.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(f"wp-content/uploads/{PLACE}", picture())
    path = export_file(tmp_path, attachment(5))
    bring_in(path, media=[archive])
    report = bring_in(path, media=[archive])
    assert report.counts["file"] == {"unchanged": 1}
    assert CreditedImage.objects.count() == 1


def test_texts_of_a_picture_come_along(tmp_path: Path) -> None:
    item = attachment(5, title="Harbour", excerpt="At dusk.", meta=metas(_wp_attachment_image_alt="Boats"))
    bring_in(export_file(tmp_path, item), media=[uploads(tmp_path, **{"2024__05__harbour_png": picture()})])
    image = CreditedImage.objects.get()
    assert (image.title, image.alt_text, image.caption) == ("Harbour", "Boats", "At dusk.")


def test_a_file_that_its_export_names_by_number_has_a_page_under_its_name(tmp_path: Path, client: Client) -> None:
    alone = attachment(5, slug="harbour", link=f"{BASE}/?attachment_id=5")
    below = attachment(6, "2024/05/b.png", link=f"{BASE}/?attachment_id=6", parent_id=1)
    bring_in(export_file(tmp_path, post(1), alone, below))
    assert dict(Attachment.objects.values_list("number", "path")) == {5: "/harbour/", 6: ""}
    assert client.get("/?attachment_id=5", follow=True).redirect_chain == [("http://digest.example/harbour/", 301)]
    assert client.get("/harbour/").status_code == 200


def test_a_featured_picture_is_set_whether_its_file_comes_at_once_or_later(tmp_path: Path) -> None:
    items = (post(1, meta=(Meta("_thumbnail_id", "5"),)), page(2, meta=(Meta("_thumbnail_id", "5"),)), attachment(5))
    path = export_file(tmp_path, *items)
    bring_in(path)
    assert Post.objects.get().featured_image is None
    report = bring_in(path, media=[uploads(tmp_path, **{"2024__05__harbour_png": picture()})])
    assert Post.objects.get().featured_image == CreditedImage.objects.get() == Attachment.objects.get().image
    assert report.counts["post"] == {"unchanged": 1}


def test_pictures_in_texts_become_blocks_of_the_editor_and_lead_home(tmp_path: Path) -> None:
    url = f"https://digest.example/wp-content/uploads/{PLACE}"
    figure = f'<figure class="wp-block-image"><img src="{url}" alt="Boats"/></figure>'
    text = f'<!-- wp:image {{"id":5}} -->{figure}<!-- /wp:image -->'
    folder = uploads(tmp_path, **{"2024__05__harbour_png": picture()})
    bring_in(export_file(tmp_path, post(1, content=text), attachment(5)), media=[folder])
    found = Post.objects.get()
    assert f'src="/wp-content/uploads/{PLACE}"' in found.body_html
    assert [block.block_type for block in found.body] == ["image"]


def test_missing_files_are_told_one_by_one(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, attachment(5), attachment(6, "2024/05/b.png")))
    assert [note.number for note in report.notes if note.act == "missing"] == ["5", "6"]
    assert Attachment.objects.missing().count() == 2


def test_a_file_under_a_slightly_other_name_is_found(tmp_path: Path) -> None:
    folder = uploads(tmp_path, **{"2024__05__Harbour_PNG": picture()})
    bring_in(export_file(tmp_path, attachment(5)), media=[folder])
    assert Attachment.objects.get().state == "present"


def test_programs_of_the_old_server_stay_outside(tmp_path: Path) -> None:
    folder = uploads(tmp_path, **{"2024__05__harbour_png": picture(), "evil_php": b"<?php", "cache__index_html": b""})
    report = bring_in(export_file(tmp_path, attachment(5)), media=[folder])
    assert not default_storage.exists("uploads/evil.php")
    assert len(said(report, "skipped")) == 2


def test_what_is_no_picture_or_too_large_a_one_is_no_picture_here_but_a_file(tmp_path: Path) -> None:
    bomb = bytearray(picture())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    files = {"2024__05__harbour_png": bytes(bomb), "2024__05__text_png": b"no picture"}
    items = (attachment(5), attachment(6, "2024/05/text.png"))
    report = bring_in(export_file(tmp_path, *items), media=[uploads(tmp_path, **files)])
    assert not CreditedImage.objects.exists()
    assert set(Attachment.objects.values_list("state", flat=True)) == {"present"}
    assert sum("no picture" in reason or "60,000" in reason for reason in said(report, "refused")) == 2


def test_a_path_that_leads_out_of_the_uploads_leads_nowhere(tmp_path: Path) -> None:
    item = attachment(5, meta=(Meta("_wp_attached_file", "../../../etc/passwd"),))
    bring_in(export_file(tmp_path, item), media=[uploads(tmp_path, **{"2024__05__harbour_png": picture()})])
    assert Attachment.objects.get().upload_path == ""


def test_a_trial_says_which_files_would_come(tmp_path: Path) -> None:
    folder = uploads(tmp_path, **{"2024__05__harbour_png": picture()})
    path = export_file(tmp_path, attachment(5), attachment(6, "2024/05/b.png"))
    report = bring_in(path, media=[folder], dry_run=True)
    assert report.counts["file"] == {"new": 1, "missing": 1}
    assert not default_storage.exists(f"uploads/{PLACE}")


class OldSite(BaseHTTPRequestHandler):
    """The old site: it has one picture, a page in the place of another, and nothing else."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        known = {
            "/wp-content/uploads/a.png": ("image/png", picture()),
            "/wp-content/uploads/b.png": ("text/html", b"<p>"),
        }
        kind, body = known.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_files_are_fetched_from_the_old_site_where_it_has_them(tmp_path: Path) -> None:
    OldSite.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), OldSite) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        base = f"http://127.0.0.1:{server.server_port}"
        items = [
            attachment(number, f"{name}.png", attachment_url=f"{base}/wp-content/uploads/{name}.png")
            for number, name in ((5, "a"), (6, "b"), (7, "c"))
        ]
        fetcher = Fetcher(allow_private=True, pace=Pace(0.0))
        path = export_file(tmp_path, *items, of=site(base))
        report = bring_in(path, fetch_media=True, fetcher=fetcher)
        again = bring_in(path, fetch_media=True, fetcher=fetcher)
        server.shutdown()
        thread.join()
    states = dict(Attachment.objects.values_list("number", "state"))
    assert states == {5: "present", 6: "missing", 7: "missing"}
    assert len(said(report, "refused")) == 2 and report.counts["file"] == {"new": 1, "refused": 2, "missing": 2}
    assert OldSite.asked.count("/wp-content/uploads/a.png") == 1
    assert again.counts["file"] == {"refused": 2, "missing": 2}
    assert not list((Path(settings.HOME) / "fetching").glob("*"))


def test_files_inside_the_network_are_not_fetched(tmp_path: Path) -> None:
    item = attachment(5, attachment_url="http://127.0.0.1:1/wp-content/uploads/a.png")
    report = bring_in(export_file(tmp_path, item), fetch_media=True)
    assert Attachment.objects.get().state == "missing"
    assert len(said(report, "refused")) == 1
