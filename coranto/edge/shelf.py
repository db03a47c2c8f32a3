"""The answers of all processes of a machine, in a SQLite file under the home: there after a restart, bounded in bytes.

It is only a copy of what can be made anew: a write may be lost, and a file that cannot be read is thrown away.
"""

import json
import logging
import sqlite3
import threading
from array import array
from pathlib import Path

from coranto.edge.kept import Kept, strong_etag, unpack

logger = logging.getLogger(__name__)
START = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA journal_size_limit=16777216;
CREATE TABLE IF NOT EXISTS page (
    key TEXT PRIMARY KEY, head TEXT NOT NULL, places BLOB NOT NULL, form TEXT NOT NULL, body BLOB NOT NULL,
    bytes INTEGER NOT NULL, used INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS page_used ON page (used, bytes);
"""
OLDEST = """
SELECT MIN(used) FROM (SELECT used, SUM(bytes) OVER (ORDER BY used, key) AS before FROM page) WHERE before >= ?
"""
FORM = 3
"""Goes up where what is written changes its form; files of another form are thrown away."""
LOOKED_AFTER = 256
"""Writes between two looks at the size."""
SPARED = 0.8
"""How much of the bound is left when room is made, so that it need not be made again at once."""


class Shelf:
    """The file at ``path``, holding at most ``most`` bytes of bodies. Every thread has a connection of its own."""

    def __init__(self, path: Path, most: int) -> None:
        self._path, self._most = path, most
        self._own = threading.local()
        self._writes = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            is_ours = self._connection().execute("PRAGMA user_version").fetchone()[0] in (0, FORM)
        except sqlite3.DatabaseError:
            is_ours = False
        if not is_ours:
            self.throw_away()
        self._connection().execute(f"PRAGMA user_version={FORM}")

    def get(self, key: str, now: float) -> Kept | None:
        """The answer as it was put here. Whether it still holds is for the ledger to say."""
        query = "SELECT head, places, form, body, used FROM page WHERE key = ?"
        try:
            row = self._connection().execute(query, (key,)).fetchone()
            if row is None:
                return None
            if now - row[4] > 60:
                self._connection().execute("UPDATE page SET used = ? WHERE key = ?", (int(now), key))
        except sqlite3.DatabaseError as error:
            self._complain(error)
            return None
        return _kept_of(*row[:4])

    def put(self, key: str, kept: Kept, now: float) -> None:
        """Keep an answer in the place of the one before."""
        form, body = kept.source if kept.parts else next((name, form.body) for name, form in kept.forms.items())
        row = (key, _head_of(kept), array("I", kept.places).tobytes(), form, body, len(body), int(now))
        try:
            self._connection().execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._writes += 1
            if self._writes % LOOKED_AFTER == 1:
                self._make_room()
        except sqlite3.DatabaseError as error:
            self._complain(error)

    def throw_away(self) -> None:
        """Begin anew with an empty file."""
        self.close()
        for name in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + name).unlink(missing_ok=True)

    def close(self) -> None:
        """Close this thread's connection."""
        if connection := getattr(self._own, "connection", None):
            connection.close()
        self._own.connection = None

    def _make_room(self) -> None:
        """Let go of what was used longest ago, where there is more than there may be."""
        connection = self._connection()
        total = connection.execute("SELECT COALESCE(SUM(bytes), 0) FROM page").fetchone()[0]
        if total <= self._most:
            return
        surplus = total - int(self._most * SPARED)
        limit = connection.execute(OLDEST, (surplus,)).fetchone()[0]
        connection.execute("DELETE FROM page WHERE used <= ?", (limit,))

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            connection.executescript(START)
            self._own.connection = connection
        return connection

    def _complain(self, error: Exception) -> None:
        logger.warning("The pages in %s cannot be kept or read: %s", self._path.name, error)


def _head_of(kept: Kept) -> str:
    until = None if kept.until == float("inf") else kept.until
    marks = (kept.last_modified, kept.etag, kept.packs, kept.parts)
    return json.dumps((kept.status, kept.headers, kept.begun, kept.made_at, until, *marks))


def _kept_of(head: str, places: bytes, form: str, body: bytes) -> Kept:
    status, headers, begun, made_at, until, last_modified, etag, packs, parts = json.loads(head)
    found = array("I")
    found.frombytes(places)
    kept = Kept(
        status=status,
        headers=[(name, value) for name, value in headers],
        begun=begun,
        places=tuple(found),
        made_at=made_at,
        until=float("inf") if until is None else until,
        last_modified=last_modified,
        etag=etag,
        packs=packs,
        parts=tuple(parts),
        source=(form, body if parts else b""),
    )
    if not parts:
        kept.take(form, body, etag or strong_etag(unpack(body, form)))
    return kept
