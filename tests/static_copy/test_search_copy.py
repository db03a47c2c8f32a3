"""Search in a copy, by pagefind where it is installed."""

import json
from pathlib import Path

import pytest

from coranto.static_copy.search import can_search
from tests.static_copy.copying import contents, copy
from tests.world import make_page, make_post

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not can_search(), reason="pagefind is not installed: this test has NOT run"),
]


def test_posts_and_pages_are_found_and_listings_are_not(tmp_path: Path) -> None:
    for number in range(4):
        make_post(f"Tide {number}")
    make_page("About us", slug="about")
    copied = copy(tmp_path)
    assert copied.has_search and not copied.broken and not copied.failed
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text())
    assert sum(language["page_count"] for language in entry["languages"].values()) == 5
    page = (tmp_path / "search/index.html").read_text()
    assert '<div id="pagefind">' in page and 'src="/pagefind/pagefind-ui.js"' in page
    assert "?s" not in page
    assert 'action="/search/"' in (tmp_path / "index.html").read_text()
    assert copy(tmp_path).changed == 0


def test_what_is_gone_cannot_be_found(tmp_path: Path) -> None:
    make_post("A tide")
    post = make_post("Gone tomorrow", slug="gone", at="2014-05-06")
    copy(tmp_path)
    fragments = {name for name in contents(tmp_path) if name.startswith("pagefind/fragment/")}
    post.delete()
    copy(tmp_path)
    left = {name for name in contents(tmp_path) if name.startswith("pagefind/fragment/")}
    assert (len(fragments), len(left)) == (2, 1)


def test_a_page_called_search_keeps_its_place(tmp_path: Path) -> None:
    make_page("Search", slug="search", body="<p>How we look for things.</p>")
    copy(tmp_path)
    assert "How we look for things." in (tmp_path / "search/index.html").read_text()
    assert '<div id="pagefind">' in (tmp_path / "-/search/index.html").read_text()


def test_without_pagefind_the_forms_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.static_copy.run.can_search", lambda: False)
    make_post("A tide")
    copied = copy(tmp_path)
    assert "search: left out" in "\n".join(copied.in_words())
    assert not (tmp_path / "pagefind").exists()
    assert "<form" not in (tmp_path / "index.html").read_text()
