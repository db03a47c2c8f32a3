"""Text out of HTML, cut as WordPress cuts it."""

import pytest

from coranto.core.text import strip_tags, trim_words

CASES = [
    ("<p>one two</p>\n<p>three</p>", "one two three"),
    ("<script>var a = '<b>';</script>one<style>b{}</style>", "one"),
    ("one<!-- two --> three", "one three"),
    ("one &amp; two&nbsp;three", "one &amp; two&nbsp;three"),
    ("  one\t\ntwo  ", "one two"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "text"), CASES)
def test_tags_go_and_words_stay(html: str, text: str) -> None:
    assert trim_words(html) == text


def test_a_longer_text_ends_after_55_words_with_the_mark_for_more() -> None:
    assert trim_words("w " * 55) == " ".join(["w"] * 55)
    assert trim_words("w " * 56) == " ".join(["w"] * 55) + " [&hellip;]"
    assert trim_words("a b c", 2, more="…") == "a b…"


def test_a_comparison_is_no_tag() -> None:
    assert strip_tags("1 < 2 and 3 > 2") == "1 < 2 and 3 > 2"
