"""One view of the database for the whole of an export, while people go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All that is read inside is as it was at the first question; nobody who writes has to wait.

    In SQLite a deferred transaction does it in WAL mode (Django's own ``atomic`` would take the lock for writing here),
    in PostgreSQL one of the level REPEATABLE READ. Inside a transaction that is open already, that one stands.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
