"""Summing what the spam filter did by day, so that a year is shown at once, and after its spam was deleted."""

import datetime

from coranto.comments.models import FilterDay, Verdict
from coranto.comments.outcomes import count_outcomes, midnight, months_until
from coranto.publication.models import Publication

DAY = datetime.timedelta(days=1)


def sum_up_days(*, at: datetime.datetime, again: bool = False) -> int:
    """Count the finished days of the months that are shown, but for those that were; how many. Safe to repeat.

    ``again`` counts them all anew, where an import brought verdicts of the past: a day never has less than it had,
    since what was deleted was there. A day begins where the one before it ended, though the clock was changed between.
    """
    zone = Publication.objects.current().zone
    today = at.astimezone(zone).date()
    first = months_until(today)[0]
    kept = FilterDay.objects.in_bulk(days_between(first - DAY, today), field_name="day")
    rows: list[FilterDay] = []
    begins = kept[first - DAY].until if first - DAY in kept else midnight(first, zone)
    verdict: datetime.datetime | None = begins - DAY  # to be looked for
    for day in days_between(first, today):
        row = kept.get(day) or FilterDay(day=day, until=midnight(day + DAY, zone))
        if day not in kept or again:
            if verdict and verdict < begins:
                verdict = first_verdict_since(begins)
            rows.append(counted(row, begins) if verdict and verdict < row.until else row)
        begins = row.until
    FilterDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day"], update_fields=["until", *FilterDay.FIGURES]
    )
    return len(rows)


def first_verdict_since(moment: datetime.datetime) -> datetime.datetime | None:
    """When the next verdict was: of most days of a small site there is none to count."""
    return Verdict.objects.filter(at__gte=moment).order_by("at").values_list("at", flat=True).first()


def counted(row: FilterDay, begins: datetime.datetime) -> FilterDay:
    """The row with what there is to count; it keeps what is more."""
    found = count_outcomes(begins, row.until)
    if found.came > row.came:
        row.came, row.caught, row.held = found.came, found.caught, found.held
    for name in ("missed", "wrongly_caught", "wrongly_held"):
        setattr(row, name, max(getattr(row, name), getattr(found, name)))
    return row


def days_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days from one up to another, which is left out."""
    return [first + DAY * number for number in range((last - first).days)]
