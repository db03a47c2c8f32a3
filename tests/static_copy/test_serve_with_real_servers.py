"""nginx, Caddy and Apache with the sample configurations that lie in a copy: every address answers as the site did."""

import datetime
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from coranto.media.models import Attachment
from coranto.posts.models import Permalink
from coranto.static_copy import ledger
from coranto.static_copy.ledger import Ledger
from coranto.static_copy.tree import OWN_FOLDER
from tests.cli.running import free_port
from tests.static_copy.copying import apache_configuration, copy
from tests.wordpress.importing import bring_in
from tests.wordpress.test_import_files import picture
from tests.world import NOON, make_category, make_comment, make_page, make_post, publication

pytestmark = pytest.mark.slow

SERVERS = ("nginx", "caddy", "apache2")
NGINX = """
worker_processes 1;
pid {scratch}/nginx.pid;
error_log {scratch}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
{sample}
}}
"""
TYPES = {
    "feed/atom/": "application/atom+xml",
    "feed/rdf/": "application/rdf+xml",
    "feed/json/": "application/feed+json",
    "feed/": "application/rss+xml",
    "sitemap.xml": "application/xml",
}


NOT_IN_THE_EXPORT = "/wp-content/uploads/2018/11/file_block.pdf"
"""A post of the theme unit test links it, and no attachment has it: the old site has the same broken link."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Shows where an answer leads instead of going there."""

    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        """Stay."""


ASKING = urllib.request.build_opener(NoRedirect())


def asked(url: str) -> tuple[int, Message, bytes]:
    """Status, headers and body."""
    try:
        with ASKING.open(url, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def nginx(root: Path, scratch: Path, port: int) -> list[str]:
    """The command of an nginx with the sample of the copy, on another port."""
    sample = (root / OWN_FOLDER / "nginx.conf").read_text().replace("DIR", str(root))
    assert "listen 80;" in sample
    file = scratch / "nginx.conf"
    file.write_text(NGINX.format(scratch=scratch, sample=sample.replace("listen 80;", f"listen 127.0.0.1:{port};")))
    return ["nginx", "-p", str(scratch), "-c", str(file), "-g", "daemon off;"]


def caddy(root: Path, scratch: Path, port: int) -> list[str]:
    """The same of a Caddy, without certificates."""
    sample = (root / OWN_FOLDER / "Caddyfile").read_text().replace("DIR", str(root))
    assert "\ndigest.example {" in sample
    file = scratch / "Caddyfile"
    served = sample.replace("\ndigest.example {", f"\nhttp://127.0.0.1:{port} {{")
    file.write_text("{\n\tadmin off\n}\n" + served)
    return ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]


def apache2(root: Path, scratch: Path, port: int) -> list[str]:
    """The same of an Apache, which reads the ``.htaccess`` of the copy."""
    file = apache_configuration(root, scratch, port)
    return ["apache2", "-f", str(file), "-DFOREGROUND"]


COMMANDS: dict[str, Callable[[Path, Path, int], list[str]]] = {"nginx": nginx, "caddy": caddy, "apache2": apache2}


