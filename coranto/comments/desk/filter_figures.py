"""How the spam filter did: what it caught and missed, by day or month, and what other thresholds would have done.

Days that are over were summed (:mod:`coranto.comments.actions.summing`); everything else asks for a stretch of time
only, by the index on the moment of verdicts.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, OuterRef, Subquery

from coranto.comments.models import FilterDay, Verdict
from coranto.comments.outcomes import (
    MACHINES,
    PUBLISHED,
    SPAM,
    Outcomes,
    count_outcomes,
    midnight,
    months_until,
    standing_words,
    together,
)

DAY = datetime.timedelta(days=1)

THRESHOLDS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
MOST = 20_000
"""Comments, the newest, from which other thresholds are judged."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day or month, and its figures."""

    begins: datetime.date
    figures: Outcomes


@dataclass(frozen=True, slots=True)
class Threshold:
    """What holding from this score on would have done."""

    value: float
    stopped: int
    stopped_good: int
    passed: int
    passed_spam: int


def by_day(*, at: datetime.datetime, zone: datetime.tzinfo, days: int = 30) -> list[Stretch]:
    """The last days, the oldest first, today included."""
    today = at.astimezone(zone).date()
    return stretches([today - datetime.timedelta(days=back) for back in range(days - 1, -2, -1)], zone)


def by_month(*, at: datetime.datetime, zone: datetime.tzinfo) -> list[Stretch]:
    """The last months, the oldest first, this one included."""
    return stretches(months_until(at.astimezone(zone).date()), zone)


def stretches(days: Sequence[datetime.date], zone: datetime.tzinfo) -> list[Stretch]:
    """The figures between each of these days and the next: kept sums, and what came after the last day that has one."""
    kept = list(FilterDay.objects.filter(day__gte=days[0], day__lt=days[-1]).order_by("day"))
    fresh = kept[-1].day + DAY if kept else days[0]
    since = kept[-1].until if kept else midnight(days[0], zone)
    found = []
    for first, last in pairwise(days):
        parts: list[Outcomes | FilterDay] = [row for row in kept if first <= row.day < last]
        if fresh < last:
            parts.append(count_outcomes(since if first <= fresh else midnight(first, zone), midnight(last, zone)))
        found.append(Stretch(first, together(parts)))
    return found


def thresholds(*, since: datetime.datetime) -> list[Threshold]:
    """What other thresholds would have done to the comments since then that the filter scored."""
    said = standing_words().filter(comment=OuterRef("comment"))
    rows = Verdict.objects.filter(at__gte=since, by__in=MACHINES, score__isnull=False).order_by("-at")
    rows = rows.annotate(said=Subquery(said.order_by("-at", "-pk").values("status")[:1]))
    return list(at_each([(score or 0.0, word) for score, word in rows.values_list("score", "said")[:MOST]]))


def at_each(scores: Sequence[tuple[float, str | None]]) -> Iterator[Threshold]:
    """One line for each threshold, of scores and what a person said."""
    for value in THRESHOLDS:
        stopped = Counter(said for score, said in scores if score >= value)
        passed = Counter(said for score, said in scores if score < value)
        yield Threshold(value, stopped.total(), stopped[PUBLISHED], passed.total(), passed[SPAM])


def by_phase(*, since: datetime.datetime) -> list[tuple[str, str, int]]:
    """Which rules decided how often: phase, status, count; the most frequent first."""
    rows = Verdict.objects.filter(at__gte=since, by__in=MACHINES).exclude(phase="")
    return list(rows.values_list("phase", "status").annotate(n=Count("pk")).order_by("-n", "phase")[:30])
