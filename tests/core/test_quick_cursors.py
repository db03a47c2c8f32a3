"""Statements reach SQLite as Django's own cursors write them."""

from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from coranto.core.database.quick_cursors import LONGEST_KEPT, QuickCursor, translated

STATEMENTS = ["SELECT %s, %s", "SELECT '100%%', %s", "SELECT '%%s', %s", "SELECT 1"]


@pytest.mark.parametrize("query", STATEMENTS)
def test_a_statement_is_translated_as_django_does_it(query: str) -> None:
    django: Any = SQLiteCursorWrapper
    assert translated(query) == django.convert_query(None, query)  # it asks nothing of itself


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="these cursors are SQLite's")
def test_every_cursor_is_a_quick_one_and_takes_what_django_takes() -> None:
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, QuickCursor)
        cursor.execute("SELECT %s, '%%'", ["a"])
        assert cursor.fetchall() == [("a", "%")]
        cursor.execute("SELECT %(one)s, %(two)s", {"one": 1, "two": 2})
        assert cursor.fetchall() == [(1, 2)]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="these cursors are SQLite's")
def test_a_long_statement_is_not_kept() -> None:
    before = translated.cache_info().currsize
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s -- {'x' * LONGEST_KEPT}", ["a"])
        assert cursor.fetchall() == [("a",)]
    assert translated.cache_info().currsize == before
