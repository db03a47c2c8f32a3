"""Parts of a date and a time of day, as WordPress's fields ask for them one by one: every September, each tenth day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields

A_WEEK = datetime.timedelta(days=7)
WEEKS_IN_A_YEAR = 53
ANY_YEAR = datetime.date(2001, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateParts:
    """What a local moment has to be; nothing where it may be any. Weeks begin on Monday, as WordPress counts them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    @property
    def are_given(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, part.name) is not None for part in fields(self))

    @property
    def kind(self) -> str:
        """What WordPress takes the listing for: ``time`` (a week too), ``day``, ``month``, ``year``, or nothing."""
        if any(part is not None for part in (self.hour, self.minute, self.second)):
            return "time"
        given = (("day", self.day), ("month", self.month), ("year", self.year), ("time", self.week))
        return next((name for name, part in given if part is not None), "")

    def holds(self, local: datetime.datetime) -> bool:
        """Whether a local moment is like that."""
        names = ("year", "month", "day", "hour", "minute", "second")
        asked = ((getattr(self, name), getattr(local, name)) for name in names)
        return all(part in (None, there) for part, there in asked) and self.week in (None, week_of(local.date()))

    def months(self, keys: Iterable[int]) -> list[int]:
        """Those of these months (year * 100 + month) in which there may be such a moment."""
        return [key for key in keys if self.year in (None, key // 100) and key % 100 in self._months_of_a_year()]

    def bounds(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Moments between which all that is asked for lies, where the year is given, with a day to spare."""
        if self.year is None or not 1 < self.year < datetime.MAXYEAR:
            return None
        first = datetime.datetime(self.year, 1, 1, tzinfo=datetime.UTC)
        return first - datetime.timedelta(days=1), first + datetime.timedelta(days=367)

    def _months_of_a_year(self) -> set[int]:
        if self.month is not None:
            return {self.month}
        if self.week is None:
            return set(range(1, 13))
        if self.week > WEEKS_IN_A_YEAR:
            return set()
        start = ANY_YEAR + (self.week - 2) * A_WEEK
        return {start.month, (start + A_WEEK).month, (start + 3 * A_WEEK).month}


def week_of(day: datetime.date) -> int:
    """The week of its year: the first has four days of the year at least, and what is before it is week 0."""
    found = day.isocalendar()
    if found.year == day.year:
        return found.week
    return 0 if found.year < day.year else WEEKS_IN_A_YEAR