@contextmanager
def served_by(name: str, root: Path, scratch: Path) -> Iterator[str]:
    """The address of a real server on a copy."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"HOME": str(scratch), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    with (scratch / "output").open("wb") as output:
        process = subprocess.Popen(
            COMMANDS[name](root, scratch, port),
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Apache ends its whole group
        )
    try:
        for _ in range(300):
            assert process.poll() is None, (scratch / "output").read_text()
            try:
                asked(f"{url}/robots.txt")
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> str:
    """The name of a server that is installed."""
    name = str(request.param)
    if shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") is None:
        pytest.skip(f"{name} is not installed (apt-get install {name}): this test has NOT run")
    return name


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the user of a web server may read too; copies are made without a search."""
    monkeypatch.setattr("coranto.static_copy.run.can_search", lambda: False)
    with tempfile.TemporaryDirectory(prefix="coranto-served-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def files_at(root: Path, path: str) -> list[bytes]:
    """What the copy has for an address."""
    place = root / unquote(path).lstrip("/")
    names = (place, place / "index.html", place / "index.xml", place / "index.json")
    return [name.read_bytes() for name in names if name.is_file()]


def leads_on(status: int, body: bytes, files: list[bytes], *, redirects: bool) -> bool:
    """Whether a redirect of the site still leads somewhere: by a true one, by a page that does, or, where only the last
    slash is missing, by the page itself. Without redirects, what is no page (``/favicon.ico``) cannot.
    """
    if status == 200:
        return body in files
    return status == 301 if redirects or files else status == 404  # Apache adds the slash first


def wrong_answers(url: str, root: Path, *, redirects: bool) -> list[tuple[str, object]]:
    """Every address that the server answers otherwise than the site did."""
    known = Ledger(root / OWN_FOLDER / "manifest.sqlite3")
    rows = list(known.settled(ledger.FILE, ledger.REDIRECT, ledger.MISSING))
    known.close()
    wrong: list[tuple[str, object]] = []
    for row in rows:
        status, headers, body = asked(url + quote(row.path, safe="/%~!$&'()*+,;=:@"))
        if row.query:
            continue
        if row.outcome == ledger.FILE:
            kind = next((f"{kind}; charset=utf-8" for end, kind in TYPES.items() if row.path.endswith(end)), "")
            if status != 200 or body not in files_at(root, row.path) or kind not in headers["Content-Type"]:
                wrong.append((row.path, (status, headers["Content-Type"], len(body))))
        elif row.outcome == ledger.MISSING:
            wrong += [(row.path, status)] if status != 404 else []
        elif not leads_on(status, body, files_at(root, row.path), redirects=redirects):
            wrong.append((row.path, status))
    assert len(rows) > 30
    return wrong


def busy_site() -> str:
    """Posts, pages of listings and of comments, feeds after everything, a former address; which that is."""
    publication(posts_per_page=3, page_comments=True, comments_per_page=2)
    birds = make_category("Birds")
    posts = [
        make_post(f"Été {n}", slug=f"été-{n}", categories=[birds], at=NOON - datetime.timedelta(n)) for n in range(8)
    ]
    for number in range(7):
        make_comment(posts[0], f"Comment {number}")
    make_page("About us")
    former = "/2015/01/01/once/"
    Permalink.objects.create(post=posts[1], path=former, is_current=False)
    return former


@pytest.mark.django_db
def test_every_address_answers_as_the_site_did(folder: Path, server: str) -> None:
    former = busy_site()
    root = folder / "copy"
    copied = copy(root)
    assert (copied.broken, copied.failed) == ([], [])
    assert any("comment-page-" in str(path) for path in root.rglob("index.html"))
    with served_by(server, root, folder) as url:
        assert wrong_answers(url, root, redirects=server == "nginx") == []
        status, headers, body = asked(url + former)
        assert status == 301 if server == "nginx" else b"http-equiv" in body
        if server == "nginx":
            assert unquote(headers["Location"]).endswith("/été-1/")
            assert asked(f"{url}/?p=1")[0] in (200, 301)
        for ours in (f"{OWN_FOLDER}/manifest.sqlite3", "_redirects", "_headers", ".htaccess"):
            assert asked(f"{url}/{ours}")[0] in (403, 404), ours
        status, _headers, body = asked(f"{url}/no/such/")
        assert (status, b"Nothing is at this address" in body) == (404, True)


@pytest.mark.django_db
def test_the_theme_unit_test_is_served_whole(folder: Path, server: str, shared: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(folder / "media")
    export = shared / "wordpress" / "theme-unit-test.wxr.xml"
    bring_in(export)
    uploads = folder / "uploads"
    for name in Attachment.objects.exclude(upload_path="").values_list("upload_path", flat=True):
        (uploads / name).parent.mkdir(parents=True, exist_ok=True)
        (uploads / name).write_bytes(picture())
    bring_in(export, media=[uploads])
    root = folder / "copy"
    copied = copy(root)
    assert [row.path for row in copied.broken] == [NOT_IN_THE_EXPORT]
    assert copied.failed == []
    with served_by(server, root, folder) as url:
        assert wrong_answers(url, root, redirects=server == "nginx") == []
