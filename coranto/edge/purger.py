"""A thread of one process that sees to it that a cache in front hears of every change, whoever made it.

It reads the ledger each second and purges the places whose numbers went up, again until it succeeds, and once more some
seconds later: an answer that was on its way to the cache in that moment may have arrived after the first time.
"""

import fcntl
import logging
import threading
import time
from pathlib import Path

from coranto.core.outgoing.addresses import FetchError
from coranto.edge.ledger import HEAD, PLACES, Ledger
from coranto.edge.purging import CacheInFront
from coranto.edge.surrogates import EVERYTHING

logger = logging.getLogger(__name__)
TURN = 1.0
AGAIN = 4.0
LONGEST_PAUSE = 60.0


class Purger:
    """Purges what changed since ``mark`` was written; that file is in the home, so that a restart misses nothing."""

    def __init__(self, ledger: Ledger, cache: CacheInFront, mark: Path) -> None:
        self._ledger, self._cache, self._mark = ledger, cache, mark
        self._again: list[tuple[float, list[int]]] = []
        self._done = self._read()

    def turn(self, now: float) -> None:
        """Purge what is due. Raises FetchError; then the same is due again."""
        last = self._ledger.last
        if last != self._done:
            places = self._changed()
            self._cache.purge(places)
            self._again.append((now + AGAIN, places))
            self._done = last
            self._mark.write_text(str(last))
        while self._again and self._again[0][0] <= now:
            self._cache.purge(self._again[0][1])
            del self._again[0]

    def _changed(self) -> list[int]:
        """The places that changed since; everything where the ledger is another one than before."""
        words = self._ledger.words[HEAD : HEAD + PLACES].tolist()
        found = [place for place, number in enumerate(words, HEAD) if number > self._done]
        return found if 0 < self._done <= self._ledger.last else [EVERYTHING]

    def _read(self) -> int:
        try:
            return int(self._mark.read_text())
        except (OSError, ValueError):
            return 0


def start(ledger: Ledger, cache: CacheInFront, folder: Path) -> None:
    """Begin, as soon as it is this process's turn."""
    threading.Thread(target=_wait_and_run, args=(ledger, cache, folder), name="purger", daemon=True).start()


def _wait_and_run(ledger: Ledger, cache: CacheInFront, folder: Path) -> None:
    with (folder / "purger.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        purger = Purger(ledger, cache, folder / "purged")
        pause = TURN
        while True:
            try:
                purger.turn(time.time())
                pause = TURN
            except FetchError as error:
                pause = min(max(2 * pause, error.retry_after or 0.0), LONGEST_PAUSE)
                logger.warning("The cache in front could not be told of changes: %s. Next try in %.0f s.", error, pause)
            except OSError as error:
                logger.warning("What the cache in front was told cannot be noted: %s", error)
            time.sleep(pause)
