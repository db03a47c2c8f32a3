"""Dates as the interface reads and writes them."""

import datetime
import re

from coranto.core.moments import at_offset, is_within_calendar

DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::\d{2})?)?", re.ASCII)
_SHORT_OFFSET = re.compile(r"([+-]\d{2})\Z")
_PARTS = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(.*)", re.ASCII)
_LARGEST = (9999, 12, 31, 24, 59, 60)


def written(moment: datetime.datetime) -> str:
    """``2016-02-07T02:40:00``, in the moment's own zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S") if moment.year >= 1000 else moment.isoformat()[:19]


def local(moment: datetime.datetime, offset: int) -> str:
    """On the clock of the place, ``offset`` minutes east of Greenwich."""
    return written(at_offset(moment, offset))


def gmt(moment: datetime.datetime) -> str:
    """In Greenwich."""
    return written(moment.astimezone(datetime.UTC))


def is_moment(text: str) -> bool:
    """Whether PHP takes it for one: no month 13 and no hour 25, but the 31st of every month, and a day or month 0."""
    if not DATE_TIME.fullmatch(text):
        return False
    found = _PARTS.fullmatch(text.upper())
    within = found and all(int(found[place]) <= most for place, most in enumerate(_LARGEST, 1))
    return bool(within and found and _offset(found[7]) is not None)


def read_moment(text: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    """The moment that a checked parameter names; without an offset it is on the site's clock. The 30th of February is
    the 2nd of March, as in PHP. None for one beyond the calendar."""
    found = _PARTS.fullmatch(text.upper())
    try:
        if found is None:
            return None
        year, month, day, hour, minute, second = (int(found[place]) for place in range(1, 7))
        offset = _offset(found[7])
        first = datetime.datetime(
            year if month else year - 1, month or 12, 1, tzinfo=offset.tzinfo if offset and offset.tzinfo else zone
        )
        later = datetime.timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
        moment = (first + later).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return moment if is_within_calendar(moment) else None


def _offset(text: str) -> datetime.time | None:
    """The fraction of the second, and the offset; None for an offset that is none."""
    try:
        return datetime.time.fromisoformat("00:00:00" + _SHORT_OFFSET.sub(r"\1:00", text))
    except ValueError:
        return None
