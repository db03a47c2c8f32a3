"""When each thing that pages are made of changed last: one small file, in the memory of all processes of a machine.

A thing has a place in a table, by its digest; in it stands the number of the last change that touched it, and every
change takes the next number. An answer that was begun after change ``n`` holds as long as none of its places has a
number above ``n``. To look that up costs a microsecond and asks nobody; to forget pages is to write some numbers.
Two things that share a place cost a page too much forgotten, never one too few.
"""

import fcntl
import mmap
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from coranto.core.made_of import SITE

PLACES = 1 << 17
WORD = 8
FORM = 0x436F72616E746F01  # another number where the form of the file changes
HEAD = 8
"""Words before the places: the form, the last change, the moment of the last in the database, the machine's start."""
FORM_AT, LAST_AT, KNOWN_AT, START_AT = range(4)
SIZE = (HEAD + PLACES) * WORD


class Ledger:
    """The file at ``path``, made when it is missing.

    Nothing that was kept before holds where the file is of another form, or was written before the machine started
    last: what was noted then may never have come to the disk.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = path.with_name(path.name + ".lock")
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with self._alone():
            os.ftruncate(file, SIZE)
            self._map = mmap.mmap(file, SIZE)
            self.words = memoryview(self._map).cast("Q")
            stands = (self.words[FORM_AT], self.words[START_AT])
            if stands[0] != FORM:
                self._begin()
            self.words[START_AT] = machine_start()
        os.close(file)
        if stands != (FORM, machine_start()):
            self.note([place_of(SITE)])

    def _begin(self) -> None:
        """Numbers begin with the microseconds since 1970, so that they are above those of any ledger before."""
        self._map[:] = bytes(SIZE)
        self.words[FORM_AT], self.words[LAST_AT] = FORM, time.time_ns() // 1_000

    @property
    def last(self) -> int:
        """The number of the last change."""
        return self.words[LAST_AT]

    @property
    def known(self) -> int:
        """The moment of the last change that the database knows, as it was told with it; zero where none was."""
        return self.words[KNOWN_AT]

    def note(self, places: Iterable[int]) -> int:
        """Something in each of these places has changed. The number of that change."""
        with self._alone():
            number = self.words[LAST_AT] + 1
            for place in places:
                self.words[place] = number
            self.words[LAST_AT] = number  # last: who reads it begins after all of it
        return number

    def note_known(self, moment: int) -> None:
        """The database knows of changes up to ``moment``."""
        with self._alone():
            self.words[KNOWN_AT] = max(self.words[KNOWN_AT], moment)

    def set_known(self, moment: int) -> None:
        """The database knows of changes up to ``moment``, which may be an earlier one than before."""
        with self._alone():
            self.words[KNOWN_AT] = moment

    def holds(self, places: Iterable[int], begun: int) -> bool:
        """Whether nothing in these places has changed since change ``begun``."""
        words = self.words
        for place in places:  # noqa: SIM110 - a generator costs twice as much, and this is asked for every answer
            if words[place] > begun:
                return False
        return True

    def close(self) -> None:
        """Let go of the file."""
        self.words.release()
        self._map.close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process writes at a time, and one thread of it: each opens the lock's file for itself."""
        with self._lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def machine_start() -> int:
    """What is the same until the machine starts anew, as a number; always the same where the system has no such."""
    try:
        return _digest(Path("/proc/sys/kernel/random/boot_id").read_text())
    except OSError:
        return 0


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def place_of(name: str) -> int:
    """The place of a thing in the table.

    >>> place_of("post:7") == place_of("post:7") != place_of("post:8")
    True
    """
    return HEAD + _digest(name) % PLACES
