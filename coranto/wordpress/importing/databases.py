"""How the database is used while an import runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from coranto.comments.models import CommentText
from coranto.posts.models import FoundText

PARTS = 4  # SQLite's own setting
PARTS_WHILE_FILLING = 16


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


@contextmanager
def seldom_merged() -> Iterator[None]:
    """In SQLite, merge the parts of the search indexes less often, which halves the time that filling them takes.

    A process that is killed leaves the setting behind; it harms nothing, and the next import puts it right.
    """
    if connection.vendor != "sqlite":
        yield
        return
    _merge_every(PARTS_WHILE_FILLING)
    try:
        yield
    finally:
        _merge_every(PARTS)


def _merge_every(parts: int) -> None:
    with connection.cursor() as cursor:
        for model in (FoundText, CommentText):
            index = f"{model._meta.db_table}_fts"
            cursor.execute(f"INSERT INTO {index}({index}, rank) VALUES ('automerge', %s)", [parts])  # noqa: S608 - our table
