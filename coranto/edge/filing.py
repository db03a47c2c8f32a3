"""Making files of kept answers that are asked for again: a thread of each serving process, beside its requests."""

import logging
import queue
import sqlite3
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from coranto.edge.file_names import Policies, bodies_of, name_of, sort_of
from coranto.edge.kept import Form, Kept
from coranto.edge.page_files import PageFiles

logger = logging.getLogger(__name__)
AGAIN = 5.0
"""Seconds until an answer that is still asked of us is offered again: its file may have had to make room."""
MOST_WAITING = 2_000
TURN = 1.0
"""Seconds between two looks at the clock, and at whether every change has had its files removed."""
LOOKED_AFTER = 32
"""Files between two looks at their size."""
SWEPT = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where files are for: the site's own scheme and host, and what it says in every head."""

    scheme: str
    host: str
    policies: Policies

    def name_of(self, key: str) -> str:
        """The name for what is kept under ``key`` (``strangers.key_of``); empty for other hosts, queries and parts."""
        prefix, suffix = f"{self.scheme}\n{self.host}\n", "?\n"
        if not (key.startswith(prefix) and key.endswith(suffix)):
            return ""
        return name_of(key[len(prefix) : -len(suffix)])


class Filing:
    """Writes files, at most ``most`` bytes of them, and removes those that the clock ends."""

    def __init__(self, files: PageFiles, place: Place, most: int) -> None:
        self._files, self._place, self._most = files, place, most
        self._waiting: queue.Queue[tuple[str, Kept, Form]] = queue.Queue(MOST_WAITING)
        self._next_look = self._next_sweep = 0.0
        self._written = 0

    def start(self) -> None:
        """Begin to work."""
        threading.Thread(target=self._run, name="page files", daemon=True).start()

    def offer(self, key: str, kept: Kept, form: Form, now: float) -> None:
        """Propose an answer. Costs next to nothing, and never waits."""
        if now - kept.offered_at < AGAIN:
            return
        kept.offered_at = now
        with suppress(queue.Full):  # it will be offered again
            self._waiting.put_nowait((key, kept, form))

    def _run(self) -> None:
        while True:
            try:
                self.look(time.time())
                self.file(*self._waiting.get(timeout=TURN))
            except queue.Empty:
                continue
            except (OSError, sqlite3.Error) as error:
                logger.warning("Page files cannot be written: %s", error)
                time.sleep(TURN)

    def look(self, now: float) -> None:
        """What is due each second."""
        if now < self._next_look:
            return
        self._next_look = now + TURN
        self._files.mend()
        self._files.expire(now)
        if now >= self._next_sweep:
            self._next_sweep = now + SWEPT
            self._files.sweep()

    def file(self, key: str, kept: Kept, form: Form) -> bool:
        """Write an answer's files, once the second that it is from is over. Whether it has files now."""
        address = self._place.name_of(key)
        sort = sort_of(kept.headers, self._place.policies, is_secure=self._place.scheme == "https")
        if not (address and sort and kept.status == 200):
            return False
        second = int(form.made_at)
        if (rest := second + 1 - time.time()) > 0:
            time.sleep(min(rest, 1.0))
        if int(time.time()) <= second:
            return False  # the clock was set back
        if not form.holds(self._files.ledger):
            return False
        is_there = self._files.write(
            *(address, sort, bodies_of(kept, form)),
            begun=form.begun,
            places=form.places,
            made_at=second,
            until=form.until,
        )
        self._written += 1
        if self._written % LOOKED_AFTER == 1:
            self._files.make_room(self._most)
        return is_there
