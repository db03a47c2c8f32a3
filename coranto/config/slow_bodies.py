"""Threads for those who send slowly: however many there are, others are answered.

A WSGI server gives a request to a thread when its head is there, and reading the body keeps that thread until the last
byte has come. Whoever sends a byte a second, on as many connections as there are threads, would keep everybody out. So
there are more threads than work at once, and only some of them may read bodies. A form of the usual size is there as
soon as its head and waits for nothing.
"""

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WORKING = 4
"""Requests that a process answers at once; more would only wait for the interpreter's lock."""
READING = 8
"""Bodies that a process reads at once."""
SPARE = 4
THREADS = WORKING + READING + SPARE
WHOLE = 5_000_000
"""Bytes up to which a body is read before work begins; larger ones, and those in chunks, the work reads itself."""
BUSY = b"The server takes no more uploads at this moment. Please try again in a minute.\n"


class SlowBodies:
    """The application, with its body read before it is called."""

    def __init__(self, application: Application) -> None:
        """Nobody reads, nobody works."""
        self.application = application
        self.reading = threading.Semaphore(READING)
        self.working = threading.Semaphore(WORKING)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer; 503 where too many are sending already."""
        length = body_length(environ)
        if length == 0:
            return self.work(environ, start_response)
        if not self.reading.acquire(blocking=False):
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "60")]
            start_response("503 Service Unavailable", [*headers, ("Content-Length", str(len(BUSY)))])
            return [BUSY]
        try:
            if length is None or length > WHOLE:
                return self.application(environ, start_response)  # bounded by those who may read
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
        finally:
            self.reading.release()
        return self.work(environ, start_response)

    def work(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application when it is this request's turn."""
        with self.working:
            return self.application(environ, start_response)


def body_length(environ: Environ) -> int | None:
    """How many bytes the body has; nothing where only its end will tell.

    >>> body_length({"CONTENT_LENGTH": "12"}), body_length({}), body_length({"HTTP_TRANSFER_ENCODING": "chunked"})
    (12, 0, None)
    """
    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        return None
    try:
        return max(int(environ.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0
