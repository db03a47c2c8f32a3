"""How the database is used while an import runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def flat_memory() -> Iterator[None]:
    """In SQLite, read pages into its small cache instead of mapping the file, which counts as memory of the process."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        row = cursor.fetchone()
        cursor.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        if row:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA mmap_size = " + str(int(row[0])))
