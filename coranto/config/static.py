"""Static files without a collecting step: addresses carry a digest, the theme's files are compressed at start."""

import gzip
import hashlib
import posixpath
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from coranto import __version__
from coranto.core import made_of

COMPRESSED = {".css", ".js", ".svg"}
COMMENT_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
LOCAL_URL = re.compile(r"""url\(["']?(?!data:|/|https?:)([^"')?#]+)["']?\)""")


@lru_cache(maxsize=2048)
def digest(name: str) -> str:
    """The first eight hex digits of the digest of the static file ``name``, or nothing when there is none."""
    path = finders.find(name)
    if not isinstance(path, str):
        return ""
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=4).hexdigest()


class DigestedStaticFiles(StaticFilesStorage):
    """``/static/theme/site.css?v=1f0c…``: a new version has a new address, so browsers may keep files for a year."""

    def url(self, name: str | None) -> str:
        """The address of a file with the digest of what is in it."""
        address = super().url(name)
        version = "" if settings.DEBUG or not name else digest(name)
        return f"{address}?v={version}" if version and "?" not in address else address


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise on the files where the packages have them; what lies compressed in the home goes first."""

    def serve(self, static_file: Any, request: HttpRequest) -> HttpResponseBase:
        """The file. At the address that names its content it is the same for ever, and may be kept."""
        if (version := request.GET.get("v")) and version == digest(request.path_info.removeprefix(self.static_prefix)):
            made_of.keep(exactly=True)
        response: HttpResponseBase = super().serve(static_file, request)
        return response

    def add_files_from_finders(self) -> None:
        """Register every package's files, then the compressed ones over them."""
        super().add_files_from_finders()
        if Path(settings.STATIC_ROOT).is_dir():
            self.add_files(self.static_root, prefix=self.static_prefix)


def write_compressed() -> None:
    """Write the theme's files with ``.br`` and ``.gz`` beside them to the home's ``static`` folder, once a version."""
    stamp = Path(settings.STATIC_ROOT) / "version"
    sources = theme_files()
    state = __version__ + " " + hashlib.blake2b("".join(digest(name) for name in sources).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    for name, source in sources.items():
        target = Path(settings.STATIC_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        content = as_sent(name, source)
        target.write_bytes(content)
        if source.suffix in COMPRESSED:
            target.with_name(target.name + ".br").write_bytes(brotli.compress(content))
            target.with_name(target.name + ".gz").write_bytes(gzip.compress(content))
    stamp.write_text(state)


def as_sent(name: str, source: Path) -> bytes:
    """What browsers get of a file of the theme: scripts without the lines that only speak to people."""
    if source.suffix == ".css":
        return with_digests(name, source.read_text()).encode()
    if source.suffix == ".js":
        return COMMENT_LINE.sub("", source.read_text()).encode()
    return source.read_bytes()


def with_digests(name: str, css: str) -> str:
    """A style sheet whose fonts and pictures have the same addresses as in templates, with the digest."""

    def versioned(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[1]))
        version = digest(target)
        return f'url("{match[1]}?v={version}")' if version else match[0]

    return LOCAL_URL.sub(versioned, css)


def theme_files() -> dict[str, Path]:
    """Every static file of the public themes, by name."""
    folder = settings.PACKAGE / "theme" / "static"
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
