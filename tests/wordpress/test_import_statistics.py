"""After an import PostgreSQL is told of small tables too, which its own collector leaves out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from coranto.wordpress.importing import databases
from tests.world import make_author, make_post

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without statistics"),
]


def gathered() -> bool:
    """Whether statistics are asked for. They are not gathered: their sizes would outlive the test."""
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *others: Any) -> Any:
        asked.append(sql)
        return None if sql == "ANALYZE" else execute(sql, *others)

    with connection.execute_wrapper(note):
        databases.gather_statistics()
    return "ANALYZE" in asked


def test_a_site_of_some_size_is_measured_and_a_small_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "MANY_POSTS", 2)
    make_post(author=make_author("Ada Quill"))
    assert not gathered()
    make_post()
    assert gathered()
