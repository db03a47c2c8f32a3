"""Dates in credit lines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.posts.attribution_reading.dates import find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("February 5, 2016", "2016-02-05"),
        ("Feb. 5th, 2016 – 14:05 GMT", "2016-02-05"),
        ("Friday, 5 February 2016", "2016-02-05"),
        ("14 December 2016", "2016-12-14"),
        ("14. Dezember 2016", "2016-12-14"),
        ("9 de diciembre de 2016", "2016-12-09"),
        ("05-Feb-2016", "2016-02-05"),
        ("2016-02-05", "2016-02-05"),
        ("2016/2/5", "2016-02-05"),
        ("5.2.2016", "2016-02-05"),
        ("5.2.16", "2016-02-05"),
        ("12/31/2015", "2015-12-31"),
        ("vom 5. Februar 2016", "2016-02-05"),
        ("el 5 de febrero de 2016", "2016-02-05"),
        ("le 1er avril 2015", "2015-04-01"),
        ("9 settembre 2018", "2018-09-09"),
        ("5 de fevereiro de 2016", "2016-02-05"),
        ("8 mei 2012", "2012-05-08"),
        ("5 Februari 2016", "2016-02-05"),
        ("5 февраля 2016 г.", "2016-02-05"),
        ("5 лютого 2016 року", "2016-02-05"),
        ("5 lutego 2016", "2016-02-05"),
        ("2016. február 5.", "2016-02-05"),
        ("5 Şubat 2016", "2016-02-05"),
        ("2016年2月5日", "2016-02-05"),
        ("平成28年2月5日", "2016-02-05"),
        ("2016년 2월 5일", "2016-02-05"),
        ("5 กุมภาพันธ์ 2559", "2016-02-05"),
        ("৫ ফেব্রুয়ারি ২০১৬", "2016-02-05"),
        ("٥ فبراير ٢٠١٦", "2016-02-05"),
        ("ngày 5 tháng 2 năm 2016", "2016-02-05"),
        ("February 2016", "2016-02"),
        ("Spring 2016", "2016"),
        ("2016", "2016"),
    ],
)
def test_a_date_is_found_whole(text: str, expected: str) -> None:
    (found,) = find_dates(f"Outlet, {text}")
    assert str(found.date) == expected
    assert found.end == len(f"Outlet, {text}") or text.endswith((".", "GMT"))


@pytest.mark.parametrize(
    "text", ["Channel 4", "21st Century Wire", "20 Minuten", "30 February 2016", "5:3", "12345", "page 17"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert [found.date for found in find_dates(text) if found.date and found.is_whole] == []


def test_a_day_without_a_year_is_known_only_near_a_day_that_is() -> None:
    (unknown,) = find_dates("BERLIN, 5 Feb (Agency)")
    assert unknown.date is None
    (known,) = find_dates("BERLIN, 5 Feb (Agency)", near=date(2016, 2, 7))
    assert str(known.date) == "2016-02-05"


@given(st.text(max_size=300), st.sampled_from(["", "en", "de", "fr"]))
def test_any_text_is_searched_without_harm(text: str, language: str) -> None:
    for found in find_dates(text, language=language, near=date(2016, 2, 7)):
        assert 0 <= found.start < found.end <= len(text)
