"""Drawings for people without a picture."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coranto.core.avatars import avatar_etag, avatar_svg


@given(st.text(max_size=80))
def test_every_key_gives_a_small_drawing_of_plain_shapes(key: str) -> None:
    svg = avatar_svg(key)
    root = etree.fromstring(svg)
    assert len(svg) < 1200
    assert {etree.QName(element).localname for element in root.iter()} == {"svg", "path"}
    assert {name for element in root.iter() for name in element.attrib} == {"viewBox", "fill", "d"}


def test_a_key_always_gives_the_same_drawing() -> None:
    assert avatar_svg("reader") == avatar_svg("reader")


def test_two_hundred_readers_look_different() -> None:
    assert len({avatar_svg(f"reader {number}") for number in range(200)}) == 200


def test_the_key_is_not_in_the_drawing() -> None:
    assert "ansa@merrow.example" not in avatar_svg("ansa@merrow.example") + avatar_etag("ansa@merrow.example")


def test_the_entity_tag_is_quoted_and_belongs_to_the_key() -> None:
    assert avatar_etag("a").startswith('"') and avatar_etag("a").endswith('"')
    assert avatar_etag("a") != avatar_etag("b")
