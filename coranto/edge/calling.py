"""Calling a WSGI application (PEP 3333) from an asynchronous server: body first, then the work in a thread.

A body is read before a thread is taken (``bodies``), and the answer is sent from the event loop, so whoever reads
slowly keeps no thread.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from coranto.core import changes
from coranto.edge.asking import Headers, Scope

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

SHORT = 500_000
"""Bytes up to which an answer that comes in pieces is sent at once: a thread is needed once, not for each piece."""
ENVIRON = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}


@dataclass(slots=True)
class Answer:
    """What the application answered. ``rest`` is what follows the body, piece by piece, where it is sent in pieces."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] = lambda: None

    def is_short(self) -> bool:
        """Whether what comes in pieces had better be sent at once, as a small file."""
        length = self.header("content-length")
        return length.isdecimal() and int(length) <= SHORT

    def header(self, name: str) -> str:
        """The first header of that name, in lower letters; empty where there is none."""
        return next((value for each, value in self.headers if each == name), "")


def call(application: Application, environ: Environ) -> Answer:
    """The application's answer. One that is all there is closed; of a stream the first piece is taken."""
    answer = Answer()

    def start(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
        answer.status, answer.headers = int(status[:3]), [(name.lower(), value) for name, value in headers]
        return written.append

    written: list[bytes] = []
    with changes.one_request():
        result = application(environ, start)
    close = getattr(result, "close", lambda: None)
    try:
        if not getattr(result, "streaming", False) or answer.is_short():
            answer.body = b"".join([*written, *result])
            return answer
        answer.rest, answer.close = iter(result), close
        return answer
    finally:
        if answer.rest is None:
            close()


def environ_of(scope: Scope, body: IO[bytes], length: int) -> Environ:
    """The request as WSGI writes it."""
    server, port = scope.server
    environ = {
        **ENVIRON,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client,
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue  # it would pass for the one with a hyphen, which a proxy in front may have set
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value
    if length or "CONTENT_LENGTH" in environ:
        environ["CONTENT_LENGTH"] = str(length)
    return environ
