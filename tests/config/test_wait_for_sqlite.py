"""SQLite that another keeps busy for too long: 503, and one line in the log."""

import logging
import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.test import RequestFactory

from coranto.config.log_lines import is_worth_a_line
from tests.config.test_outlive_the_database import Asked, site_that_fails


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
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL: see test_outlive_the_database")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_waited_is_told_to_come_again(
    rf: RequestFactory, method: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked: Asked = []
    site = site_that_fails(2, busy(tmp_path), asked)
    caplog.set_level(logging.WARNING, logger="coranto.database")
    caplog.handler.addFilter(is_worth_a_line)
    try:
        answer = site(rf.generic(method, "/"))
    finally:
        caplog.handler.removeFilter(is_worth_a_line)
    assert (answer.status_code, answer["Retry-After"], asked) == (503, "5", [method])
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == ["coranto.database"]
