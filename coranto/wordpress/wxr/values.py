"""Numbers and dates as exports write them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

Odd = Callable[[str, str], None]  # called with a kind and a reason
_MAX_ID = 2**63 - 1
_SURELY_SHORT = 18  # digits that fit whatever they are
_NUMBER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_ZERO_DATES = ("0000-00-00", "-0001-", "-001-")
_ZERO_PUB_DATE = re.compile(r"\s-0*1\s")


def number(text: str, what: str, odd: Odd) -> int:
    """Return a whole number that fits a database, 0 when there is none or it makes no sense."""
    text = text.strip()
    if not text:
        return 0
    if len(text) <= _SURELY_SHORT and text.isascii() and text.isdigit():
        return int(text)
    if _NUMBER.fullmatch(text) and abs(value := int(text)) <= _MAX_ID:
        return value
    odd("number", f"{what} is not a number: {shorten(text)}")
    return 0


def local_date(text: str, what: str, odd: Odd) -> datetime | None:
    """Return a wall-clock date without a zone; ``None`` for WordPress's all-zero date and for nonsense."""
    value = _date(text, what, odd)
    return value if value is None or value.tzinfo is None else value.replace(tzinfo=None)


def gmt_date(text: str, what: str, odd: Odd) -> datetime | None:
    """Return a date in UTC; ``None`` for WordPress's all-zero date and for nonsense."""
    value = _date(text, what, odd)
    if value is None or value.tzinfo is None:
        return value.replace(tzinfo=UTC) if value else None
    return _in_utc(value, text, what, odd)


def rss_date(text: str, what: str, odd: Odd) -> datetime | None:
    """Return the date of a ``pubDate`` in UTC; ``None`` for the year -0001 that drafts have, and for nonsense."""
    text = text.strip()
    if not text or _ZERO_PUB_DATE.search(text):
        return None
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        odd("date", f"{what} is not a date: {shorten(text)}")
        return None
    return _in_utc(value, text, what, odd) if value.tzinfo else value.replace(tzinfo=UTC)


def shorten(text: str, length: int = 60) -> str:
    """Return text on one line, quoted and cut for a message."""
    line = " ".join(text[: length * 4].split())
    return f"“{line if len(line) <= length else line[: length - 1] + '…'}”"


def _date(text: str, what: str, odd: Odd) -> datetime | None:
    text = text.strip()
    if not text or text.startswith(_ZERO_DATES):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        odd("date", f"{what} is not a date: {shorten(text)}")
        return None


def _in_utc(value: datetime, text: str, what: str, odd: Odd) -> datetime | None:
    try:
        return value.astimezone(UTC)
    except (ValueError, OverflowError):
        odd("date", f"{what} is out of range: {shorten(text)}")
        return None
