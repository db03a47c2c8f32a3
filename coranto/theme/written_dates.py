"""Days and times as the owner writes them, put into words once for each day and each minute of the day.

A page of comments has a hundred moments on a few days, and Django looks up the name of the month for each.
"""

import datetime
import re
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

OF_A_DAY = frozenset("bdDEFjlLmMnNoStwWyYz")
OF_A_MINUTE = frozenset("aAfgGhHiP")
"""Django's letters that say nothing but the day, and nothing but the minute; others tell of zones and seconds."""
ESCAPED = re.compile(r"\\.", re.DOTALL)
UNESCAPED_A = re.compile(r"(?<!\\)a")


def written_day(value: datetime.datetime, letters: str, language: str | None) -> str:
    """A moment in Django's date letters, which mostly name its day only, in the present language."""
    if not _are_among(letters, OF_A_DAY):
        return format_date(value, letters)
    return _day(language, letters, value.year, value.month, value.day)


def written_clock(value: datetime.datetime, letters: str, language: str | None) -> str:
    """The time of day, with ``a`` as "am" or "pm", as WordPress and PHP have it: Django's ``a`` is "a.m."."""
    if not _are_among(letters, OF_A_MINUTE):
        return format_date(value, _as_in_php(language, letters, value.hour))
    return _minute(language, letters, value.hour, value.minute)


def at_time(day: str, clock: str, language: str | None) -> str:
    """Both together."""
    return _at_time(language) % {"date": day, "time": clock}


@lru_cache(maxsize=64)
def short_day_letters(_language: str | None) -> str:
    """How a day and its month are written in brief in the present language, which is that."""
    return pgettext("day and month in brief, in Django's date letters", "j M")


@lru_cache(maxsize=256)
def _are_among(letters: str, known: frozenset[str]) -> bool:
    return {letter for letter in ESCAPED.sub("", letters) if letter.isalpha()} <= known


@lru_cache(maxsize=2048)
def _day(language: str | None, letters: str, year: int, month: int, day: int) -> str:
    return format_date(datetime.date(year, month, day), letters)


@lru_cache(maxsize=2048)
def _minute(language: str | None, letters: str, hour: int, minute: int) -> str:
    at = datetime.datetime(2000, 1, 1, hour, minute, tzinfo=datetime.UTC)
    return format_date(at, _as_in_php(language, letters, hour))


@lru_cache(maxsize=256)
def _as_in_php(language: str | None, letters: str, hour: int) -> str:
    if "a" not in letters:
        return letters
    half = format_date(datetime.datetime(2000, 1, 1, hour, tzinfo=datetime.UTC), "A").lower()
    escaped = "".join(f"\\{letter}" for letter in half)
    return UNESCAPED_A.sub(lambda _: escaped, letters)


@lru_cache(maxsize=64)
def _at_time(language: str | None) -> str:
    return _("%(date)s at %(time)s")
