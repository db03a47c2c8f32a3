"""The old side: everything read as it is at one moment, while nobody can write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from coranto.config.moving.tables import Row, Table
from coranto.core.errors import PlainError

FETCHED = 500


@contextmanager
def held_still(connection: BaseDatabaseWrapper, tables: list[Table]) -> Iterator[None]:
    """Inside, nobody writes to the database, and nothing was changed in it when the block ends.

    SQLite has one right to write, which the transaction takes (``BEGIN IMMEDIATE``). In PostgreSQL every table is
    locked in SHARE mode, which readers do not notice, before the snapshot is taken.
    """
    try:
        with transaction.atomic(using=connection.alias):
            if connection.vendor == "postgresql":
                _lock(connection, tables)
            yield
            transaction.set_rollback(True, using=connection.alias)
    except OperationalError as error:
        if "locked" not in str(error) and "lock timeout" not in str(error):
            raise
        raise PlainError("somebody is writing to the old database: stop the site, then run this again.") from error


def _lock(connection: BaseDatabaseWrapper, tables: list[Table]) -> None:
    names = ", ".join(connection.ops.quote_name(table.name) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")


def rows_after(connection: BaseDatabaseWrapper, table: Table, last: Any = None) -> Iterator[Row]:
    """The rows of a table in the order of their keys, from behind ``last`` on, in the plain form, a few at a time."""
    name, columns = table.quoted(connection)
    key = connection.ops.quote_name(table.key.name)
    where, values = (f" WHERE {key} > %s", [last]) if last is not None else ("", [])
    question = f"SELECT {columns} FROM {name}{where} ORDER BY {key}"  # noqa: S608 - names of our own models
    try:
        with _streaming(connection) as cursor:
            cursor.execute(question, values)
            while fetched := cursor.fetchmany(FETCHED):
                yield from map(table.plain, fetched)
    except (DatabaseError, ValueError) as error:
        if isinstance(error, OperationalError) and "UTF-8" not in str(error):
            raise
        raise PlainError(f"table {table.name} cannot be read: {error}") from error


@contextmanager
def _streaming(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """A cursor that does not fetch everything at once."""
    with connection.chunked_cursor() if connection.vendor == "postgresql" else connection.cursor() as cursor:
        yield cursor


def counter_of(connection: BaseDatabaseWrapper, table: Table) -> int:
    """The highest key that the database ever gave out for the table, or that stands in it."""
    name, _columns = table.quoted(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({connection.ops.quote_name(table.key.name)}) FROM {name}")  # noqa: S608 - our own
        highest = cursor.fetchone()[0] or 0
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
            row = cursor.fetchone()
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, table.key.name])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608 - the database's word
            row = cursor.fetchone()
    return max(highest, row[0] if row else 0)
