"""Dates that are known to the day, to the month or to the year only, as credit lines and old papers give them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps a month of it, perhaps a day of that. ``str()`` gives ISO 8601.

    >>> str(PartialDate(2016, 2))
    '2016-02'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for what no calendar has: a day without a month, the 30th of February."""
        if self.day is not None and self.month is None:
            raise ValueError("A day needs a month.")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read ``2016``, ``2016-02`` or ``2016-02-05``; anything else raises ValueError."""
        match = ISO.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date. Write 2016-02-05, 2016-02 or 2016.")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year or 0, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The earliest day it can mean, to sort by."""
        return date(self.year, self.month or 1, self.day or 1)
