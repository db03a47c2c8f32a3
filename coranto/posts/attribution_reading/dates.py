"""Dates in credit lines: days, months and years in the languages and forms that outlets print."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from coranto.core.partial_date import PartialDate
from coranto.posts.attribution_reading.word_lists import fold, sections

BUDDHIST_YEARS: Final = 543  # Thai years run this far ahead
ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
EARLIEST, LATEST = 1600, 2199

WORD: Final = r"[^\W\d_][^\s\d,;:|/()\[\]–—-]{1,14}"
BEFORE: Final = " ,.:\u00a0"
OF: Final = r"(?:(?:de|di|del|of)\s+|d['’]\s*)?"
DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|er|ère|º|ª|°|\.|-?го|\s?d\.)?"
YEAR: Final = r"(\d{4})(?!\d)"

FORMS: Final = {
    "eastern": r"(?:(\d{4})|(令和|平成|昭和)(\d{1,2}|元))\s*[年년]\s*(?:(\d\d?)\s*[月월])?(?:\s*(\d\d?)\s*[日일])?",
    "vietnamese": rf"(?:ngày\s+)?(\d{{1,2}})\s+tháng\s+(\d{{1,2}})\s*(?:,|năm)?\s*{YEAR}",
    "iso": r"(?<!\d)(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})\.?(?!\d)",
    "numbers": r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d\d)(?!\d)",
    "year_first": rf"(?<!\d)(\d{{4}})(?:\.|,|\s?m\.|\.\s?gada)?\s+({WORD})\s+{DAY}(?!\d)",
    "day_first": rf"(?<!\d){DAY}[\s.-]*{OF}({WORD})[\s.,/-]*(?:de\s|del\s|do\s|of\s)?\s*{YEAR}",
    "month_first": rf"(?<![^\W\d_])({WORD})\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{YEAR}",
    "month": rf"(?<![^\W\d_])({WORD})[\s,/-]+(?:de\s|del\s)?{YEAR}",
    "day_only": rf"(?<!\d){DAY}\s*{OF}({WORD})(?![^\W\d_])",
    "month_day": rf"(?<![^\W\d_])({WORD})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]*\d)",
    "year": r"(?<![\d.,/-])(\d{4})(?![\d.,/-]*\d)",
}
YEAR_WORD: Final = re.compile(r"\s*(года|году|год|року|г\.|р\.|г|р)(?!\w)")
DIGIT: Final = re.compile(r"\d")
GONE: Final = "\x1f"
MARKS: Final = {
    "eastern": re.compile("[年년]"),
    "iso": re.compile(r"\d\s?[-./]\s?\d"),
    "numbers": re.compile(r"\d\s?[-./]\s?\d"),
    "vietnamese": re.compile("tháng", re.I),
    "year_first": re.compile(r"\d{4}(?:[.,]|\s?m\.)?\s+\D+\d"),
    "day_first": re.compile(r"\d{4}"),
    "month_first": re.compile(r"\d\D+\d{4}"),
    "month": re.compile(r"\d{4}"),
}
TIME: Final = re.compile(
    r"\W{0,4}(?<!\d)\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|Uhr|h|hrs|WIB)?\s?"
    r"(?:GMT|UTC|CET|CEST|EST|EDT|PST|PDT|BST|IST|MSK|ET|PT)?(?!\w)",
    re.I,
)
TIME_BEFORE: Final = re.compile(r"(?<!\w)\d{1,2}:\d\d\s?(?:a\.?m\.?|p\.?m\.?|Uhr|h)?,?\s+$", re.I)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``text[start:end]``; ``date`` is None where it is one but what it means is not known, as "5 May"."""

    start: int
    end: int
    date: PartialDate | None
    is_whole: bool = True  # a day or month was named, not a bare year


def find_dates(text: str, *, language: str = "", near: date | None = None) -> list[FoundDate]:
    """The dates in a short text, from left to right, with the time of day and words such as "on" or "vom" before them.

    ``language`` tells whether 2/5/2016 can be in February or May (in English both, so only the year is kept). ``near``
    is a day not long after; it supplies the year where a line has none.
    """
    found: list[FoundDate] = []
    remaining = text
    for name, mark, pattern in patterns():
        if not DIGIT.search(remaining):
            break
        if mark and not mark.search(remaining):
            continue
        for match in pattern.finditer(remaining):
            for one in READERS[name](match, language, near):
                found.append(one)
                remaining = remaining[: one.start] + GONE * (one.end - one.start) + remaining[one.end :]
    return sorted((widened(text, one) for one in found), key=lambda one: one.start)


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str]], ...]:
    """The forms, the most telling first, each with a sign without which it need not be tried."""
    return tuple((name, MARKS.get(name), re.compile(form, re.I)) for name, form in FORMS.items())


@cache
def months() -> dict[str, int]:
    """Folded month names to numbers; a word that names two different months is left out."""
    lists = sections("months")
    numbers: dict[str, int] = {}
    for number in range(1, 13):
        for word in lists[str(number)]:
            numbers[word] = 0 if numbers.get(word, number) != number else number
    return {word: number for word, number in numbers.items() if number}


