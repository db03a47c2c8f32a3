"""What an export does not state is read from what it holds."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from coranto.wordpress.mapping.inference import Clues, structure_of
from coranto.wordpress.mapping.origins import SiteAddress, upload_path
from coranto.wordpress.mapping.php_values import NotPlainError, read_php
from tests.wordpress.importing import filed, post, site

ADDRESS = SiteAddress("digest.example")
NOON = datetime(2024, 3, 7, 11, 45, 9)  # noqa: DTZ001 - a wall clock has no zone


def linked(path: str, **fields: object) -> str:
    """The pattern read from a post at this path."""
    given = {"slug": "a-name", "posted_local": NOON, "terms": filed("alps")} | fields
    return structure_of(post(1880, **given, link=f"https://www.digest.example{path}"), ADDRESS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "structure"),
    [
        ("/2024/03/07/a-name/", "/%year%/%monthnum%/%day%/%postname%/"),
        ("/2024/03/a-name/", "/%year%/%monthnum%/%postname%/"),
        ("/a-name/", "/%postname%/"),
        ("/a-name", "/%postname%"),
        ("/archives/1880", "/archives/%post_id%"),
        ("/2024/03/07/a-name.html", "/%year%/%monthnum%/%day%/%postname%.html"),
        ("/europe/alps/a-name/", "/%category%/%postname%/"),
        ("/editor/a-name/", "/%author%/%postname%/"),
        ("/blog/2024/a-name/", "/blog/%year%/%postname%/"),
        ("/2024/03/07/11/45/09/1880/", "/%year%/%monthnum%/%day%/%hour%/%minute%/%second%/%post_id%/"),
        ("/?p=1880", ""),
        ("/", ""),
        ("/something/else/", ""),
    ],
)
def test_the_pattern_of_permalinks_is_read_from_an_address(path: str, structure: str) -> None:
    assert linked(path) == structure


def test_most_posts_decide_on_the_pattern() -> None:
    clues = Clues(address=ADDRESS)
    for number in range(1, 10):
        clues.take(post(number))
    clues.take(post(11, link="https://digest.example/moved/post-11/"))
    assert clues.structure == "/%year%/%monthnum%/%day%/%postname%/"


def clock(zone: str, months: range = range(1, 13)) -> Clues:
    """The clues of a site with a post in each month, by the clock of a zone."""
    clues = Clues(address=ADDRESS)
    for month in months:
        gmt = datetime(2023, month, 15, 12, tzinfo=UTC)
        local = gmt.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
        clues.take(post(month, posted_gmt=gmt, posted_local=local))
    return clues


@pytest.mark.parametrize(
    "zone",
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "America/Phoenix", "Asia/Tehran"],
)
def test_the_zone_is_read_from_the_two_clocks(zone: str) -> None:
    found, whole_year = clock(zone).zone, range(1, 13)
    for month in whole_year:
        moment = datetime(2023, month, 15, 12, tzinfo=UTC)
        assert moment.astimezone(found).utcoffset() == moment.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset()


def test_an_offset_that_no_usual_zone_has_all_year_is_a_fixed_one() -> None:
    clues = Clues(address=ADDRESS)
    for month in range(1, 13):
        gmt = datetime(2023, month, 15, 12, tzinfo=UTC)
        clues.take(post(month, posted_gmt=gmt, posted_local=(gmt + timedelta(hours=13)).replace(tzinfo=None)))
    assert clues.zone_name == "Etc/GMT-13"


def test_bases_of_categories_and_tags_are_read_from_links_in_texts() -> None:
    clues = Clues(address=ADDRESS)
    text = (
        '<a href="https://digest.example/topics/alps/">Alps</a> <a href="https://digest.example/words/tide/">tide</a>'
    )
    clues.take(post(1, content=text, terms=(*filed("alps"), *filed("tide", domain="post_tag"))))
    assert (clues.base("category"), clues.base("post_tag")) == ("topics", "words")
    assert Clues().base("category") == "category"


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("https://digest.example/a/?b=1#c", "/a/?b=1#c"),
        ("http://www.digest.example", "/"),
        ("//digest.example/a", "/a"),
        ("https://other.example/a/", None),
        ("mailto:a@digest.example", None),
        ("http://[broken", None),
        ("/a/", None),
    ],
)
def test_an_address_is_on_the_site_or_not(url: str, local: str | None) -> None:
    assert ADDRESS.local(url) == local


def test_a_site_in_a_folder_moves_to_the_root() -> None:
    address = SiteAddress.of(site("https://digest.example/blog/"))
    assert address.local("https://digest.example/blog/2024/a/") == "/2024/a/"
    assert address.local("https://digest.example/blogger/") is None
    assert address.key == "digest.example/blog"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://digest.example/wp-content/uploads/2024/05/a.png", "2024/05/a.png"),
        ("https://digest.example/blog/wp-content/uploads/sites/3/2024/a.png", "2024/a.png"),
        ("https://digest.files.wordpress.com/2024/05/a.png?w=300", "2024/05/a.png"),
        ("https://i0.wp.com/digest.example/wp-content/uploads/a.png", "a.png"),
        ("https://digest.example/wp-content/uploads/../../wp-config.php", ""),
        ("https://digest.example/", ""),
    ],
)
def test_where_a_file_lay_is_read_from_its_address(url: str, path: str) -> None:
    assert upload_path(url) == path


@pytest.mark.parametrize(
    "text", ["", "a:1:{", 'O:8:"stdClass":0:{}', 's:5:"ab";', "i:x;", "a:99999999:{}", "a:1:{i:0;" * 30]
)
def test_php_values_that_are_damaged_or_no_plain_ones_are_refused(text: str) -> None:
    with pytest.raises(NotPlainError):
        read_php(text)


def test_php_values_are_read() -> None:
    text = 'a:3:{s:1:"w";i:640;s:1:"s";a:1:{i:0;s:4:"é.j";}s:1:"n";N;}'
    assert read_php(text) == {"w": 640, "s": {0: "é.j"}, "n": None}
