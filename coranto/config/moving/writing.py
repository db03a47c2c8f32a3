"""The new side. What keeps order there (references, indexes) is put aside while rows come in, and put back after."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from coranto.config.moving.cells import WRITE_SQLITE
from coranto.config.moving.ledger import Ledger
from coranto.config.moving.tables import Row, Table
from coranto.core.errors import PlainError

UNHURRIED = {"sqlite": "PRAGMA synchronous=NORMAL", "postgresql": "SET synchronous_commit = off"}
HURRIED = {"sqlite": "PRAGMA synchronous=FULL", "postgresql": "SET synchronous_commit = on"}
"""A power cut may then take back the last steps, whole ones, and the move goes on from there."""
TOGETHER = 25
"""Indexes and references that are made in one transaction: each commit waits for the disk."""
REFERENCES = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT indisprimary AND relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1
"""


class NewSide:
    """A database that a site is copied into."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.ledger = Ledger(connection)
        if connection.vendor == "sqlite":
            connection.disable_constraint_checking()
        self.execute(UNHURRIED[connection.vendor])

    def execute(self, statement: str, values: Sequence[Any] | None = None) -> list[Row]:
        """Run a statement, and give back what it answers."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def clear(self, tables: list[Table]) -> None:
        """Take all rows out of tables, and what is noted about them."""
        names = [self.connection.ops.quote_name(table.name) for table in tables]
        if self.connection.vendor == "postgresql":
            self.execute(f"TRUNCATE {', '.join(names)}")
        else:
            for name in names:
                self.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own models
        for table in tables:
            self.ledger.drop(f"table {table.name}")

    def put_aside(self) -> None:
        """Take references and plain indexes away, and note how to make them again. Within one transaction."""
        if self.connection.vendor != "postgresql":
            return
        for table, name, definition in self.execute(REFERENCES):
            self.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            statement = f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
            self.ledger.put(f"aside 2 {table} {name}", statement)  # after the indexes: references look keys up
        for name, definition in self.execute(INDEXES):
            self.execute(f"DROP INDEX {name}")
            self.ledger.put(f"aside 1 {name}", definition)

    def put_back(self) -> int:
        """Make again what was put aside; how many there were. Each is checked by the database itself."""
        waiting = self.ledger.beginning("aside ")
        for first in range(0, len(waiting), TOGETHER):
            with transaction.atomic(using=self.connection.alias):
                for name, statement in waiting[first : first + TOGETHER]:
                    self.execute(statement)
                    self.ledger.drop(name)
        if self.connection.vendor == "sqlite":
            try:
                self.connection.check_constraints()
            except IntegrityError as error:
                raise PlainError(f"the old database refers to rows that it does not have: {error}") from error
        self.execute("ANALYZE")
        return len(waiting)

    def end(self) -> None:
        """Let go of the ledger, with everything on the disk."""
        self.execute(HURRIED[self.connection.vendor])
        self.ledger.end()

    def write(self, table: Table, rows: list[Row]) -> None:
        """Add rows."""
        name, columns = table.quoted(self.connection)
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                return
            places = ", ".join(["%s"] * len(table.columns))
            converts = [WRITE_SQLITE.get(column.kind) for column in table.columns]
            cursor.executemany(
                f"INSERT INTO {name} ({columns}) VALUES ({places})",  # noqa: S608 - names of our own models
                [tuple(_converted(each) for each in zip(converts, row, strict=True)) for row in rows],
            )

    def set_counter(self, table: Table, highest: int) -> None:
        """Let the database give out keys above this one."""
        if not highest:
            return
        if self.connection.vendor == "postgresql":
            name, _columns = table.quoted(self.connection)
            self.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, table.key.name, highest])
            return
        self.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        self.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, highest])


def _converted(pair: tuple[Any, Any]) -> Any:
    convert, value = pair
    return value if convert is None or value is None else convert(value)
