"""The navigation of a block theme becomes a menu, once."""

from pathlib import Path

import pytest

from coranto.publication.models import Menu, MenuItem
from coranto.wordpress.models import KeptItem
from coranto.wordpress.wxr.records import ItemRecord
from tests.wordpress.importing import BASE, bring_in, category, export_file, filed, page, post

pytestmark = pytest.mark.django_db
BLOCKS = (
    '<!-- wp:home-link {"label":"Home"} /-->'
    '<!-- wp:navigation-link {"label":"About &amp; us","type":"page","id":7,"url":"'
    + BASE
    + '/about/","kind":"post-type"} /-->'
    '<!-- wp:navigation-submenu {"label":"Themes","url":"#"} -->'
    '<!-- wp:navigation-link {"label":"Alps","type":"category","id":3,"kind":"taxonomy","url":"x"} /-->'
    '<!-- wp:navigation-link {"label":"Bad","url":"javascript:alert(1)"} /-->'
    "<!-- /wp:navigation-submenu -->"
    '<!-- wp:navigation-link {"label":"Gone","type":"page","id":999,"url":"' + BASE + '/gone/","kind":"post-type"} /-->'
    '<!-- wp:navigation-link {"label":["odd"],"url":5,"id":{}} /-->'
)


def navigation(wp_id: int, content: str, **fields: str) -> ItemRecord:
    """A navigation of the site editor."""
    return post(wp_id, post_type="wp_navigation", title="Navigation", slug=f"nav-{wp_id}", content=content, **fields)


def tree(menu: Menu, parent: MenuItem | None = None) -> list[object]:
    """The labels, addresses and what is below each."""
    return [(item.label, item.address, tree(menu, item)) for item in menu.items.filter(parent=parent)]


def test_links_and_submenus_become_a_menu(tmp_path: Path) -> None:
    items = (navigation(9, BLOCKS), page(7, slug="about"), post(1, terms=filed("alps")))
    bring_in(export_file(tmp_path, *items, terms=[category("alps", wp_id=3)]))
    menu = Menu.objects.get()
    assert (menu.name, menu.place) == ("Navigation", Menu.Place.PRIMARY)
    assert tree(menu) == [
        ("Home", "/", []),
        ("About & us", "/about/", []),
        ("Themes", "#", [("Alps", "/category/alps/", []), ("Bad", "#", [])]),
        ("Gone", "/gone/", []),
    ]
    assert KeptItem.objects.get(kind="wp_navigation").number == 9


def test_the_list_of_pages_holds_the_public_pages_in_order(tmp_path: Path) -> None:
    pages = [
        page(2, slug="b", title="B", menu_order=2),
        page(3, slug="a", title="A", menu_order=1),
        page(4, slug="deep", title="Deep", parent_id=2, link=f"{BASE}/b/deep/"),
        page(5, slug="hidden", status="private"),
    ]
    bring_in(export_file(tmp_path, navigation(9, "<!-- wp:page-list /-->"), *pages))
    assert tree(Menu.objects.get()) == [("A", "/a/", []), ("B", "/b/", [("Deep", "/b/deep/", [])])]


def test_a_menu_is_made_once_and_stays_deleted(tmp_path: Path) -> None:
    export = export_file(tmp_path, navigation(9, BLOCKS), page(7, slug="about"))
    bring_in(export)
    bring_in(export)
    assert Menu.objects.count() == 1
    Menu.objects.all().delete()
    bring_in(export)
    assert not Menu.objects.exists()


@pytest.mark.parametrize("content", ["", "words", "<!-- wp:search /-->", "<!-- wp:navigation-link {} /-->"])
def test_a_navigation_without_links_makes_no_menu(tmp_path: Path, content: str) -> None:
    bring_in(export_file(tmp_path, navigation(9, content), navigation(10, BLOCKS, status="draft")))
    assert not Menu.objects.exists()
