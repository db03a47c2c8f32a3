"""Copies of the test site, a plain web server for them, and what Apache is told of them."""

import datetime
import hashlib
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.conf import settings

from coranto.core.inside_requests import UNDATED, InsideSite
from coranto.static_copy.run import Copied, write_copy
from coranto.static_copy.tree import OWN_FOLDER

AT = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)

MODULES = Path("/usr/lib/apache2/modules")
APACHE_MODULES = ("mpm_event", "authz_core", "dir", "mime", "alias", "setenvif")
APACHE_CONFIGURATION = """
ServerRoot {scratch}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {scratch}/pid
ErrorLog {scratch}/error.log
User www-data
Group www-data
{modules}
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
AllowOverride FileInfo Indexes
Require all granted
</Directory>
"""


def apache_configuration(root: Path, scratch: Path, port: int) -> Path:
    """The file that tells an Apache to serve a copy, by what its ``.htaccess`` says."""
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in APACHE_MODULES)
    file = scratch / "apache.conf"
    file.write_text(APACHE_CONFIGURATION.format(scratch=scratch, port=port, root=root, modules=modules))
    return file


def copy(folder: Path) -> Copied:
    """Write the copy, or bring it up to date."""
    return write_copy(folder, at=datetime.datetime.now(datetime.UTC), told=lambda done: None)


def contents(folder: Path) -> dict[str, str]:
    """The files that are served, and a digest of each."""
    return {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and OWN_FOLDER not in path.parts
    }


def live(path: str) -> bytes:
    """What the live site answers."""
    with InsideSite(settings.PUBLIC_URL, {UNDATED: "yes"}).ask(path) as response:
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return b"".join(response)


class Quiet(SimpleHTTPRequestHandler):
    """Python's own server, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder behind a plain web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def fetched(url: str) -> bytes:
    """The body at an address."""
    with urllib.request.urlopen(url, timeout=30) as response:
        body: bytes = response.read()
        return body
