"""The move from beginning to end. It can be killed at any moment and run again; the old database is only read."""

import fcntl
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from coranto.config.background import take_lock
from coranto.config.moving.reading import counter_of, held_still, rows_after
from coranto.config.moving.tables import WHOLE, Changed, Row, Table, batches, tables
from coranto.config.moving.target import ALIAS, open_target, target_of
from coranto.config.moving.writing import NewSide
from coranto.core.errors import PlainError

MOST_ROWS = 5_000
MOST_CHARACTERS = 4_000_000

Tell = Callable[[str], None]
Count = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and a digest of them all."""

    rows: int
    digest: str


@dataclass(slots=True)
class Moved:
    """What came of it: each table with its sum, the same on both sides, and what PostgreSQL could not hold."""

    sums: dict[str, Sum] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(each.rows for each in self.sums.values())


class Move:
    """One run. ``tell`` gets a line at each step, ``count`` the number of rows done in the step."""

    def __init__(self, new: NewSide, tell: Tell, count: Count) -> None:
        self.new = new
        self.tell = tell
        self.count = count
        self.tables = tables()
        self.is_strict = new.connection.vendor == "postgresql"
        self.done = 0

    def run(self) -> Moved:
        """Copy, compare, copy again what was changed between two runs, and put order back."""
        if not self.new.ledger.get("cleared"):
            with transaction.atomic(using=ALIAS):
                self.new.put_aside()
                self.new.clear(self.tables)
                self.new.ledger.put("cleared", True)
        self._copy(self.tables)
        different = self._different()
        if different:
            names = ", ".join(table.name for table in different)
            self.tell(f"Changed since the move began: {names}. Copying these again.")
            with transaction.atomic(using=ALIAS):
                self.new.put_aside()
                self.new.clear(different)
            self._copy(different)
            if still := self._different():
                raise PlainError(
                    f"table {still[0].name} is not the same on both sides; nothing is lost, please report it."
                )
        self.tell("Making indexes, and checking references.")
        self._put_back()
        for table in self.tables:
            if table.is_counted:
                self.new.set_counter(table, counter_of(connection, table))
        return Moved(self.sums, self._changed())

    def _copy(self, wanted: list[Table]) -> None:
        self.tell("Copying.")
        self.done = 0
        began = time.monotonic()
        for table in wanted:
            note = self.new.ledger.get(f"table {table.name}") or {"last": None}
            rows = rows_after(connection, table, note["last"])
            for batch in batches(rows, most_rows=MOST_ROWS, most_characters=MOST_CHARACTERS):
                self._write(table, batch)
        seconds = max(time.monotonic() - began, 0.001)
        self.tell(f"Copied {self.done:,} rows, {self.done / seconds:,.0f} a second.")

    def _write(self, table: Table, batch: list[Row]) -> None:
        rows, changed = self._as_kept(table, batch)
        last = _noted(batch[-1][0])
        try:
            with transaction.atomic(using=ALIAS):
                self.new.write(table, rows)
                self.new.ledger.put(f"table {table.name}", {"last": last})
                if changed:
                    told = [[each.key, each.column] for each in changed]
                    self.new.ledger.put(f"changed {table.name} {last}", told)
        except IntegrityError as error:
            raise PlainError(f"table {table.name} cannot be copied: {error}") from error
        self.done += len(rows)
        self.count(self.done)

    def _as_kept(self, table: Table, batch: list[Row]) -> tuple[list[Row], list[Changed]]:
        """The rows as the new database keeps them, and what that changed."""
        if not self.is_strict:
            return batch, []
        pairs = [table.fitting(row) for row in batch]
        return [row for row, _changed in pairs], [each for _row, changed in pairs for each in changed]

    def _different(self) -> list[Table]:
        """The tables that are not the same on both sides; :attr:`sums` has those of the old one."""
        self.tell("Comparing both sides, row by row.")
        self.done = 0
        self.sums: dict[str, Sum] = {}
        found = []
        for table in self.tables:
            old = self._sum(table, (self._as_kept(table, [row])[0][0] for row in rows_after(connection, table)))
            with transaction.atomic(using=ALIAS):
                new = self._sum(table, rows_after(self.new.connection, table))
            self.sums[table.name] = old
            if old != new:
                found.append(table)
        return found

    def _sum(self, table: Table, rows: Iterator[Row]) -> Sum:
        number = total = 0
        for row in rows:
            number += 1
            total = (total + table.digest(row)) % WHOLE
            if number % MOST_ROWS == 0:
                self.count(self.done + number)
        self.done += number
        return Sum(number, f"{total:032x}")

    def _put_back(self) -> None:
        try:
            self.new.put_back()
        except IntegrityError as error:
            raise PlainError(f"the old database breaks a rule that the new one keeps: {error}") from error

    def _changed(self) -> list[Changed]:
        return [
            Changed(name.split(" ")[1], key, column)
            for name, told in self.new.ledger.beginning("changed ")
            for key, column in told
        ]


def _noted(key: Any) -> Any:
    """A key as JSON can hold it, and both databases compare it."""
    return key.hex if isinstance(key, uuid.UUID) else key


def move_database(words: str, *, tell: Tell, count: Count) -> Moved:
    """Copy the home's database to what ``--to`` names. Raises PlainError, in one line, for all that prevents it."""
    check_version()
    target = target_of(words)
    with only_move() as lock, site_at_rest():
        new = open_target(target, lock, tell)
        try:
            with held_still(connection, tables()):
                moved = Move(new, tell, count).run()
            new.end()
        except DatabaseError as error:
            raise PlainError(f"the move was interrupted ({error}): run it again, and it goes on.") from error
        target.finish()
    return moved


def check_version() -> None:
    """The old database must be one that this version made; bringing it up to date would change it."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise PlainError("the database is not of this version: start the site once, stop it, then run this again.")


@contextmanager
def only_move() -> Iterator[IO[str]]:
    """One move of a home at a time."""
    with (Path(settings.HOME) / "move.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PlainError("another move of this home is running; wait for it to end.") from None
        yield lock


@contextmanager
def site_at_rest() -> Iterator[None]:
    """The site must not be running, and does no work of its own until the move is over."""
    lock = take_lock(wait=False)
    if lock is None:
        raise PlainError("the site is running: stop it, since what is written during a move would be left behind.")
    with lock:
        yield
