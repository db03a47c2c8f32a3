"""Days and times are kept in words, and are the words that Django writes for them."""

import datetime

import pytest
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

from coranto.theme.written_dates import at_time, written_clock, written_day

ZONE = datetime.timezone(datetime.timedelta(hours=-3))
MOMENTS = [
    datetime.datetime(2016, 2, 5, 0, 0, 1, tzinfo=datetime.UTC),
    datetime.datetime(2016, 2, 5, 12, 30, 59, tzinfo=ZONE),
    datetime.datetime(2016, 2, 29, 23, 5, tzinfo=datetime.UTC),
    datetime.datetime(999, 12, 31, 11, 59, tzinfo=ZONE),
]
DAYS = ["F j, Y", "j. F Y", "l, jS M y", "N j", "Y-m-d", r"j \d\e F", "W z t L o", "j F, H:i", "c", "U", "e T", "jمY"]
CLOCKS = ["H:i", "g:i A", "P", "H:i:s", "G:i e", r"H\hi", "f", "H:i u"]


@pytest.mark.parametrize("letters", DAYS)
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_a_day_is_what_django_writes(letters: str, language: str) -> None:
    with translation.override(language):
        for moment in MOMENTS * 2:
            assert written_day(moment, letters, get_language()) == format_date(moment, letters)


@pytest.mark.parametrize("letters", CLOCKS)
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_a_time_is_what_django_writes(letters: str, language: str) -> None:
    with translation.override(language):
        for moment in MOMENTS * 2:
            assert written_clock(moment, letters, get_language()) == format_date(moment, letters)


def test_morning_and_evening_are_written_as_in_php() -> None:
    with translation.override("en"):
        assert [written_clock(moment, "g:i a", get_language()) for moment in MOMENTS[:3]] == [
            "12:00 am",
            "12:30 pm",
            "11:05 pm",
        ]
        assert written_clock(MOMENTS[1], r"g:i:s a \a\t", get_language()) == "12:30:59 pm at"


def test_words_follow_the_language() -> None:
    found = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            found.append(written_day(MOMENTS[0], "F", language))
    assert found == ["February", "Februar", "February"]
    assert at_time("<day>", "<time>", "en") == "<day> at <time>"
