"""A month as a calendar, with links on the days that have posts."""

import calendar
import datetime
from collections import Counter

from django.utils.dates import WEEKDAYS
from django.utils.formats import get_format

from coranto.posts.listings.counted_links import month_counts
from coranto.posts.listings.titles import bare_month_name, month_name
from coranto.posts.models import ListingEntry, ListingKind
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.contexts import CalendarDay, CalendarWidget, Link
from coranto.publication.models import Publication


def month_calendar(publication: Publication, *, title: str, now: datetime.datetime) -> CalendarWidget | None:
    """The latest month with posts; nothing where there are none. Two queries."""
    counts = month_counts()
    if not counts:
        return None
    addresses = addresses_of(publication)
    year, month = divmod(counts[0][0], 100)
    entries = ListingEntry.objects.filter(kind=ListingKind.MONTH, key=counts[0][0])
    days = Counter(day.day for day in entries.values_list("post__posted_on", flat=True) if day)
    first = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    today = now.astimezone(publication.zone).date()
    return CalendarWidget(
        title=title,
        label=month_name(year, month),
        weekdays=tuple(str(WEEKDAYS[(first + place) % 7]) for place in range(7)),
        weeks=tuple(
            tuple(_day(datetime.date(year, month, 1), day, days, addresses, today) for day in week)
            for week in calendar.Calendar(first).monthdayscalendar(year, month)
        ),
        earlier=_link(counts[1][0], addresses) if len(counts) > 1 else None,
    )


def _day(
    month: datetime.date, day: int, counts: Counter[int], addresses: Addresses, today: datetime.date
) -> CalendarDay:
    if not day:
        return CalendarDay()
    count = counts[day]
    url = addresses.date(month.year, month.month, day) if count else ""
    return CalendarDay(day=day, url=url, count=count, today=month.replace(day=day) == today)


def _link(key: int, addresses: Addresses) -> Link:
    year, month = divmod(key, 100)
    return Link(label=bare_month_name(month), url=addresses.date(year, month))
