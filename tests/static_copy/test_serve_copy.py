"""Real web servers on a copy: feeds have their type, former addresses lead on, the manifest is nobody's."""

import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPMessage
from pathlib import Path

import pytest

from tests.cli.running import coranto, free_port
from tests.static_copy.copying import apache_configuration, copy, fetched, served
from tests.wordpress.homes import migrated_template, new_home
from tests.world import make_comment, make_post, publication

pytestmark = pytest.mark.slow

APACHE = shutil.which("apache2") or "/usr/sbin/apache2"


@contextmanager
def apache(root: Path, scratch: Path) -> Iterator[str]:
    """A real Apache on the folder."""
    port = free_port()
    file = apache_configuration(root, scratch, port)
    process = subprocess.Popen([APACHE, "-X", "-f", str(file)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                fetched(f"http://127.0.0.1:{port}/robots.txt")
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def headers_of(url: str) -> HTTPMessage:
    """The headers of an answer."""
    with urllib.request.urlopen(url, timeout=30) as response:
        headers: HTTPMessage = response.headers
        return headers


def status_of(url: str) -> int:
    """The status of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the user of a web server may read too."""
    with tempfile.TemporaryDirectory(prefix="coranto-served-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.django_db
@pytest.mark.skipif(not Path(APACHE).exists(), reason="apache2 is not installed: this test has NOT run")
def test_apache_serves_a_copy_by_its_own_rules(
    open_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coranto.static_copy.run.can_search", lambda: False)
    post = make_post("Été", slug="été")
    make_comment(post)
    copy(open_folder / "copy")
    with apache(open_folder / "copy", open_folder) as url:
        assert b"The tide came in." in fetched(url + post.path)
        types = {
            "/feed/": "application/rss+xml; charset=utf-8",
            f"{post.path}feed/": "application/rss+xml; charset=utf-8",
            "/feed/atom/": "application/atom+xml; charset=utf-8",
            "/feed/json/": "application/feed+json; charset=utf-8",
            "/": "text/html; charset=utf-8",
        }
        assert {path: headers_of(url + path)["Content-Type"] for path in types} == types
        assert status_of(f"{url}/.coranto-static/manifest.sqlite3") == 404
        with pytest.raises(urllib.error.HTTPError) as missing:
            fetched(f"{url}/no/such/")
        assert b"Nothing is at this address" in missing.value.read()
        missing.value.close()


@pytest.mark.django_db
def test_a_plain_server_gives_feeds_that_readers_understand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.static_copy.run.can_search", lambda: False)
    import feedparser

    publication(name="The Tidewater Digest")
    make_post("A tide")
    copy(tmp_path)
    with served(tmp_path) as url:
        for path in ("/feed/", "/feed/atom/", "/feed/rdf/", "/feed/index.xml"):
            found = feedparser.parse(fetched(url + path))
            assert [entry.title for entry in found.entries] == ["A tide"], path


def test_the_command_writes_tells_and_refuses(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", migrated_template())
    target, report = tmp_path / "copy", tmp_path / "report.json"
    result = coranto("export", "static", target, "--report", report, home=home, CORANTO_URL="https://digest.example")
    assert (result.returncode, result.stderr) == (0, "")
    assert "addresses" in result.stdout and " 0 removed" in result.stdout
    assert '"broken": []' in report.read_text()
    assert 'href="https://digest.example/' in (target / "index.html").read_text()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine").write_text("mine")
    refused = coranto("export", "static", tmp_path / "other", home=home)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "is not empty" in refused.stderr
