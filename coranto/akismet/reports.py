"""What client sites are told of their use: counts by month, in the protocol's own field names."""

import csv
import datetime
import io
from typing import Any

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from coranto.akismet.models import ClientSite, DayCount
from coranto.akismet.policy import used_this_month

COUNTS = ("spam", "ham", "missed_spam", "false_positives")
ALL = ("api_calls", *COUNTS)
SECONDS_SAVED = 10  # that a person would have needed for each spam
HEAD = ("Site", "Total API Calls", "Spam", "Ham", "Missed Spam", "False Positives", "Is Revoked")


def statistics(site: ClientSite, span: str, at: datetime.datetime) -> dict[str, Any]:
    """The answer of get-stats: sums and a breakdown by month. ``span`` is ``6-months``; anything else is all."""
    days = DayCount.objects.filter(site=site)
    if span == "6-months":
        days = days.filter(day__gte=at.date() - datetime.timedelta(days=183))
    months = days.annotate(month=TruncMonth("day")).values("month").order_by("month")
    rows = list(months.annotate(**{f"sum_{name}": Sum(name) for name in COUNTS}))
    breakdown = {
        f"{row['month']:%Y-%m}": {
            **{name: row[f"sum_{name}"] for name in COUNTS},
            "da": row["month"].isoformat(),
        }
        for row in rows
    }
    sums = {name: sum(int(row[f"sum_{name}"]) for row in rows) for name in COUNTS}
    saved = sums["spam"] * SECONDS_SAVED
    return {**sums, "accuracy": accuracy(sums), "time_saved": saved, "breakdown": breakdown}


def accuracy(sums: dict[str, int]) -> float:
    """Correct checks in a hundred, as Akismet counts them; 100 before the first."""
    checks = sums["spam"] + sums["ham"]
    wrong = min(checks, sums["missed_spam"] + sums["false_positives"])
    return round(100 * (checks - wrong) / checks, 2) if checks else 100.0


def usage(site: ClientSite, at: datetime.datetime, *, is_extended: bool) -> dict[str, Any]:
    """The answer of usage-limit."""
    used, limit = used_this_month(site, at), site.monthly_limit
    share = 100 * used / limit if limit else 0.0
    found: dict[str, Any] = {
        "limit": limit or "none",
        "usage": used,
        "percentage": f"{share:.1f}",
        "throttled": bool(limit and used >= limit),
    }
    if is_extended:
        level = "exceeded" if found["throttled"] else "approaching" if share >= 80 else "none"
        found |= {"notice_level": level, "upgrade": None}
    return found


def month_asked(text: str, at: datetime.datetime) -> datetime.date:
    """The first day of a month written ``YYYY-MM``; of the month that runs where it makes no sense."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return at.date().replace(day=1)


def month_counts(site: ClientSite, month: datetime.date) -> dict[str, int]:
    """The sums of a month."""
    end = (month + datetime.timedelta(days=32)).replace(day=1) if month < datetime.date(9999, 12, 1) else month
    days = DayCount.objects.filter(site=site, day__gte=month, day__lt=end)
    found = days.aggregate(**{f"sum_{name}": Sum(name) for name in ALL})
    return {name: found[f"sum_{name}"] or 0 for name in ALL}


def key_sites(site: ClientSite, month: datetime.date, *, wanted: str, limit: int, offset: int) -> dict[str, Any]:
    """The answer of key-sites: a key has one site here, which the filter, limit and offset may leave out."""
    counts = {name: str(number) for name, number in month_counts(site, month).items()}
    rows = [{"site": site.url, **counts, "is_revoked": site.is_suspended}]
    rows = [row for row in rows if wanted.lower() in site.url.lower()]
    return {f"{month:%Y-%m}": rows[offset : offset + limit], "limit": limit, "offset": offset, "total": len(rows)}


def as_csv(found: dict[str, Any], month: datetime.date) -> str:
    """The figures of a month as a table: a line that says what it is, a line of names, the rows."""
    text = io.StringIO()
    text.write(f"Active sites during {month:%Y-%m} (limit:{found['limit']}, offset:{found['offset']})\n")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEAD)
    for row in found[f"{month:%Y-%m}"]:
        table.writerow([row["site"], *(row[name] for name in ALL), str(row["is_revoked"]).lower()])
    return text.getvalue()
