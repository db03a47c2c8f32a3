"""SQLite that another keeps busy for too long: 503, and one line in the log."""

import logging
import sqlite3
from pathlib import Path

import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from coranto.config.database_away import DatabaseAway
from coranto.config.log_lines import is_worth_a_line


def busy(folder: Path) -> sqlite3.OperationalError:
    """What SQLite says to one who waits for another."""
    first, second = (sqlite3.connect(folder / "x.sqlite3", timeout=0, isolation_level=None) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(sqlite3.OperationalError, match="locked") as said:
            second.execute("BEGIN IMMEDIATE")
    finally:
        first.close()
        second.close()
    return said.value


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such lock")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_waited_is_told_to_come_again(
    rf: RequestFactory, method: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cause, asked = busy(tmp_path), []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        raise OperationalError("database is locked") from cause

    caplog.set_level(logging.WARNING, logger="coranto.database")
    caplog.handler.addFilter(is_worth_a_line)
    try:
        answer = DatabaseAway(convert_exception_to_response(view))(rf.generic(method, "/"))  # type: ignore[arg-type]  # views may be asynchronous, this one is not
    finally:
        caplog.handler.removeFilter(is_worth_a_line)
    assert (answer.status_code, answer["Retry-After"], len(asked)) == (503, "5", 1)
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == ["coranto.database"]
