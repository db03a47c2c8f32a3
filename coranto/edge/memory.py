"""The answers that one process has at hand, bounded in bytes; those used longest ago go first."""

import threading
from collections import OrderedDict
from contextlib import suppress

from coranto.edge.kept import Kept
from coranto.edge.ledger import Ledger


class Memory:
    """Answers by their keys. Only one event loop reads it; threads may put into it."""

    def __init__(self, ledger: Ledger, most: int) -> None:
        self._ledger = ledger
        self._most = most
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._writing = threading.Lock()
        self.weight = 0

    def get(self, key: str, now: float) -> Kept | None:
        """The answer, if it is here and still holds; one that does not stays until another is put in its place."""
        kept = self._pages.get(key)
        if kept is None:
            return None
        if kept.until > now and self._ledger.holds(kept.places, kept.begun):
            with suppress(KeyError):  # another thread has just let go of it
                self._pages.move_to_end(key)
            return kept
        return None

    def look(self, key: str) -> Kept | None:
        """The answer if it is here, whether or not it still holds."""
        if (kept := self._pages.get(key)) is not None:
            with suppress(KeyError):  # another thread has just let go of it
                self._pages.move_to_end(key)
        return kept

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer, and let go of others where there is no room."""
        with self._writing:
            self._forget(key)
            self._pages[key] = kept
            kept.counted = kept.weight
            self.weight += kept.counted
            while self.weight > self._most and len(self._pages) > 1:
                self._forget(next(iter(self._pages)))

    def weigh(self, kept: Kept) -> None:
        """Count again what an answer takes, after a form was made of it."""
        with self._writing:
            if kept.counted:
                self.weight += kept.weight - kept.counted
                kept.counted = kept.weight

    def drop(self, key: str) -> None:
        """Let go of an answer."""
        with self._writing:
            self._forget(key)

    def _forget(self, key: str) -> None:
        if kept := self._pages.pop(key, None):
            self.weight -= kept.counted
            kept.counted = 0

    def __len__(self) -> int:
        """How many there are."""
        return len(self._pages)
