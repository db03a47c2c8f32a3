"""What clients mean by the values they send. Like WordPress's, these are lenient: clients send numbers as strings."""

import datetime
import re
from typing import Any

from coranto.core.moments import is_within_calendar
from coranto.wordpress.xmlrpc.faults import Fault
from coranto.wordpress.xmlrpc.reading import Moment

LARGEST = 2**62
_LEADING = re.compile(r"\s*([+-]?\d{1,18})")
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(Z|[+-]\d\d:?\d\d)?")


def text(value: Any) -> str:
    """A value as text; empty for what has none."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value) if isinstance(value, str | int | float) else ""


def line(value: Any, longest: int) -> str:
    """A text of one line, cut."""
    return " ".join(text(value).split())[:longest]


def number(value: Any) -> int:
    """A whole number; 0 for what is none."""
    if isinstance(value, bool | int | float):
        return int(value) if abs(value) < LARGEST else 0
    found = _LEADING.match(value) if isinstance(value, str) else None
    return int(found[1]) if found else 0


def flag(value: Any) -> bool:
    """Yes or no."""
    return value not in ("", "0", 0, False, b"", [], {})


def struct(value: Any) -> dict[str, Any]:
    """A struct; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """An array, or the values of a struct; empty for anything else."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def moment(value: Any, zone: datetime.tzinfo) -> datetime.datetime | None:
    """The moment that was sent: by the clock of ``zone`` unless it names a zone itself. Nothing for what is none.

    Raise Fault for one beyond the calendar.
    """
    written = value.text if isinstance(value, Moment) else text(value)
    found = _MOMENT.match(written)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    try:
        naive = datetime.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone comes below
        sent = naive.replace(tzinfo=_zone(found[7]) or zone).astimezone(datetime.UTC)
    except ValueError:
        return None
    except OverflowError:
        raise Fault(500, "Invalid date.") from None
    if not is_within_calendar(sent):
        raise Fault(500, "Invalid date.")
    return sent


def _zone(written: str | None) -> datetime.tzinfo | None:
    if not written or written == "Z":
        return datetime.UTC if written else None
    sign = -1 if written[0] == "-" else 1
    hours, minutes = int(written[1:3]), int(written[-2:])
    return datetime.timezone(sign * datetime.timedelta(hours=hours, minutes=minutes))


def greenwich(at: datetime.datetime) -> datetime.datetime:
    """A moment on Greenwich's clock, as ``…_gmt`` fields give it."""
    return at.astimezone(datetime.UTC)


def local(at: datetime.datetime, minutes: int) -> datetime.datetime:
    """A moment on a clock that is so many minutes off Greenwich."""
    return greenwich(at) + datetime.timedelta(minutes=minutes)
