"""How addresses of listings and feeds are written, for every way an owner may have set WordPress up."""

import datetime

import pytest

from coranto.publication.addresses import Addresses, absolute

DATED = "/%year%/%monthnum%/%day%/%postname%/"


def addresses(structure: str = DATED, *, category: str = "category", tag: str = "tag") -> Addresses:
    """The addresses of a site with these settings."""
    return Addresses(structure, category, tag)


@pytest.mark.parametrize(
    ("structure", "category", "tag", "author", "month"),
    [
        (DATED, "/category/a/b/", "/tag/x/", "/author/x/", "/2016/02/"),
        ("/%postname%/", "/category/a/b/", "/tag/x/", "/author/x/", "/2016/02/"),
        ("/blog/%postname%/", "/blog/category/a/b/", "/blog/tag/x/", "/blog/author/x/", "/blog/2016/02/"),
        ("/a/%post_id%", "/a/category/a/b", "/a/tag/x", "/a/author/x", "/a/date/2016/02"),
        ("/%year%/%postname%", "/category/a/b", "/tag/x", "/author/x", "/2016/02"),
    ],
)
def test_listings_follow_the_permalink_pattern(
    structure: str, category: str, tag: str, author: str, month: str
) -> None:
    written = addresses(structure)
    assert written.category("a/b") == category
    assert written.tag("x") == tag
    assert written.author("x") == author
    assert written.date(2016, 2) == month


def test_a_base_given_by_hand_stands_without_the_front() -> None:
    written = addresses("/blog/%postname%/", category="topics", tag="about/words")
    assert written.category("a") == "/topics/a/"
    assert written.tag("x") == "/about/words/x/"


def test_letters_beyond_ascii_are_encoded_in_lower_case() -> None:
    assert addresses().tag("été") == addresses().tag("%c3%a9t%c3%a9") == "/tag/%c3%a9t%c3%a9/"


def test_pages_of_a_listing_are_numbered_from_the_second() -> None:
    assert addresses().numbered("/tag/x/", 1) == "/tag/x/"
    assert addresses().numbered("/tag/x/", 2) == "/tag/x/page/2/"
    assert addresses().numbered("/", 3) == "/page/3/"


def test_feeds_stand_below_what_they_are_of() -> None:
    assert addresses().feed() == "/feed/"
    assert addresses().feed("/tag/x/", "atom") == "/tag/x/feed/atom/"
    assert addresses("/%postname%").feed("/tag/x") == "/tag/x/feed"


def test_days_have_two_digits() -> None:
    day = datetime.date(2016, 2, 7)
    assert addresses().date(day.year, day.month, day.day) == "/2016/02/07/"


def test_whole_addresses_begin_with_the_site_s() -> None:
    assert absolute("/tag/x/") == "http://digest.example/tag/x/"
    assert absolute("https://elsewhere.example/") == "https://elsewhere.example/"
