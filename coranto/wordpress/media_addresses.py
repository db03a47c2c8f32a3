"""From the address of an upload to the names its file may have. Pure: no files, no network.

A *key* is a path below ``wp-content/uploads``: ``2016/02/x.jpg``. WordPress makes several files from one upload
(``x-300x200.jpg``, ``x-scaled.jpg``, ``x-rotated.jpg``, ``x-e1467812345678.jpg``); backups and the media export of
WordPress.com often hold only the first.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_UPLOADS = re.compile(
    r"(?:^|/)(?:wp-content/uploads|wp-content/blogs\.dir/\d+/files|uploads|files)/(.+)$", re.IGNORECASE
)
_BY_MONTH = re.compile(r"(?:^|/)(\d{4}/\d{2}/[^/]+)$")
_MULTISITE = re.compile(r"^sites/\d+/")
_PHOTON = re.compile(r"^i\d\.wp\.com$")
_MADE_FROM = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,14})+$")


def upload_key(address: str) -> str | None:
    """Return the key of an upload from its address on any host, or from a path; ``None`` when it is no upload.

    Understands ``wp-content/uploads``, the ``files`` of old multisites, ``*.files.wordpress.com`` and Photon
    (``i0.wp.com/host/path?w=300``). Query and fragment do not matter.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    host, path = parts.hostname or "", unquote(parts.path)
    if "%" in path:
        path = unquote(path)  # encoded twice, as some caches do
    if _PHOTON.match(host):
        host, _, path = path.lstrip("/").partition("/")
    return _key_of(host.lower(), path)


def same_file_keys(key: str) -> Iterator[str]:
    """Yield the keys under which the file of an upload may be found, best first, the key itself included.

    ``x-300x200.jpg`` may be found as ``x.jpg`` and ``x-scaled.jpg``, and the other way round as far as the picture is
    the same or larger.
    """
    yield key
    folder, slash, name = key.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    original = _MADE_FROM.sub("", stem)
    if not dot or not original:
        return
    for candidate in (original, f"{original}-scaled", f"{original}-rotated"):
        if candidate != stem:
            yield f"{folder}{slash}{candidate}{dot}{ending}"


def looser_keys(key: str) -> Iterator[str]:
    """Yield the key and what is left of it without the folder of a multisite."""
    yield key
    if match := _MULTISITE.match(key):
        yield key[match.end() :]


def folded(key: str) -> str:
    """Return a key without the differences that file systems make: case, and composed or decomposed accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", key).casefold())


def _key_of(host: str, path: str) -> str | None:
    path = path.replace("\\", "/")
    if match := _UPLOADS.search(path):
        key = match[1]
    elif host.endswith(".files.wordpress.com"):
        key = path.lstrip("/")
    elif match := _BY_MONTH.search(path):
        key = match[1]
    else:
        return None
    pieces = [piece for piece in key.split("/") if piece not in ("", ".")]
    return "/".join(pieces) if pieces and ".." not in pieces and "\x00" not in key else None
