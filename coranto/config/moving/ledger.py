"""What a move has done so far, kept in the new database itself, in the transaction that does it."""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "coranto_move"


class Ledger:
    """Notes by name. The table is made first and dropped last: where it stands, a move is not finished."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def exists(self) -> bool:
        """Whether a move into this database was begun."""
        return TABLE in self.connection.introspection.table_names()

    def begin(self) -> None:
        """Make the table."""
        self._execute(f"CREATE TABLE {TABLE} (name text PRIMARY KEY, value text NOT NULL)")

    def end(self) -> None:
        """Drop it: from now on the database is simply a site."""
        self._execute(f"DROP TABLE {TABLE}")

    def get(self, name: str) -> Any:
        """What was noted, or nothing."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT value FROM {TABLE} WHERE name = %s", [name])  # noqa: S608 - our own table
            row = cursor.fetchone()
        return json.loads(row[0]) if row else None

    def put(self, name: str, value: Any) -> None:
        """Note something, over what was noted."""
        self.drop(name)
        self._execute(f"INSERT INTO {TABLE} (name, value) VALUES (%s, %s)", [name, json.dumps(value)])  # noqa: S608 - our own

    def drop(self, name: str) -> None:
        """Forget a note."""
        self._execute(f"DELETE FROM {TABLE} WHERE name = %s", [name])  # noqa: S608 - our own table

    def beginning(self, prefix: str) -> list[tuple[str, Any]]:
        """All notes whose names begin so, in the order of names."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT name, value FROM {TABLE} ORDER BY name")  # noqa: S608 - our own table
            return [(name, json.loads(value)) for name, value in cursor.fetchall() if name.startswith(prefix)]

    def _execute(self, statement: str, values: list[Any] | None = None) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
