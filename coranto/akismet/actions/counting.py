"""Counting what a site asks: by minute for its limit, by day for its statistics; for all worker processes together."""

import datetime

from django.db.models import F

from coranto.akismet.models import ClientSite, DayCount
from coranto.akismet.policy import minute_of, too_fast


def take_turn(*, site: ClientSite, at: datetime.datetime) -> None:
    """Count one request in the minute that runs. Raise RefusedError where its limit is reached.

    The row itself is the counter and is compared in the same statement, so that no two processes count alike.
    """
    minute, row = minute_of(at), ClientSite.objects.filter(pk=site.pk)
    running = row.filter(minute=minute)
    if site.minute_limit:
        running = running.filter(minute_count__lt=site.minute_limit)
    if running.update(minute_count=F("minute_count") + 1):
        return
    if not row.filter(minute__lt=minute).update(minute=minute, minute_count=1):
        raise too_fast(at)


def count_day(*, site: ClientSite, at: datetime.datetime, **more: int) -> None:
    """Add to the counts of the day, in Greenwich."""
    day = at.astimezone(datetime.UTC).date()
    added = {name: F(name) + number for name, number in more.items() if number}
    if not DayCount.objects.filter(site=site, day=day).update(**added):
        DayCount.objects.get_or_create(site=site, day=day)
        DayCount.objects.filter(site=site, day=day).update(**added)
