"""The database that a site is to be moved into: found empty, or left by a move that was interrupted."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.crypto import salted_hmac

from coranto.config import environment
from coranto.config.moving.ledger import Ledger
from coranto.config.moving.writing import NewSide
from coranto.core.errors import PlainError

ALIAS = "moving"
SCRATCH = "moving"
"""A folder of the home: for the set-up of the new database, and where a new SQLite file grows."""
SQLITE_NAME = "coranto.sqlite3"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the site goes. ``url`` is empty for SQLite in the home."""

    url: str
    scratch: Path

    def settings(self) -> dict[str, Any]:
        """Django's settings for it."""
        if self.url:
            return environment.postgres(self.url, named="--to")
        return environment.sqlite(self.scratch)

    def finish(self) -> None:
        """Let the site be found: a file of SQLite takes its place, whole."""
        connections[ALIAS].close()
        if not self.url:
            (self.scratch / SQLITE_NAME).replace(Path(settings.HOME) / SQLITE_NAME)
        shutil.rmtree(self.scratch, ignore_errors=True)


def target_of(words: str) -> Target:
    """What ``--to`` means: an address of PostgreSQL, or ``sqlite`` for the home's own file."""
    home = Path(settings.HOME)
    scratch = home / SCRATCH
    if words != "sqlite":
        found = Target(words, scratch)
        found.settings()
        return found
    if connections["default"].vendor == "sqlite":
        raise PlainError(
            "this site is on SQLite already: --to takes an address, as in postgres://user:password@host/name"
        )
    if (home / SQLITE_NAME).exists():
        raise PlainError(f"{home / SQLITE_NAME} is there already: move it away, then run this again.")
    return Target("", scratch)


def open_target(target: Target, lock: IO[str], tell: Callable[[str], None]) -> NewSide:
    """Connect, make the tables where there are none, and hold ready what is to be written to.

    Raises PlainError where the database holds anything but a move of this site that was interrupted.
    """
    connections.settings[ALIAS] = connections.configure_settings({"default": target.settings()})["default"]
    file = target.scratch / SQLITE_NAME
    if not target.url and file.exists() and not Ledger(connections[ALIAS]).exists():
        connections[ALIAS].close()
        shutil.rmtree(target.scratch)
    try:
        return _prepared(target, lock, tell)
    except DatabaseError as error:
        raise PlainError(f"the new database cannot be used: {error}") from error


def _prepared(target: Target, lock: IO[str], tell: Callable[[str], None]) -> NewSide:
    if not target.url and not (target.scratch / SQLITE_NAME).exists():
        _make_tables(target, lock)
    connection = connections[ALIAS]
    ledger = Ledger(connection)
    if ledger.exists():
        if ledger.get("source") not in (None, source_mark()):
            raise PlainError("the new database holds an unfinished move of another site: give an empty one.")
        tell("Going on with a move that was interrupted.")
    else:
        if target.url and connection.introspection.table_names():
            raise PlainError("the new database holds tables already, perhaps a site: give an empty one.")
        ledger.begin()
    ledger.put("source", source_mark())
    if target.url and not ledger.get("made"):
        tell("Making the tables of the new database.")
        _make_tables(target, lock)
        ledger.put("made", True)
    return NewSide(connection)


def source_mark() -> str:
    """By which a move knows again from which site it began: its secret key, and nothing that tells the key."""
    return salted_hmac("coranto.move", connections["default"].vendor).hexdigest()


def _make_tables(target: Target, lock: IO[str]) -> None:
    """Set the database up in a process of its own, whose only database it is: migrations may ask for the default one.

    It holds the lock of the move too, so that nobody goes on while it still works, even if this process is killed.
    """
    variables = environment.for_child(
        CORANTO_HOME=str(target.scratch), CORANTO_SECRET_KEY=settings.SECRET_KEY, DATABASE_URL=target.url
    )
    command = [sys.executable, "-m", "coranto", "check"]
    done = subprocess.run(  # noqa: S603 - our own command line
        command, env=variables, pass_fds=[lock.fileno()], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PlainError((done.stderr.strip().splitlines() or ["the new database could not be set up."])[-1])
