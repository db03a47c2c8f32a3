"""How fast the desk shows what the spam filter did in a year with a million comments.

It takes the home of :mod:`bench.queue_speed` (``DATABASE_URL`` and another number of comments as there), moves its
verdicts into the year that ends now, and has a person correct every twentieth. Whole requests through Django, below the
server, before the finished days were summed and after; and what the summing takes the first time and every later night.
"""

import datetime
import statistics
import sys
import time
from typing import Any

from bench.queue_speed import client_of, open_home, processor_seconds

ROUNDS = 8
DAYS = 330
CORRECTED = 20


def main() -> None:
    """Print the table."""
    comments = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 1_000_000
    open_home(comments)
    from django.db import connection
    from django.utils import timezone

    from coranto.comments.actions.summing import sum_up_days
    from coranto.comments.models import FilterDay

    now = timezone.now()
    begin_anew(comments, now)
    print(f"{comments:,} comments within {DAYS} days; {connection.vendor}; ms of processor and of wall time, medians")
    client = client_of("moderator")
    client.get("/desk/comments/")
    asked = {"by day": "/desk/comments/filter/", "by month": "/desk/comments/filter/?by=month"}
    for name, path in asked.items():
        report(f"{name}, no day summed", [timed(lambda path=path: client.get(path)) for _ in range(3)])
    report(f"summing {DAYS} days", [timed(lambda: sum_up_days(at=now))])
    FilterDay.objects.latest("day").delete()
    report("summing one more day", [timed(lambda: sum_up_days(at=now))])
    for name, path in asked.items():
        report(f"{name}, days summed", [timed(lambda path=path: client.get(path)) for _ in range(ROUNDS)])


def begin_anew(comments: int, now: datetime.datetime) -> None:
    """Spread the verdicts evenly over the days, some thousand moments in all, with scores; forget the sums."""
    from django.db import connection

    from coranto.comments.models import Comment, FilterDay, Verdict
    from coranto.core.database.bulk_rows import insert_values

    FilterDay.objects.all().delete()
    Verdict.objects.filter(by="person").delete()
    hours = DAYS * 24
    for hour in range(hours):
        within = Verdict.objects.filter(
            comment__gt=comments * hour // hours, comment__lte=comments * (hour + 1) // hours
        )
        within.update(at=now - datetime.timedelta(hours=hours - hour), score=hour % 100 / 100)
    for name, other in (("spam", "published"), ("published", "spam")):
        wrong = Comment.objects.filter(status=name).order_by().values_list("pk", flat=True)[:: CORRECTED * 2]
        rows = [[key, other, "person", "person", [], now - datetime.timedelta(hours=key % hours)] for key in wrong]
        insert_values(Verdict, ("comment_id", "status", "by", "phase", "reasons", "at"), rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def timed(work: Any) -> tuple[float, float]:
    """Milliseconds of processor and of wall time that some work takes."""
    used, start = processor_seconds(), time.perf_counter()
    work()
    return (processor_seconds() - used) * 1000, (time.perf_counter() - start) * 1000


def report(name: str, taken: list[tuple[float, float]]) -> None:
    """One line."""
    used, wall = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{name:<40}{used:>10.1f}{wall:>10.1f}", flush=True)


if __name__ == "__main__":
    main()
