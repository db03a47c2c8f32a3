"""Moments on the clock of the place where something was posted."""

import datetime


def local_time(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The moment on the clock of a place ``minutes`` east of Greenwich, without a zone."""
    return (moment.astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes)).replace(tzinfo=None)


def at_offset(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The same moment, ``minutes`` east of Greenwich. At the ends of the calendar it stays in its own zone."""
    try:
        return moment.astimezone(datetime.timezone(datetime.timedelta(minutes=minutes)))
    except (OverflowError, ValueError):
        return moment
