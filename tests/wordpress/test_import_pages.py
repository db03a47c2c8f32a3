"""Pages come into the tree at their places, whatever order they come in."""

from pathlib import Path

import pytest
from wagtail.models import Page

from coranto.pages.models import PageOriginal, StaticPage
from coranto.publication.models import Publication
from tests.wordpress.importing import BASE, bring_in, export_file, page, post, said

pytestmark = pytest.mark.django_db


def addresses() -> dict[int, str]:
    """Where each page is, by its number; and a look at whether the tree is sound."""
    assert Page.find_problems() == ([], [], [], [], [])
    return {found.number: found.url_path.removeprefix("/site") for found in StaticPage.objects.all()}


def test_pages_nest_as_they_did(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(1, slug="a"), page(2, slug="b", parent_id=1), page(3, slug="c", parent_id=2)))
    assert addresses() == {1: "/a/", 2: "/a/b/", 3: "/a/b/c/"}


def test_a_parent_may_come_later_in_the_file(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(3, slug="c", parent_id=2), page(2, slug="b", parent_id=1), page(1, slug="a")))
    assert addresses() == {1: "/a/", 2: "/a/b/", 3: "/a/b/c/"}


def test_a_parent_may_come_in_a_later_file(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(3, slug="c", parent_id=2), page(2, slug="b", parent_id=1), name="x.000.xml"))
    assert addresses() == {2: "/b/", 3: "/b/c/"}
    bring_in(export_file(tmp_path, page(1, slug="a"), name="x.001.xml"))
    assert addresses() == {1: "/a/", 2: "/a/b/", 3: "/a/b/c/"}


def test_pages_below_themselves_stay_and_are_told(tmp_path: Path) -> None:
    ring = (page(1, slug="a", parent_id=2), page(2, slug="b", parent_id=1), page(3, slug="c", parent_id=3))
    report = bring_in(export_file(tmp_path, *ring))
    assert addresses() == {1: "/b/a/", 2: "/b/", 3: "/c/"}
    assert len(said(report, "bent")) == 2


def test_two_pages_of_one_name_get_addresses_of_their_own(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, page(1, slug="a"), page(2, slug="a"), page(3, slug="x", parent_id=2)))
    assert addresses() == {1: "/a/", 2: "/a-2/", 3: "/a-2/x/"}
    assert said(report, "bent") == ["another page has its address, so its slug is a-2"]


def test_equal_names_under_two_parents_are_no_clash(tmp_path: Path) -> None:
    items = (page(1, slug="a"), page(2, slug="b"), page(3, slug="x", parent_id=1), page(4, slug="x", parent_id=2))
    bring_in(export_file(tmp_path, *items))
    assert addresses() == {1: "/a/", 2: "/b/", 3: "/a/x/", 4: "/b/x/"}


def test_slugs_of_any_script_are_decoded(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(1, slug="%ce%b1%ce%b2", link=f"{BASE}/%ce%b1%ce%b2/")))
    assert addresses() == {1: "/αβ/"}


def test_a_page_that_was_not_public_is_not_public_here(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(1, status="draft"), page(2, status="private"), page(3, password="x")))
    found = {each.number: (each.live, each.is_private, each.password) for each in StaticPage.objects.all()}
    assert found == {1: (False, False, ""), 2: (True, True, ""), 3: (True, False, "x")}


def test_a_page_at_the_root_is_the_front_page(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(5, slug="home", link=f"{BASE}/"), post(6)))
    assert Publication.objects.current().front_page_number == 5


def test_what_a_page_was_is_kept(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(1, content="[unknown]")))
    assert PageOriginal.objects.get().content == "[unknown]"


def test_a_newer_export_moves_and_renames_pages(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, page(1, slug="a"), page(2, slug="b"), page(3, slug="c", parent_id=1)))
    changed = (page(1, slug="a"), page(2, slug="new"), page(3, slug="c", parent_id=2, content="Changed."))
    bring_in(export_file(tmp_path, *changed))
    assert addresses() == {1: "/a/", 2: "/new/", 3: "/new/c/"}
    assert "Changed." in StaticPage.objects.get(number=3).body_html
