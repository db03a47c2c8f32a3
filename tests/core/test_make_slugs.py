"""Slugs from titles; the expectations are answers of a real WordPress."""

import pytest

from coranto.core.slugs import slugify

CASES = [
    ("Hello, World!", "hello-world"),
    ("Été à Paris – l'eau", "ete-a-paris-leau"),
    ("Straße & Œuvre", "strase-oeuvre"),
    ("Łódź ı İstanbul", "lodz-i-istanbul"),
    ("Привет", "%d0%bf%d1%80%d0%b8%d0%b2%d0%b5%d1%82"),
    ("漢字 test", "%e6%bc%a2%e5%ad%97-test"),
    ("10.5 × 3/4", "10-5-x-3-4"),
    ("100% sure %20", "100-sure-%20"),
    ("<b>bold</b> &amp; it&#8217;s", "bold-its"),
    ("“Quoted” … ©", "quoted"),
    ("a_b--c", "a_b-c"),
    ("£5 or €5", "5-or-e5"),
    ("e\u0301", "e"),
    ("!?", ""),
]


@pytest.mark.parametrize(("title", "slug"), CASES)
def test_a_title_gives_wordpress_slug(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize(("letter", "length"), [("a", 200), ("é", 200), ("漢", 198), ("П", 198), ("😀", 192)])
def test_a_long_slug_is_cut_after_a_whole_character(letter: str, length: int) -> None:
    assert len(slugify(letter * 300)) == length
