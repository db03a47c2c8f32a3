"""SQLite's cursors with Django's placeholders translated once for each statement.

Django writes ``%s`` where SQLite wants ``?``, and searches each statement for it whenever it is executed: for one of a
thousand characters that takes longer than SQLite needs to find a row.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX, SQLiteCursorWrapper

LONGEST_KEPT = 5_000
"""Longer statements have lists of keys in them, and hardly come twice."""


class QuickCursor(SQLiteCursorWrapper):
    """Django's, with what it translates kept."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """The statement as SQLite reads it."""
        if param_names is not None:
            return query % {name: f":{name}" for name in param_names}
        return translated(query) if len(query) <= LONGEST_KEPT else translated.__wrapped__(query)


@lru_cache(maxsize=1024)
def translated(query: str) -> str:
    """``?`` for each ``%s``, and ``%`` for each ``%%``."""
    return str(FORMAT_QMARK_REGEX.sub("?", query)).replace("%%", "%")


def use_quick_cursors() -> None:
    """Let every connection to SQLite that is opened from now on have them."""
    connection_created.connect(_use, dispatch_uid="coranto.quick_cursors")


def _use(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        connection.create_cursor = lambda name=None: connection.connection.cursor(factory=QuickCursor)