def month_number(word: str) -> int:
    """The month that a word names, 0 for none."""
    folded = fold(word)
    return months().get(folded) or months().get(folded.rstrip(".")) or 0


def made(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """A date, or None where the calendar or the likely years have none."""
    if year >= EARLIEST + BUDDHIST_YEARS + 200:
        year -= BUDDHIST_YEARS
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return PartialDate(year, month or None, day or None)
    except ValueError:
        return None


Reader = Callable[[re.Match[str], str, date | None], Iterator[FoundDate]]


def read_eastern(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """2016年2月5日, 平成28年2月, 2016년."""
    year, era, count, month, day = match.groups()
    number = int(year) if year else ERAS[era] + (1 if count == "元" else int(count))
    if month or year:
        yield FoundDate(*match.span(), made(number, int(month or 0), int(day or 0)), is_whole=bool(month))


def read_vietnamese(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """Ngày 5 tháng 2 năm 2016."""
    day, month, year = (int(part) for part in match.groups())
    yield FoundDate(*match.span(), made(year, month, day))


def read_iso(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """2016-02-05, 2016/2/5, 2016. 02. 05."""
    year, month, day = (int(part) for part in match.groups())
    yield FoundDate(*match.span(), made(year, month, day))


def read_numbers(match: re.Match[str], language: str, _: date | None) -> Iterator[FoundDate]:
    """5.2.2016, 05/02/2016, 5.2.16. Between slashes English is of two minds, so what both allow stays a year."""
    first, separator, second, year_text = match.groups()
    day, month, year = int(first), int(second), int(year_text)
    if len(year_text) == 2:
        if separator == "-":
            return
        year += 2000 if year < 70 else 1900
    if month > 12:
        day, month = month, day
    elif separator != "." and day <= 12 and day != month and language[:2] in ("", "en"):
        yield FoundDate(*match.span(), made(year, None, None))
        return
    if separator == "." or 1 <= month <= 12:
        yield FoundDate(*match.span(), made(year, month, day))


def read_year_first(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """2016. február 5."""
    if month := month_number(match[2]):
        yield FoundDate(*match.span(), made(int(match[1]), month, int(match[3])))


def read_day_first(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """5 February 2016, 5. Februar 2016, 5 de febrero de 2016."""
    if month := month_number(match[2]):
        yield FoundDate(*match.span(), made(int(match[3]), month, int(match[1])))


def read_month_first(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """February 5, 2016."""
    if month := month_number(match[1]):
        yield FoundDate(*match.span(), made(int(match[3]), month, int(match[2])))


def read_month(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """February 2016, and Spring 2016, which is known to the year."""
    month = month_number(match[1])
    if month or fold(match[1]) in sections("months")["seasons"]:
        yield FoundDate(*match.span(), made(int(match[2]), month, None))


def read_day_only(match: re.Match[str], _: str, near: date | None) -> Iterator[FoundDate]:
    """5 Feb: the year is that of ``near``, or the one before where that would lie ahead of it."""
    if month := month_number(match[2]):
        yield FoundDate(*match.span(), without_year(month, int(match[1]), near))


def read_month_day(match: re.Match[str], _: str, near: date | None) -> Iterator[FoundDate]:
    """Feb 5."""
    if month := month_number(match[1]):
        yield FoundDate(*match.span(), without_year(month, int(match[2]), near))


def read_year(match: re.Match[str], _: str, __: date | None) -> Iterator[FoundDate]:
    """2016, alone."""
    if EARLIEST <= int(match[1]) <= LATEST:
        yield FoundDate(*match.span(), made(int(match[1]), None, None), is_whole=False)


READERS: Final[dict[str, Reader]] = {
    "eastern": read_eastern,
    "vietnamese": read_vietnamese,
    "iso": read_iso,
    "numbers": read_numbers,
    "year_first": read_year_first,
    "day_first": read_day_first,
    "month_first": read_month_first,
    "month": read_month,
    "day_only": read_day_only,
    "month_day": read_month_day,
    "year": read_year,
}


def without_year(month: int, day: int, near: date | None) -> PartialDate | None:
    """A day and month in the year that ends not later than a week after ``near``."""
    if near is None or not (found := made(near.year, month, day)):
        return None
    return found if (found.first_day - near).days <= 7 else made(near.year - 1, month, day)


def widened(text: str, found: FoundDate) -> FoundDate:
    """The date with "on", "vom" and the weekday before it, and "г." or the time of day after it."""
    words = sections("months")
    start, end = found.start, found.end
    while word := text[:start].rstrip(BEFORE).rpartition(" ")[2].strip("([|"):
        if fold(word).rstrip(".") not in words["before a date"] and fold(word).rstrip(".") not in words["weekdays"]:
            break
        start = text.rindex(word, 0, start)
    if time := TIME_BEFORE.search(text, 0, start):
        start = time.start()
    if after := YEAR_WORD.match(text, end):
        end = after.end()
    if time := TIME.match(text, end):
        end = time.end()
    return FoundDate(start, end, found.date, found.is_whole)
