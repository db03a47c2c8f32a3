"""What a copy knows of itself, in ``DIR/.coranto-static/manifest.sqlite3``: addresses asked, files written.

A file is written down before it is written, so that a copy that was killed knows all its own files and never takes
another's for one.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from coranto.core.errors import PlainError

BATCH = 200
TABLES = """
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS address (
    number INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, query TEXT NOT NULL, found_on TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS address_outcome ON address (outcome, number);
CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY, digest TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL,
    run INTEGER NOT NULL) WITHOUT ROWID;
"""
WAITING, FILE, REDIRECT, MISSING, ERROR, NO_NAME = "", "file", "redirect", "missing", "error", "no name"
"""Outcomes of an address."""


class Address(NamedTuple):
    """An address of this run; ``found_on`` is the page that led to it, ``target`` where it leads, or why nowhere."""

    path: str
    query: str
    found_on: str
    outcome: str = ""
    target: str = ""


class KnownFile(NamedTuple):
    """A file of ours: its digest, size in bytes, time of change in nanoseconds (0: not yet written), last run."""

    digest: str
    size: int
    changed: int
    run: int


class Ledger:
    """The memory of a copy. One process at a time."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        try:
            self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + TABLES)
        except sqlite3.DatabaseError as error:
            raise PlainError(f"{path} is damaged ({error}): remove the folder and write the copy anew.") from error
        self.run = int(self.note("run") or 0)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several changes, all or none of them."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def note(self, name: str) -> str:
        """A note of an earlier run; empty if there is none."""
        row = self._database.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Keep a note."""
        self._database.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def start_run(self, state: str) -> bool:
        """Begin a run, or go on with one that was broken off while the site was in the same ``state``: whether so."""
        if self.note("unfinished") == state:
            return True
        with self.together():
            self.run += 1
            self._database.execute("DELETE FROM address")
            self.set_note("run", str(self.run))
            self.set_note("unfinished", state)
        return False

    def end_run(self) -> None:
        """All is written."""
        self.set_note("unfinished", "")

    def add(self, found: Iterable[tuple[str, str]], on: str) -> None:
        """Addresses (path, query) to be asked for, unless they are known."""
        rows = [(path, query, on) for path, query in found]
        self._database.executemany("INSERT OR IGNORE INTO address (path, query, found_on) VALUES (?, ?, ?)", rows)

    def waiting(self, most: int = BATCH) -> list[Address]:
        """Addresses that have yet to be asked for, in the order in which they were found."""
        rows = self._database.execute(
            "SELECT path, query, found_on FROM address WHERE outcome = '' ORDER BY number LIMIT ?", (most,)
        )
        return [Address(*row) for row in rows]

    def settle(self, path: str, outcome: str, target: str = "") -> None:
        """Write down what an address came to."""
        self._database.execute("UPDATE address SET outcome = ?, target = ? WHERE path = ?", (outcome, target, path))

    def outcome(self, path: str) -> str | None:
        """What an address came to; nothing if it was never met."""
        row = self._database.execute("SELECT outcome FROM address WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def settled(self, *outcomes: str) -> Iterator[Address]:
        """The addresses that came to this, in the order in which they were found."""
        marks = ", ".join("?" * len(outcomes))
        columns = "path, query, found_on, outcome, target"
        query = f"SELECT {columns} FROM address WHERE outcome IN ({marks}) ORDER BY number"  # noqa: S608 - no values
        return (Address(*row) for row in self._database.execute(query, outcomes))

    def counts(self) -> dict[str, int]:
        """How many addresses came to what."""
        return dict(self._database.execute("SELECT outcome, count(*) FROM address GROUP BY outcome"))

    def file(self, name: str) -> KnownFile | None:
        """A file of ours."""
        row = self._database.execute("SELECT digest, size, changed, run FROM file WHERE name = ?", (name,)).fetchone()
        return KnownFile(*row) if row else None

    def keep_file(self, name: str, known: KnownFile) -> None:
        """Write a file of ours down."""
        self._database.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (name, *known))

    def old_files(self) -> list[str]:
        """The files of ours that this run has not met."""
        rows = self._database.execute("SELECT name FROM file WHERE run <> ? ORDER BY name", (self.run,))
        return [name for (name,) in rows]

    def forget_file(self, name: str) -> None:
        """A file of ours is gone."""
        self._database.execute("DELETE FROM file WHERE name = ?", (name,))
