"""Which page files there are, and what each was made of: a SQLite file under the home that all processes share.

Its write lock is the lock of the files, too: who makes a file visible and who removes files do it one after the other.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coranto.core.chunks import chunks

FORM = 1
START = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA journal_size_limit=4194304;
CREATE TABLE IF NOT EXISTS state (tree TEXT NOT NULL, done INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE, sort TEXT NOT NULL, begun INTEGER NOT NULL,
    until REAL, bytes INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS file_until ON file (until) WHERE until IS NOT NULL;
CREATE TABLE IF NOT EXISTS place (
    place INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (place, file)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS place_file ON place (file);
"""
AT_ONCE = 400
"""Places asked for in one query."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that has files."""

    key: int
    address: str
    sort: str
    begun: int


_of_parents: list[sqlite3.Connection] = []
"""Connections that a forked process was given along: it must not use them, and not close them either."""


class FileIndex:
    """The file at ``path``. Every thread of every process has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Nobody else writes, removes or shows files in the block. What is written in it is undone by an exception."""
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def state(self) -> tuple[str, int]:
        """The folder that files are in now, and the number of the last change whose files are removed."""
        row = self.connection().execute("SELECT tree, done FROM state").fetchone()
        return (row[0], row[1]) if row else ("", 0)

    def set_state(self, tree: str, done: int) -> None:
        """Write down both."""
        self.connection().execute("DELETE FROM state")
        self.connection().execute("INSERT INTO state VALUES (?, ?)", (tree, done))

    def entry(self, address: str) -> Entry | None:
        """What is known of an address."""
        return next(self._entries("WHERE address = ?", (address,)), None)

    def has(self, key: int) -> bool:
        """Whether the entry is still there."""
        return self.connection().execute("SELECT 1 FROM file WHERE id = ?", (key,)).fetchone() is not None

    def put(self, address: str, sort: str, begun: int, until: float | None, size: int, places: Iterable[int]) -> int:
        """A new entry, in the place of the one before. Its key."""
        connection = self.connection()
        if old := self.entry(address):
            self.delete([old])
        query = "INSERT INTO file (address, sort, begun, until, bytes) VALUES (?, ?, ?, ?, ?) RETURNING id"
        key: int = connection.execute(query, (address, sort, begun, until, size)).fetchone()[0]
        connection.executemany("INSERT INTO place VALUES (?, ?)", ((place, key) for place in set(places)))
        return key

    def made_of(self, places: Iterable[int]) -> list[Entry]:
        """The entries that were made of any of these."""
        found: dict[int, Entry] = {}
        for some in chunks(places, AT_ONCE):
            marks = ", ".join("?" * len(some))
            where = f"WHERE id IN (SELECT file FROM place WHERE place IN ({marks}))"  # noqa: S608 - only marks
            found.update((entry.key, entry) for entry in self._entries(where, tuple(some)))
        return list(found.values())

    def over_at(self, moment: float) -> list[Entry]:
        """The entries that the clock ends until ``moment``."""
        return list(self._entries("WHERE until <= ?", (moment,)))

    def oldest(self, surplus: int) -> list[Entry]:
        """The entries that were written first, as many as hold so many bytes."""
        before = "SELECT id, SUM(bytes) OVER (ORDER BY id) - bytes AS before FROM file"
        return list(self._entries(f"WHERE id IN (SELECT id FROM ({before}) WHERE before < ?)", (surplus,)))  # noqa: S608 - constant

    def size(self) -> int:
        """Bytes of all files."""
        total: int = self.connection().execute("SELECT COALESCE(SUM(bytes), 0) FROM file").fetchone()[0]
        return total

    def delete(self, entries: Iterable[Entry]) -> None:
        """Forget these."""
        keys = [(entry.key,) for entry in entries]
        self.connection().executemany("DELETE FROM place WHERE file = ?", keys)
        self.connection().executemany("DELETE FROM file WHERE id = ?", keys)

    def delete_all(self) -> None:
        """Forget all."""
        self.connection().execute("DELETE FROM place")
        self.connection().execute("DELETE FROM file")

    def connection(self) -> sqlite3.Connection:
        """The connection of this thread, made anew in a process that was forked."""
        kept: tuple[int, sqlite3.Connection] | None = getattr(self._own, "connection", None)
        if kept and kept[0] == os.getpid():
            return kept[1]
        if kept:
            _of_parents.append(kept[1])
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        connection.executescript(START)
        self._own.connection = (os.getpid(), connection)
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        if (kept := getattr(self._own, "connection", None)) and kept[0] == os.getpid():
            kept[1].close()
        self._own.connection = None

    def throw_away(self) -> None:
        """Begin anew with an empty file."""
        self.close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def is_sound(self) -> bool:
        """Whether it can be read, and is of the form that this version writes. A new one becomes so."""
        try:
            form = self.connection().execute("PRAGMA user_version").fetchone()[0]
            self.connection().execute(f"PRAGMA user_version={FORM}")
            self.state()
        except sqlite3.DatabaseError:
            return False
        return form in (0, FORM)

    def _entries(self, where: str, values: tuple[object, ...]) -> Iterator[Entry]:
        query = f"SELECT id, address, sort, begun FROM file {where}"  # noqa: S608 - all values are parameters
        return (Entry(*row) for row in self.connection().execute(query, values))
