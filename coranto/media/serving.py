"""Sending stored files: in parts where asked (RFC 9110), conditionally, and so that none acts as a page of the site."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

LONGEST_NAME = 1_000
BLOCK = 64 * 1024
WEEK = 7 * 24 * 3600
REDIRECTED = 300  # seconds that the way to another server is good for; signed addresses live an hour
RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
TYPES = {
    ".avif": "image/avif",
    ".css": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "text/xml",
    ".zip": "application/zip",
}
UNKNOWN = "application/octet-stream"
ACTIVE = {"image/svg+xml", "text/html", "text/xml", "application/xhtml+xml"}
"""What a browser would run as a page. The sandbox takes the site's name from it: no scripts, no cookies, no forms."""
TEXT = "text/plain; charset=utf-8"
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"


class NotStored(Exception):
    """There is no such file."""


def local_path(name: str) -> Path | None:
    """Where a stored file lies on this machine; nothing if it is stored elsewhere.

    Raises :class:`NotStored` if it is not there, or is no file of the storage at all.
    """
    check_name(name)
    try:
        root = Path(default_storage.path(""))
        path = Path(default_storage.path(name))
        inside = path.resolve().is_relative_to(root.resolve()) and path.is_file()
    except NotImplementedError:
        return None
    except (SuspiciousFileOperation, OSError, ValueError) as error:
        raise NotStored(name) from error
    if not inside:
        raise NotStored(name)
    return path


def check_name(name: str) -> None:
    """Raise :class:`NotStored` for what cannot be the name of a stored file, hidden ones included."""
    parts = name.split("/")
    if (
        len(name) > LONGEST_NAME
        or "\0" in name
        or "\\" in name
        or any(not part or part.startswith(".") for part in parts)
    ):
        raise NotStored(name)


def is_stored(name: str) -> bool:
    """Whether there is such a file."""
    try:
        return local_path(name) is not None or default_storage.exists(name)
    except NotStored:
        return False


def content_type(name: str) -> str:
    """The type that a file is sent as, from our own list, not the machine's; unknown ones are only saved."""
    return TYPES.get(PurePosixPath(name).suffix.lower(), UNKNOWN)


def send_stored(request: HttpRequest, name: str, *, max_age: int = WEEK, immutable: bool = False) -> HttpResponseBase:
    """The stored file, a part of it, or 304. One stored elsewhere is redirected to. Raises :class:`NotStored`."""
    path = local_path(name)
    if path is None:
        if not default_storage.exists(name):
            raise NotStored(name)
        return HttpResponseRedirect(outside_url(name), headers={"Cache-Control": f"public, max-age={REDIRECTED}"})
    response = _send(request, path, f"public, max-age={max_age}" + (", immutable" if immutable else ""))
    # The policy for pages of the site would keep browsers from showing PDFs; active types have one of their own.
    response._csp_exempt = True  # type: ignore[attr-defined]  # how django-csp wants to be told
    return response


def outside_url(name: str) -> str:
    """Where another server has the file."""
    return str(getattr(default_storage, "outside_url", default_storage.url)(name))


class FilePart:
    """The bytes of a file from ``start`` on, ``length`` of them, read in blocks."""

    def __init__(self, path: Path, start: int, length: int) -> None:
        self.file: BinaryIO = path.open("rb")
        self.file.seek(start)
        self.left = length

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (block := self.file.read(min(BLOCK, self.left))):
            self.left -= len(block)
            yield block

    def close(self) -> None:
        """Let go of the file; Django calls this when the answer is sent or given up."""
        self.file.close()


def _send(request: HttpRequest, path: Path, cache_control: str) -> HttpResponseBase:
    try:
        state = path.stat()
        headers = _headers(path.name, state.st_size, state.st_mtime, state.st_mtime_ns)
        headers["Cache-Control"] = cache_control
        unchanged = get_conditional_response(
            request, headers["ETag"], int(state.st_mtime), HttpResponse(headers=headers)
        )
        if unchanged is not None and unchanged.status_code != 200:
            return unchanged
        span = _asked_range(request, state.st_size, headers)
        return _answer(request, path, state.st_size, span, headers)
    except OSError as error:
        raise NotStored(path.name) from error


def _answer(
    request: HttpRequest, path: Path, size: int, span: tuple[int, int] | None, headers: dict[str, str]
) -> HttpResponseBase:
    if span is None:
        start, length, status = 0, size, 200
    else:
        start, length, status = span[0], span[1] - span[0] + 1, 206
        if length <= 0:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Content-Type": TEXT})
        headers["Content-Range"] = f"bytes {start}-{span[1]}/{size}"
    headers["Content-Length"] = str(length)
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(FilePart(path, start, length), status=status, headers=headers)


def _headers(name: str, size: int, modified: float, modified_ns: int) -> dict[str, str]:
    kind = content_type(name)
    headers = {
        "Content-Type": kind,
        "Accept-Ranges": "bytes",
        "ETag": f'"{modified_ns:x}-{size:x}"',
        "Last-Modified": http_date(modified),
        "X-Content-Type-Options": "nosniff",
    }
    if kind.split(";")[0] in ACTIVE:
        headers["Content-Security-Policy"] = SANDBOX
    if kind == UNKNOWN:
        headers["Content-Disposition"] = "attachment"
    return headers


def _asked_range(request: HttpRequest, size: int, headers: dict[str, str]) -> tuple[int, int] | None:
    """First and last byte of the one range that was asked for; nothing for all of it, ``(0, -1)`` for none.

    What is no range, or several of them, may be passed over (RFC 9110, 14.2). With ``If-Range`` it counts only while
    the file is the same.
    """
    match = RANGE.match(request.headers.get("Range", "").replace(" ", ""))
    if not match or not (match[1] or match[2]):
        return None
    condition = request.headers.get("If-Range", "")
    if condition and condition not in (headers["ETag"], headers["Last-Modified"]):
        return None
    first, last = match[1][:18], match[2][:18]
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) and size else (0, -1)
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    return (start, end) if start < size else (0, -1)
