"""Writing together: threads that want to write at the same time share one transaction, and so one wait for the disk.

SQLite lets one writer in at a time, and with full synchronisation each commit waits for the disk (some milliseconds). A
thread that comes while another is writing leaves its work in the queue; whoever gets the turn next writes all that has
gathered in one transaction, each work within a savepoint of its own, and nobody is told that it is done before the
commit is on the disk. Works that may be done twice are spared the savepoints: where one of them fails, all are undone
and done again with savepoints. Between processes a lock on a file decides whose turn it is, so that they wake each
other instead of asking again and again. PostgreSQL does all of this itself: there each work is a transaction of its
own.
"""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connection, transaction

T = TypeVar("T")
MOST_TOGETHER = 32


@dataclass(eq=False, slots=True)
class Work(Generic[T]):
    """One piece of work, and what came of it."""

    task: Callable[[], T]
    may_repeat: bool = False
    results: list[T] = field(default_factory=list)
    error: BaseException | None = None
    is_done: bool = False

    def do(self) -> None:
        """Do it; the last result counts."""
        self.results[:] = [self.task()]

    def do_apart(self) -> None:
        """Do it within a savepoint; an error is kept for whoever brought the work."""
        try:
            with transaction.atomic():
                self.do()
        except Exception as error:  # noqa: BLE001 - handed on to the thread that brought the work
            self.error = error

    def result(self) -> T:
        """What came of it."""
        if self.error is not None:
            raise self.error
        return self.results[0]


class WriteQueue:
    """The queue of one process."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._waiting: deque[Work[object]] = deque()
        self._turn = threading.Lock()

    def run(self, task: Callable[[], T], *, may_repeat: bool = False) -> T:
        """Do ``task`` in a transaction, alone or together with what others brought; return when it is committed.

        With ``may_repeat`` it may be done twice, the second time after all that the first one wrote was undone: it
        leaves nothing anywhere else that would be wrong then.
        """
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            with transaction.atomic():
                return task()
        work = Work(task, may_repeat)
        self._waiting.append(work)  # type: ignore[arg-type]  # a deque of works of any result
        with self._turn:
            while not work.is_done:
                self._write([self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))])
        return work.result()

    def _write(self, batch: list[Work[object]]) -> None:
        try:
            with other_processes_wait():
                self._write_all(batch)
        except BaseException as error:  # the commit failed, or this thread is stopped: nobody's work was done
            for work in batch:
                work.error = error
            if not isinstance(error, Exception):
                raise
        finally:
            for work in batch:
                work.is_done = True

    def _write_all(self, batch: list[Work[object]]) -> None:
        if len(batch) == 1 or all(work.may_repeat for work in batch):
            try:
                with transaction.atomic():
                    for work in batch:
                        work.do()
                return
            except Exception:
                if len(batch) == 1:
                    raise
        with transaction.atomic():
            for work in batch:
                work.do_apart()


@contextmanager
def other_processes_wait() -> Iterator[None]:
    """Hold the file's lock."""
    lock = os.open(f"{settings.HOME}/writing.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


write_queue = WriteQueue()
