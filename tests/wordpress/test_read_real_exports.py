"""Exports that WordPress and WordPress.com made, read whole. The counts are taken again here by other means."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coranto.wordpress.wxr.records import ItemRecord, SiteRecord, TermRef
from tests.wordpress.reading import read_whole

REAL = [
    "theme-unit-test.wxr.xml",
    "wordpress-com-2025.wxr.xml",
    "wordpress-3.1-small.wxr.xml",
    "wordpress-3.0-wxr-1.0.wxr.xml",
    "utf-8-challenges.wxr.xml",
]


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def texts(element: ET.Element, name: str) -> list[str]:
    """The texts of the children of that name."""
    return [child.text or "" for child in element if local(child.tag) == name]


@pytest.mark.parametrize("name", REAL)
def test_every_element_of_a_real_export_is_read(shared: Path, name: str) -> None:
    path = shared / "wordpress" / name
    reading = read_whole(path)
    channel = ET.parse(path).getroot().find("channel")
    assert channel is not None
    items = channel.findall("item")
    assert Counter(item.post_type for item in reading.items) == Counter(texts(item, "post_type")[0] for item in items)
    assert [item.wp_id for item in reading.items] == [int(texts(item, "post_id")[0]) for item in items]
    assert [item.content for item in reading.items] == [texts(item, "encoded")[0] for item in items]
    assert [len(item.comments) for item in reading.items] == [len(texts(item, "comment")) for item in items]
    assert [len(item.meta) for item in reading.items] == [len(texts(item, "postmeta")) for item in items]
    top = Counter(local(child.tag) for child in channel)
    assert len(reading.authors) == top["author"]
    assert len(reading.terms) == top["category"] + top["tag"] + top["term"]
    assert reading.site.wxr_version in ("1.0", "1.1", "1.2")
    assert not [item for item in reading.items if item.damaged or item.unknown]


@pytest.mark.parametrize("name", REAL)
def test_the_place_of_every_item_is_right(shared: Path, name: str) -> None:
    raw = (shared / "wordpress" / name).read_bytes()
    items = read_whole(shared / "wordpress" / name).items
    assert [item.byte for item in items] == [match.start() for match in re.finditer(rb"<item>", raw)]


def by_id(items: list[ItemRecord]) -> dict[int, ItemRecord]:
    """Items by their WordPress id."""
    return {item.wp_id: item for item in items}


def test_the_theme_unit_test_comes_out_as_wordpress_means_it(shared: Path) -> None:
    reading = read_whole(shared / "wordpress/theme-unit-test.wxr.xml")
    items = by_id(reading.items)
    assert reading.kinds == ["date", "text"]  # a pubDate of the year 20081; a stray quote between two fields
    assert [problem.item_id for problem in reading.problems] == [764, 1151]
    assert sum(len(item.comments) for item in reading.items) == 33
    assert Counter(c.kind for item in reading.items for c in item.comments) == {
        "comment": 29,
        "pingback": 2,
        "trackback": 2,
    }
    assert {item.status for item in reading.items} >= {"publish", "draft", "future"}
    assert [item.title for item in reading.items if item.password] == [
        'Template: Password Protected (the password is "enter")'
    ]
    assert sum(item.is_sticky for item in reading.items) >= 1
    assert [item.slug for item in items.values() if item.post_type == "post" and not item.title] == [
        "edge-case-no-title"
    ]


def test_the_wordpress_com_export_keeps_local_and_gmt_dates_apart(shared: Path) -> None:
    reading = read_whole(shared / "wordpress/wordpress-com-2025.wxr.xml")
    assert not reading.problems
    post = next(item for item in reading.items if item.post_type == "post" and item.status == "publish")
    assert post.posted_local is not None and post.posted_local.tzinfo is None
    assert post.posted_gmt is not None and post.posted_gmt.tzinfo is UTC
    assert any(item.attachment_url.startswith("https://") for item in reading.items)
    assert [element.name for element in reading.site.unknown] == ["image"]


def test_wordpress_3_1_has_a_draft_without_dates(shared: Path) -> None:
    reading = read_whole(shared / "wordpress/wordpress-3.1-small.wxr.xml")
    assert not reading.problems
    (draft,) = [item for item in reading.items if item.status == "draft"]
    assert draft.posted_gmt is None and draft.pub_date is None
    assert draft.posted_local == datetime(2011, 1, 18, 7, 46, 29)  # noqa: DTZ001


def test_wxr_1_0_names_each_term_of_an_item_once(shared: Path) -> None:
    reading = read_whole(shared / "wordpress/wordpress-3.0-wxr-1.0.wxr.xml")
    assert not reading.problems
    assert not reading.authors
    terms = [term for item in reading.items for term in item.terms]
    assert {term.domain for term in terms} == {"category", "post_tag"}
    assert TermRef("category", "alpha", "alpha") in terms
    assert all(len(set(item.terms)) == len(item.terms) for item in reading.items)
    assert {term.taxonomy for term in reading.terms} == {"category", "post_tag"}


def test_difficult_unicode_comes_through_unchanged(shared: Path) -> None:
    path = shared / "wordpress/utf-8-challenges.wxr.xml"
    item = read_whole(path).item
    assert "&#xD800;&#xDC00;" in item.content  # inside CDATA a reference is only text
    assert "\u202e" in read_whole(path).site.title
    assert item.content in path.read_text()


def test_the_generator_is_known_from_the_first_record_on(shared: Path) -> None:
    records = read_whole(shared / "wordpress/utf-8-challenges.wxr.xml").records
    sites = [record.generator for record in records if isinstance(record, SiteRecord)]
    assert sites == ["WordPress/6.5.4", "https://wordpress.org/?v=6.5.4"]
