"""Numbers that take long to count are kept for a minute; small ones are counted each time, and always right."""

import datetime
from collections.abc import Callable, Collection, Hashable
from typing import Generic, TypeVar

KEPT_FOR = datetime.timedelta(minutes=1)
Key = TypeVar("Key", bound=Hashable)


class KeptCounts(Generic[Key]):
    """Counts of things by key, in the memory of this process."""

    def __init__(self, *, at_once: int) -> None:
        """Up to ``at_once`` things are counted anew each time."""
        self.at_once = at_once
        self._known: dict[Key, tuple[datetime.datetime, int]] = {}

    def of(
        self, keys: Collection[Key], count: Callable[[Collection[Key]], dict[Key, int]], *, at: datetime.datetime
    ) -> dict[Key, int]:
        """The count of each key. ``count`` counts those not known at that moment; what it leaves out is 0."""
        fresh = {key: found[1] for key in keys if (found := self._known.get(key)) and self._is_fresh(found[0], at)}
        asked = [key for key in keys if key not in fresh]
        counted = count(asked) if asked else {}
        for key in asked:
            fresh[key] = counted.get(key, 0)
            if fresh[key] > self.at_once:
                self._known[key] = at, fresh[key]
        return fresh

    def forget(self) -> None:
        """Count everything anew."""
        self._known.clear()

    @staticmethod
    def _is_fresh(counted_at: datetime.datetime, at: datetime.datetime) -> bool:
        return counted_at <= at < counted_at + KEPT_FOR
