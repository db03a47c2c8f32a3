"""Asking this site itself, in the process, for what it would answer over the network: no server, no socket.

The request goes through the whole stack (middleware, addresses, views) as that of a reader nobody knows: no cookies,
the site's own host and scheme. Used to check addresses and to write the site out as files.
"""

import io
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import got_request_exception, request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase

UNDATED = "coranto.undated"
"""In a request's environment: the page is kept for long, so it does not say what day it is."""
BROWSER_ACCEPTS = "text/html,application/xhtml+xml,*/*;q=0.8"


class InsideSite:
    """The site at ``public_url`` (scheme and host, with the port if it has one), to be asked from inside.

    ``marks`` are further entries of the requests' environment, which no header can bring (see ``UNDATED``).
    ``fault`` is the exception behind the last answer of status 500, where there was one.
    """

    def __init__(self, public_url: str, marks: Mapping[str, str] | None = None) -> None:
        self._marks = marks or {}
        parts = urlsplit(public_url)
        self.scheme, self.host = parts.scheme, parts.netloc
        self._name, self._port = parts.hostname or "", str(parts.port or (443 if parts.scheme == "https" else 80))
        self._stack = WSGIHandler()
        self.fault: BaseException | None = None

    @contextmanager
    def ask(self, target: str, *, accept: str = BROWSER_ACCEPTS) -> Iterator[HttpResponseBase]:
        """The answer to ``GET target``, for as long as the block lasts; ``target`` is a percent-encoded path and query.

        The connection to the database stays open afterwards, unlike at the end of a request over the network.
        """
        self.fault = None
        request = WSGIRequest(self._environ(target, accept))
        with self._noting_faults():
            response = self._stack.get_response(request)
        try:
            yield response
        finally:
            was_connected = request_finished.disconnect(close_old_connections)
            response.close()
            if was_connected:
                request_finished.connect(close_old_connections, weak=False)

    def _environ(self, target: str, accept: str) -> dict[str, object]:
        path, _, query = target.partition("?")
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": self._name,
            "SERVER_PORT": self._port,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.host,
            "HTTP_ACCEPT": accept,
            "HTTP_X_FORWARDED_PROTO": self.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
            **self._marks,
        }

    @contextmanager
    def _noting_faults(self) -> Iterator[None]:
        """Keep the exception behind a 500 for whoever asked, and its traceback off the screen."""
        log = logging.getLogger("django.request")
        level = log.level
        got_request_exception.connect(self._note_fault, weak=False)  # each weak one leaves a note behind for ever
        log.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            log.setLevel(level)
            got_request_exception.disconnect(self._note_fault)

    def _note_fault(self, **_: object) -> None:
        self.fault = sys.exc_info()[1]
