"""An owner's colour stays readable by day and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.core.accents import DARK_PAPER, ENOUGH, LIGHT_PAPER, accent_stylesheet, contrast


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_any_colour_stands_out_on_both_papers(colour: str) -> None:
    day, night = re.findall(r"--accent:(#[0-9a-f]{6})", accent_stylesheet(colour))
    assert contrast(day, LIGHT_PAPER) >= ENOUGH
    assert contrast(night, DARK_PAPER) >= ENOUGH


def test_a_colour_that_is_dark_enough_is_left_alone_by_day() -> None:
    assert "--accent:#8a1c1c" in accent_stylesheet("#8a1c1c")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "8a1c1c", "#8a1c1c;}body{}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        accent_stylesheet(colour)
