"""How the database is used while an import runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from coranto.comments.models import CommentText
from coranto.posts.models import FoundText, Post

WHILE_IMPORTING = {"mmap_size": 0, "temp_store": 1}  # 1: in files
PARTS = 4  # SQLite's own setting
PARTS_WHILE_FILLING = 16
MANY_POSTS = 1_000


@contextmanager
def flat_memory() -> Iterator[None]:
    """In SQLite, keep out of memory what grows with the site.

    Pages are read into the small cache instead of mapping the file, which counts as memory of the process. What a
    savepoint may have to restore goes to a temporary file: a merge of the search index changes hundreds of megabytes.
    """
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: _pragma(name) for name in WHILE_IMPORTING}
    for name, value in WHILE_IMPORTING.items():
        _pragma(name, value)
    try:
        yield
    finally:
        for name, usual in before.items():
            _pragma(name, usual)


def _pragma(name: str, value: int | None = None) -> int | None:
    """Ask for a setting of the connection, or change it."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if value is None else f"PRAGMA {name} = {value:d}")
        row = cursor.fetchone()
    return int(row[0]) if row else None


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


def gather_statistics() -> None:
    """In PostgreSQL, tell the planner how large the tables of a site of some size are.

    Its own collector leaves tables of less than fifty rows out, and without knowing the few authors it plans queries
    of their posts and comments badly (measured: 3.2 s for 0.16 in the queue of a million comments).
    """
    if connection.vendor == "postgresql" and Post.objects.all()[MANY_POSTS - 1 : MANY_POSTS].exists():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
