"""Moments on the clock of the place where something was posted."""

import datetime

_EDGE = datetime.timedelta(days=2)
_FIRST = datetime.datetime.min.replace(tzinfo=datetime.UTC) + _EDGE
_LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC) - _EDGE


def local_time(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The moment on the clock of a place ``minutes`` east of Greenwich, without a zone."""
    return (moment.astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes)).replace(tzinfo=None)


def at_offset(moment: datetime.datetime, minutes: int) -> datetime.datetime:
    """The same moment, ``minutes`` east of Greenwich. At the ends of the calendar it stays in its own zone."""
    try:
        return moment.astimezone(datetime.timezone(datetime.timedelta(minutes=minutes)))
    except (OverflowError, ValueError):
        return moment


def is_within_calendar(moment: datetime.datetime) -> bool:
    """Whether the clock of every place can show it: not in the first or last days of the calendar."""
    return _FIRST <= moment <= _LAST
