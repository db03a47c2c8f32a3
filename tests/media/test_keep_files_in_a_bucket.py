"""Media in S3: a server of its own on loopback (moto, which is a stand-in that speaks the protocol)."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from coranto.media.models import CreditedImage
from coranto.media.uploads_in import store_upload
from coranto.media.variants import variant_path
from tests.cli.running import free_port
from tests.media.test_serve_files import picture

pytestmark = pytest.mark.slow
MOTO = Path(".cache/moto/bin/moto_server")
HOW = f"there is no S3 server (python3 -m venv .cache/moto; {MOTO.parent}/pip install 'moto[server]'): NOT run"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server."""
    program = shutil.which("moto_server") or (str(MOTO) if MOTO.exists() else "")
    if not program:
        pytest.skip(HOW)
    port = free_port()
    with subprocess.Popen([program, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL) as process:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def bucket(server: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The site's media in a bucket, set as an owner would."""
    from coranto.config import environment

    monkeypatch.setenv("MEDIA_URL", f"s3://digest?endpoint_url={server}&region_name=us-east-1&addressing_style=path")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    settings.STORAGES = {**settings.STORAGES, "default": environment.file_storage()}
    request = urllib.request.Request(f"{server}/digest", method="PUT", headers={"Authorization": "AWS nobody:x"})
    with urllib.request.urlopen(request):
        pass
    assert environment.media_origins() == [server, server.replace("://", "://digest.")]
    return server


def followed(client: Client, path: str) -> bytes:
    """What a browser gets that follows the way into the bucket."""
    answer = client.get(path)
    assert answer.status_code == 302, path
    assert answer["Cache-Control"] == "public, max-age=300"
    with urllib.request.urlopen(answer["Location"]) as response:
        return bytes(response.read())


@pytest.mark.django_db
def test_uploads_keep_their_addresses(bucket: str, client: Client) -> None:
    content = picture(400, 300, "PNG")
    store_upload("2020/01/harbour.png", [content])
    assert followed(client, "/wp-content/uploads/2020/01/harbour.png") == content
    store_upload("2020/01/harbour.png", [picture(600, 450, "PNG")])
    assert followed(client, "/wp-content/uploads/2020/01/harbour.png") == picture(600, 450, "PNG")
    for _ in range(2):
        assert followed(client, "/wp-content/uploads/2020/01/harbour-300x225.png")[:4] == b"\x89PNG"
    for missing in ("/wp-content/uploads/2020/01/none.png", "/wp-content/uploads/2020/01/none-300x225.png"):
        assert client.get(missing).status_code == 404
    assert default_storage.url("uploads/a b.png") == "/media/uploads/a%20b.png"


@pytest.mark.django_db
def test_a_picture_has_copies_and_goes_for_good(
    bucket: str, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    image = CreditedImage.objects.create(
        title="Harbour", file=ContentFile(picture(400, 300, "PNG"), name="harbour.png")
    )
    name = image.file.name
    assert followed(client, variant_path(image, 300, "webp"))[:4] == b"RIFF"
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not default_storage.exists(name)
    assert client.get(f"/media/{name}").status_code == 404


def test_nothing_of_the_bucket_is_written_into_tasks(bucket: str) -> None:
    path, arguments, options = default_storage.deconstruct()  # type: ignore[attr-defined]  # Wagtail asks for it
    assert (path, arguments, options) == ("coranto.config.bucket.default_bucket", (), {})
    assert sys.modules["coranto.config.bucket"].default_bucket() is default_storage
