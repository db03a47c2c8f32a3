"""Dates as the interface reads and writes them."""

import datetime
import re

from coranto.core.moments import at_offset

DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::\d{2})?)?", re.ASCII)
_SHORT_OFFSET = re.compile(r"([+-]\d{2})\Z")


def written(moment: datetime.datetime) -> str:
    """``2016-02-07T02:40:00``, in the moment's own zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S") if moment.year >= 1000 else moment.isoformat()[:19]


def local(moment: datetime.datetime, offset: int) -> str:
    """On the clock of the place, ``offset`` minutes east of Greenwich."""
    return written(at_offset(moment, offset))


def gmt(moment: datetime.datetime) -> str:
    """In Greenwich."""
    return written(moment.astimezone(datetime.UTC))


def read_moment(text: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    """The moment that a checked parameter names; without an offset it is on the site's clock. None for no such day,
    or for one beyond the calendar."""
    plain = _SHORT_OFFSET.sub(r"\1:00", text.upper().replace(" ", "T")) if "T" in text.upper() else text
    try:
        found = datetime.datetime.fromisoformat(plain)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
