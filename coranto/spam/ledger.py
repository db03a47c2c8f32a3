"""How much one source may teach in a day.

Somebody who floods a site with texts that are then marked, or who reports in masses, would otherwise write the model.
The first lessons of a day about the same author or network, or from the same reporter, count in full; each further
one ever less.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zlib import crc32

_FULL = 8  # lessons a day that count in full
_DAYS = 8  # days kept, the latest used


class Ledger:
    """Lessons counted per day and source."""

    def __init__(self, counts: dict[int, dict[int, int]] | None = None) -> None:
        self._days = counts or {}

    def weight(self, sources: Iterable[str], at: datetime | None) -> float:
        """The weight of the next lesson from these sources: 1 down to nothing. Without a moment there is no bound."""
        if at is None:
            return 1.0
        counts = self._days.get(at.date().toordinal(), {})
        most = max((counts.get(source_number(source), 0) for source in sources), default=0)
        return 1.0 if most < _FULL else 1.0 / (2 + most - _FULL)

    def note(self, sources: Iterable[int], day: int, by: int = 1) -> None:
        """Count a lesson on a day (an ordinal, 0 for unknown), or with -1 take one back."""
        if not day:
            return
        counts = self._days.setdefault(day, {})
        for number in sources:
            counts[number] = counts.get(number, 0) + by
            if counts[number] <= 0:
                del counts[number]
        if not counts:
            del self._days[day]
        while len(self._days) > _DAYS:
            del self._days[next(iter(self._days))]

    def to_plain(self) -> dict[int, dict[int, int]]:
        """The counts by day (a proleptic ordinal) and source number."""
        return self._days


def source_number(source: str) -> int:
    """The form a source is kept in."""
    return crc32(source.encode("utf-8", "surrogatepass"))
