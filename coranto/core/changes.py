"""What readers see has changed: told once a transaction is committed, to whoever keeps pages.

Every action names what it changed (:func:`note`; the names are those of :mod:`coranto.core.made_of`). To be on the safe
side each statement that begins by writing to a table that pages are made of is seen, too: where a transaction ends in
which nobody named anything, everything is taken as changed. So a forgotten name costs speed, never a stale page. What
begins with ``WITH`` is taken for reading: Django writes nothing so, and whoever does must name what it changes. Of a
second database, as one that a site is moved to, no pages are made, and it is not watched.
"""

import atexit
import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from coranto.core.made_of import ANYTHING, SITE

Listener = Callable[[frozenset[str], datetime.datetime | None], None]
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE")
STATE = "_coranto_changes"

_listeners: list[Listener] = []
_writers_down: list[Callable[[], bool]] = []
_shown: set[str] = set()
_in_request: ContextVar[bool] = ContextVar("in_request", default=False)


class Pending:
    """What one connection has changed since it told last. ``unnamed`` are tables written to that nobody spoke of."""

    __slots__ = ("are_named", "moment", "names", "unnamed", "waits")

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.names: set[str] = set()
        self.moment: datetime.datetime | None = None
        self.unnamed: set[str] = set()
        self.are_named = self.waits = False

    def tell(self, *, at_end: bool = False) -> None:
        """Tell everybody who listens, and begin anew.

        What nobody has named yet waits for the end of the request: there is time to name it until it is answered.
        """
        names, moment = self.names, self.moment
        is_unnamed = bool(self.unnamed) and not self.are_named
        waits = self.unnamed if is_unnamed and _in_request.get() and not at_end else set()
        self._begin()
        self.unnamed = waits
        if is_unnamed and not waits and not any(write_down() for write_down in _writers_down):
            names = {SITE}
        if names:
            for listener in _listeners:
                listener(frozenset(names | {ANYTHING}), moment)


def listen(listener: Listener) -> None:
    """Let ``listener`` be told the names of what changed, after each commit, before whoever changed it goes on."""
    if listener not in _listeners:
        _listeners.append(listener)


def when_unnamed(write_down: Callable[[], bool]) -> None:
    """Let ``write_down`` note in the database, by a named change, what nobody has named; it says whether it did."""
    _writers_down.append(write_down)


def forget_listener(listener: Listener) -> None:
    """Tell it nothing any more."""
    _listeners.remove(listener)


def show_tables(tables: Iterable[str]) -> None:
    """Name the tables that pages are made of."""
    _shown.update(tables)


def note(names: Iterable[str], moment: datetime.datetime | None = None) -> None:
    """Say all that this transaction changes. ``moment`` is the one that the database notes with it, if it does."""
    if not _listeners:
        return
    pending = _pending(connection)
    pending.names.update(names)
    pending.are_named = True
    pending.moment = moment or pending.moment
    _see_to_telling(pending, connection)


def note_unseen(table: str) -> None:
    """Say that what was written to this table until now, in this transaction, is seen by no reader."""
    _pending(connection).unnamed.discard(table)


@contextmanager
def one_request() -> Iterator[None]:
    """Statements outside transactions are told together, at the end of the block: a save, and what follows from it."""
    token = _in_request.set(True)
    try:
        yield
    finally:
        _in_request.reset(token)
        if not connection.in_atomic_block:
            _pending(connection).tell(at_end=True)


def watch_connections() -> None:
    """See the writing statements of every connection, of those that are open too."""
    connection_created.connect(_watch, dispatch_uid="coranto.changes")
    if connection.connection is not None:
        _watch(connection=connection)


def _watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _see_statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(_see_statement)


def _see_statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    database = context["connection"]
    if (before := getattr(database, STATE, None)) and before.waits and not database.in_atomic_block:
        before.tell()
    result = execute(sql, params, many, context)
    if isinstance(sql, str) and (table := _written_table(sql[:120])) in _shown:
        pending = _pending(database)
        pending.unnamed.add(table)
        if database.in_atomic_block or _in_request.get():
            _see_to_telling(pending, database)
        else:  # it may not be complete before its rows are fetched: told before the next one, or when the process ends
            pending.waits = True
            atexit.register(_tell_at_exit)
    return result


def _tell_at_exit() -> None:
    if (pending := getattr(connection, STATE, None)) and pending.waits:
        pending.tell()


@lru_cache(maxsize=4096)
def _written_table(start: str) -> str:
    """The table that a statement with this beginning writes to, or nothing."""
    words = start.replace('"', " ").replace("(", " ").split()
    if not words or words[0].upper() not in WRITING:
        return ""
    rest = (word for word in words[1:] if word.upper() not in {"INTO", "FROM", "OR", "IGNORE", "REPLACE", "ONLY"})
    return next(rest, "")


def _pending(database: BaseDatabaseWrapper) -> Pending:
    pending: Pending | None = getattr(database, STATE, None)
    if pending is None:
        pending = Pending()
        setattr(database, STATE, pending)
    return pending


def _see_to_telling(pending: Pending, database: BaseDatabaseWrapper) -> None:
    """Tell at the end: of the transaction, of the request, or at once where there is neither."""
    if database.in_atomic_block:
        waiting = database.run_on_commit
        if not waiting or waiting[-1][1] != pending.tell:
            database.on_commit(pending.tell)
    elif not _in_request.get():
        pending.tell()
