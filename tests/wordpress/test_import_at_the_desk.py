"""An administrator brings a site in at the desk: trial first, then the import, with a report."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.comments.models import Comment
from coranto.posts.models import Post
from coranto.wordpress.jobs import begin_part, perform
from coranto.wordpress.models import ImportJob, ImportRun, KeptItem
from coranto.wordpress.uploaded import folder_of, write_json
from tests.conftest import ROOT
from tests.desk import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_files() -> None:
    """Keys begin anew in every test, files would stay."""
    shutil.rmtree(Path(settings.HOME) / "imports", ignore_errors=True)


DEMO = ROOT / "coranto" / "demo" / "demo.wxr.xml"


def uploaded(client: Client, *files: tuple[str, bytes], follow: bool = True) -> Any:
    """Upload files as an export."""
    export = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("import_desk:imports"), {"export": export}, follow=follow)


def demo() -> tuple[str, bytes]:
    return DEMO.name, DEMO.read_bytes()


def test_an_upload_is_tried_first_and_writes_nothing() -> None:
    page = uploaded(desk("administrator"), demo()).content.decode()
    assert "What would happen" in page and "50 new" in page and "Import now" in page
    assert not Post.objects.exists() and not ImportRun.objects.exists()


def test_the_import_that_follows_brings_everything_and_says_so() -> None:
    client = desk("administrator")
    uploaded(client, demo())
    job = ImportJob.objects.get()
    page = client.post(reverse("import_desk:start", args=[job.pk]), {"part": "import"}, follow=True).content.decode()
    assert "Imported" in page and Post.objects.count() == 50 and Comment.objects.exists()
    run = ImportRun.objects.get()
    assert run.by is not None and run.by.username == "administrator"
    said = client.get(reverse("import_desk:run", args=[run.pk])).content.decode()
    assert "50 new" in said
    report = client.get(reverse("import_desk:report", args=[job.pk])).json()
    assert report["counts"]["post"] == {"new": 50}
    assert DEMO.name in client.get("/desk/").content.decode()


def test_kept_items_can_be_read() -> None:
    client = desk("administrator")
    KeptItem.objects.create(kind="poll", number=7, title="Favourite tide", digest="x", content={"a": "<script>"})
    page = client.get(reverse("import_desk:kept")).content.decode()
    assert "Favourite tide" in page and "<script>&quot;" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("login.xml", b"<!doctype html><html><body>Log in</body></html>", "web page"),
        ("empty.xml", b" ", ""),
        ("../../evil.xml", b"<rss></rss>", ""),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(name: str, content: bytes, word: str) -> None:
    page = uploaded(desk("administrator"), (name, content)).content.decode()
    job = ImportJob.objects.get()
    assert job.state == ImportJob.State.FAILED and job.error and "\n" not in job.error and "Traceback" not in page
    assert word in job.error
    assert {path.name for path in (folder_of(job) / "export").iterdir()} <= set(job.files)


def test_two_files_of_one_name_are_both_kept() -> None:
    uploaded(desk("administrator"), ("a.xml", b"<rss>"), ("a.xml", b"<rss>"))
    assert ImportJob.objects.get().files == ["a.xml", "1-a.xml"]


def test_progress_is_shown_while_it_runs_and_asked_for_in_part() -> None:
    client = desk("administrator")
    job = ImportJob.objects.create(files=["a.xml"], made_at=timezone.now(), started_at=timezone.now(), state="running")
    write_json(
        job, "progress.json", {"step": "write", "done": 30, "total": 60, "items": 12, "at": timezone.now().timestamp()}
    )
    page = client.get(reverse("import_desk:job", args=[job.pk])).content.decode()
    assert 'value="50"' in page and "12 items" in page and 'http-equiv="refresh"' in page
    part = client.get(reverse("import_desk:job", args=[job.pk]), headers={"X-Part": "job"}).content.decode()
    assert "12 items" in part and "<html" not in part


def test_a_job_that_fell_silent_can_be_gone_on_with() -> None:
    long_ago = timezone.now() - datetime.timedelta(minutes=10)
    job = ImportJob.objects.create(files=["a.xml"], made_at=long_ago, started_at=long_ago, state="running")
    page = desk("administrator").get(reverse("import_desk:job", args=[job.pk])).content.decode()
    assert "Go on" in page


def test_of_two_clicks_one_counts() -> None:
    now = timezone.now()
    job = ImportJob.objects.create(files=[], made_at=now)
    assert begin_part(job=job, part=ImportJob.Part.IMPORT, at=now)
    assert not begin_part(job=job, part=ImportJob.Part.IMPORT, at=now)


def test_a_job_whose_files_are_gone_says_so() -> None:
    now = timezone.now()
    job = ImportJob.objects.create(files=["gone.xml"], made_at=now, state="waiting")
    perform(job=job, at=now)
    job.refresh_from_db()
    assert job.state == ImportJob.State.FAILED and "gone.xml" in job.error


def test_deleting_an_upload_leaves_what_was_imported() -> None:
    client = desk("administrator")
    uploaded(client, demo())
    job = ImportJob.objects.get()
    folder: Path = folder_of(job)
    client.post(reverse("import_desk:start", args=[job.pk]), {"part": "import"})
    client.post(reverse("import_desk:drop", args=[job.pk]))
    assert not folder.exists() and not ImportJob.objects.exists() and Post.objects.count() == 50


@pytest.mark.parametrize("role", ["editor", "author", "contributor", "moderator"])
def test_only_administrators_import(role: str) -> None:
    client = desk(role)
    uploaded(client, demo())
    assert not ImportJob.objects.exists()
    assert client.get(reverse("import_desk:kept")).status_code == 302
