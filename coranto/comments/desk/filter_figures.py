"""How the spam filter did: what it caught and missed, by day or month, and what other thresholds would have done.

A verdict of a rule or the filter when a comment came in is compared with what a person said later. Everything asks for
a stretch of time only, by the index on the moment of verdicts.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, OuterRef, QuerySet, Subquery

from coranto.comments.models import Comment, Verdict

MACHINES = (Verdict.By.RULE, Verdict.By.FILTER)
PUBLISHED, HELD, SPAM = Comment.Status.PUBLISHED.value, Comment.Status.HELD.value, Comment.Status.SPAM.value
DECIDED = (PUBLISHED, SPAM)
LATER = ("", "reports", "recheck")
"""Phases that decide on a comment that is there already."""
THRESHOLDS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
MOST = 20_000
"""Comments, the newest, from which other thresholds are judged."""


@dataclass(slots=True)
class Stretch:
    """A day or month: comments by what became of them when they came, and by what people changed later."""

    begins: datetime.date
    came: int = 0
    caught: int = 0
    held: int = 0
    missed: int = 0
    wrongly_caught: int = 0
    wrongly_held: int = 0

    @property
    def accuracy(self) -> float | None:
        """As Akismet counts it: of all comments, how many were not corrected; in percent."""
        return 100 * (1 - (self.missed + self.wrongly_caught) / self.came) if self.came else None


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


def by_month(*, at: datetime.datetime, zone: datetime.tzinfo, months: int = 12) -> list[Stretch]:
    """The last months, the oldest first, this one included."""
    today = at.astimezone(zone).date()
    number = today.year * 12 + today.month - 1
    return stretches([first_of(each) for each in range(number - months + 1, number + 2)], zone)


def first_of(month: int) -> datetime.date:
    """The first day of a month, counted from the year 0."""
    return datetime.date(month // 12, month % 12 + 1, 1)


def stretches(days: Sequence[datetime.date], zone: datetime.tzinfo) -> list[Stretch]:
    """The figures between each of these days and the next, at two queries each: an index gives them in one piece."""
    moments = [datetime.datetime.combine(day, datetime.time(), tzinfo=zone) for day in days]
    return [stretch(day, *ends) for day, ends in zip(days, pairwise(moments), strict=False)]


def stretch(day: datetime.date, begins: datetime.datetime, ends: datetime.datetime) -> Stretch:
    """One of them."""
    within = Verdict.objects.filter(at__gte=begins, at__lt=ends)
    came = within.filter(by__in=MACHINES).exclude(phase__in=LATER).values_list("status").annotate(n=Count("pk"))
    by_status = dict(came.order_by())
    said = within.filter(by=Verdict.By.PERSON, status__in=DECIDED, phase="person")
    first = Subquery(arrivals().values("status")[:1])
    pairs = said.annotate(first=first).values_list("first", "status")
    changed = Counter((was, status) for was, status in pairs)
    return Stretch(
        day,
        came=sum(by_status.values()),
        caught=by_status.get(SPAM, 0),
        held=by_status.get(HELD, 0),
        missed=changed[PUBLISHED, SPAM],
        wrongly_caught=changed[SPAM, PUBLISHED],
        wrongly_held=changed[HELD, PUBLISHED],
    )


def arrivals() -> QuerySet[Verdict]:
    """The verdicts that the comment of an outer verdict got when it came, the first first."""
    return Verdict.objects.filter(comment=OuterRef("comment"), by__in=MACHINES).order_by("at", "pk")


def thresholds(*, since: datetime.datetime) -> list[Threshold]:
    """What other thresholds would have done to the comments since then that the filter scored."""
    said = Verdict.objects.filter(comment=OuterRef("comment"), by=Verdict.By.PERSON, status__in=DECIDED)
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
