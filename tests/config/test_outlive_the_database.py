"""A database that goes away for a moment, and comes back. The whole of it is in ``tests/failures``."""

from collections.abc import Callable

import psycopg
import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.core.signals import got_request_exception
from django.db import OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from coranto.config.database_away import DatabaseAway

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is a file: it is never away")
Asked = list[str]


def site_that_fails(
    times: int, cause: Exception, asked: Asked, kind: type[Exception] = OperationalError
) -> DatabaseAway:
    """A site whose first answers end in what Django makes of an error of the driver."""

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request.method or "")
        if len(asked) <= times:
            raise kind("no") from cause
        return HttpResponse("all is well")

    answer: Callable[[HttpRequest], HttpResponse] = convert_exception_to_response(view)  # type: ignore[assignment]  # views may be asynchronous, this one is not
    return DatabaseAway(answer)


def restarted() -> Exception:
    """What a connection is told when PostgreSQL is stopped."""
    return psycopg.errors.AdminShutdown("terminating connection due to administrator command")


def test_a_reader_does_not_notice(rf: RequestFactory) -> None:
    asked: Asked = []
    assert site_that_fails(1, restarted(), asked)(rf.get("/")).status_code == 200
    assert asked == ["GET", "GET"]


def test_a_reader_is_told_to_come_again_when_it_stays_away(rf: RequestFactory) -> None:
    asked: Asked = []
    answer = site_that_fails(9, psycopg.OperationalError("connection refused"), asked)(rf.get("/"))
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert asked == ["GET", "GET"]


def test_what_is_written_is_never_tried_twice(rf: RequestFactory) -> None:
    asked: Asked = []
    answer = site_that_fails(1, restarted(), asked)(rf.post("/"))
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, asked) == (503, ["POST"])
    assert "send it again" in answer.content.decode()


def test_an_error_of_our_own_stays_one(rf: RequestFactory) -> None:
    asked: Asked = []
    cause: Exception = psycopg.errors.UndefinedTable("no such table")
    assert site_that_fails(9, cause, asked, ProgrammingError)(rf.get("/")).status_code == 500
    cause = psycopg.errors.DeadlockDetected("deadlock")
    assert site_that_fails(9, cause, asked)(rf.get("/")).status_code == 500
    assert asked == ["GET", "GET"]
    assert got_request_exception.has_listeners()
