"""What became of the comments of a day, counted from verdicts: those when they came, and what people changed later.

A verdict of a rule or the filter when a comment came in is compared with what a person said later. A correction counts
on the day it was made.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from coranto.comments.models import Comment, FilterDay, Verdict

MACHINES = (Verdict.By.RULE, Verdict.By.FILTER)
PUBLISHED, HELD, SPAM = Comment.Status.PUBLISHED.value, Comment.Status.HELD.value, Comment.Status.SPAM.value
DECIDED = (PUBLISHED, SPAM)
LATER = ("", "reports", "recheck")
"""Phases that decide on a comment that is there already."""
UNDONE = "undo"
"""The phase of a verdict that takes the one before it back."""
MONTHS = 12
"""So many months are shown, and summed by day."""


@dataclass(slots=True)
class Outcomes:
    """Comments by what became of them when they came, and by what people changed later."""

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


def count_outcomes(begins: datetime.datetime, ends: datetime.datetime) -> Outcomes:
    """The figures of a stretch of time, at two queries: the index on the moment of verdicts gives them in one piece."""
    within = Verdict.objects.filter(at__gte=begins, at__lt=ends)
    came = within.filter(by__in=MACHINES).exclude(phase__in=LATER).values_list("status").annotate(n=Count("pk"))
    by_status = dict(came.order_by())
    said = standing_words().filter(at__gte=begins, at__lt=ends, phase="person")
    first = Subquery(arrivals().values("status")[:1])
    pairs = said.annotate(first=first).values_list("first", "status")
    changed = Counter((was, status) for was, status in pairs)
    return Outcomes(
        came=sum(by_status.values()),
        caught=by_status.get(SPAM, 0),
        held=by_status.get(HELD, 0),
        missed=changed[PUBLISHED, SPAM],
        wrongly_caught=changed[SPAM, PUBLISHED],
        wrongly_held=changed[HELD, PUBLISHED],
    )


def standing_words() -> QuerySet[Verdict]:
    """The verdicts by which people called comments good or spam, but for those that were taken back."""
    after = Verdict.objects.filter(comment=OuterRef("comment"), at__gt=OuterRef("at")).order_by("at", "pk")
    said = Verdict.objects.filter(by=Verdict.By.PERSON, status__in=DECIDED).exclude(phase=UNDONE)
    next_phase = Coalesce(Subquery(after.values("phase")[:1]), Value(""))
    return said.alias(next_phase=next_phase).exclude(next_phase=UNDONE)


def arrivals() -> QuerySet[Verdict]:
    """The verdicts that the comment of an outer verdict got when it came, the first first."""
    return Verdict.objects.filter(comment=OuterRef("comment"), by__in=MACHINES).order_by("at", "pk")


def together(parts: Iterable[Outcomes | FilterDay]) -> Outcomes:
    """All of them as one."""
    every = list(parts)
    return Outcomes(**{name: sum(getattr(each, name) for each in every) for name in FilterDay.FIGURES})


def first_of(month: int) -> datetime.date:
    """The first day of a month, counted from the year 0."""
    return datetime.date(month // 12, month % 12 + 1, 1)


def months_until(today: datetime.date, months: int = MONTHS) -> list[datetime.date]:
    """The first days of the last months, the oldest first, with this one and the next."""
    number = today.year * 12 + today.month - 1
    return [first_of(each) for each in range(number - months + 1, number + 2)]


def midnight(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment at which a day begins on the publication's clock."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=zone)
