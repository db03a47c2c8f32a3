"""Numbers that take long to count are kept; small ones are counted each time, and always right."""

import datetime
from collections.abc import Callable, Collection

from coranto.core.bounded_memory import BoundedMemory
from coranto.wordpress.rest.asked import Asked

LAST_MOMENT = datetime.datetime.max.replace(tzinfo=datetime.UTC)
MOST_TOTALS = 2_000
NOT_COUNTED_BY = frozenset({"context", "page", "per_page", "offset", "order", "orderby"})
"""Parameters on which it does not depend how many there are."""


Site = tuple[int, datetime.datetime]
Counted = tuple[datetime.datetime, datetime.datetime, int]


class CountsUntilChange:
    """Counts of public things by key, in the memory of this process: kept until something on the site changes but a
    comment, or something comes by the clock alone. So they are always right.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._kept: tuple[Site | None, dict[int, Counted]] = (None, {})

    def of(
        self,
        keys: Collection[int],
        count: Callable[[Collection[int]], dict[int, int]],
        next_at: Callable[[], datetime.datetime | None],
        asked: Asked,
    ) -> dict[int, int]:
        """The count of each key. ``count`` counts those not known; ``next_at`` is when the next thing comes."""
        known = self._known_of((asked.publication.pk, asked.publication.changed_but_for_comments_at))
        fresh = {key: found[2] for key in keys if (found := known.get(key)) and found[0] <= asked.at < found[1]}
        if missing := [key for key in keys if key not in fresh]:
            until, counted = next_at() or LAST_MOMENT, count(missing)
            for key in missing:
                fresh[key] = counted.get(key, 0)
                known[key] = asked.at, until, fresh[key]
        return fresh

    def _known_of(self, site: Site) -> dict[int, Counted]:
        """What is known of the site as it is; what was known before a change is forgotten."""
        kept_for, known = self._kept
        if kept_for != site:
            known = {}
            self._kept = site, known
        return known

    def forget(self) -> None:
        """Count everything anew."""
        self._kept = (None, {})


class KeptTotals:
    """How many posts, or comments, there are of what strangers may list, by what was asked.

    A total is counted anew when something on the site changes but a comment; once a minute it is, too, because comments
    come, and posts may come by the clock alone.
    """

    def __init__(self, *, from_: int) -> None:
        """Smaller totals are counted each time."""
        self.from_ = from_
        self._known = BoundedMemory[int](MOST_TOTALS)

    def of(self, asked: Asked, count: Callable[[], int]) -> int:
        """The total, which ``count`` counts if it is not known."""
        narrowed = tuple(
            (name, repr(value)) for name, value in sorted(asked.values.items()) if name not in NOT_COUNTED_BY
        )
        minute = asked.at.replace(second=0, microsecond=0)
        publication = asked.publication
        key = publication.pk, publication.changed_but_for_comments_at, minute, narrowed
        total = self._known.get(key)
        if total is None:
            total = count()
            if total >= self.from_:
                self._known.put(key, total, 1)
        return total
