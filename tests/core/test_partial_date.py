"""Dates known to a day, a month or a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.core.partial_date import PartialDate


@pytest.mark.parametrize("text", ["2016", "2016-02", "2016-02-05", "0987"])
def test_iso_text_comes_back_as_it_was(text: str) -> None:
    assert str(PartialDate.from_iso(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "16", "2016-2", "2016-13", "2016-02-30", "2016-02-05T10:00", "5.2.2016", "0000", "٢٠١٦", "2016\n"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_iso(text)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2016, day=5)


def test_a_month_sorts_by_its_first_day() -> None:
    assert PartialDate(2016, 2).first_day == date(2016, 2, 1)
    assert PartialDate(2016).first_day == date(2016, 1, 1)


@given(st.dates())
def test_every_day_survives_the_round_trip(day: date) -> None:
    partial = PartialDate(day.year, day.month, day.day)
    assert PartialDate.from_iso(str(partial)) == partial
    assert partial.first_day == day
