"""When the database is away for a moment: restarted, or moved to another machine.

A connection that the other side has closed is noticed at the first question of a request, and sometimes in its middle.
A request that only reads is then made once more, on a new connection. One that writes is not: whether its commit
arrived nobody knows, so the visitor is told, and decides. What cannot be answered is a 503 that says when to come
again, not an error of the site. So is what SQLite could not do since another wrote for too long; it has waited already,
and is not tried again. Whatever was acknowledged before stands: the database had it on its disk.
"""

import logging
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from coranto.config.log_lines import TOLD as NOTE

logger = logging.getLogger("coranto.database")
RETRY_AFTER = "5"
READING = {"GET", "HEAD", "OPTIONS"}
READERS = "The site cannot be read just now. Please try again in a few seconds.\n"
WRITERS = "The site cannot keep what you sent just now. Please go back and send it again in a few seconds.\n"


def note_exception(sender: object, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Remember on the request that its answer failed for want of the database."""
    error = sys.exc_info()[1]
    if request is None or not isinstance(error, OperationalError | InterfaceError):
        return
    if _is_lost(error) or _is_busy(error):
        setattr(request, NOTE, True)


def _is_lost(error: Exception) -> bool:
    """Whether the connection is gone: PostgreSQL then gives no state, or one of class 08 or 57P (its manual, A)."""
    state = getattr(error.__cause__, "sqlstate", None)
    return connection.vendor == "postgresql" and (state is None or state.startswith(("08", "57P", "53300")))


def _is_busy(error: Exception) -> bool:
    """Whether SQLite waited for another's long write until the time for it was over."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


got_request_exception.connect(note_exception, dispatch_uid="coranto.config.database_away")


class DatabaseAway:
    """The outermost middleware but one: it sees how everything inside it ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, tried twice where that harms nobody."""
        response = self.get_response(request)
        if not self._failed(request, response):
            return response
        if request.method in READING and connection.vendor == "postgresql":
            connection.close()
            setattr(request, NOTE, False)
            response = self.get_response(request)
            if not self._failed(request, response):
                return response
        connection.close()
        logger.warning("the database is away: 503 for %s %s", request.method, request.path)
        said = READERS if request.method in READING else WRITERS
        return HttpResponse(
            said,
            status=503,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"},
        )

    @staticmethod
    def _failed(request: HttpRequest, response: HttpResponseBase) -> bool:
        return response.status_code == 500 and bool(getattr(request, NOTE, False))
