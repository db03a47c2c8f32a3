"""Categories, tags and menus arrive as they were; what has no place is kept."""

from pathlib import Path

import pytest

from coranto.posts.models import Category, ListingCount, Post, Tag
from coranto.publication.models import Menu, MenuItem
from coranto.wordpress.models import Arrival, KeptItem
from coranto.wordpress.wxr.records import ItemRecord, TermRecord
from tests.wordpress.importing import bring_in, category, export_file, filed, metas, page, post, said, site

pytestmark = pytest.mark.django_db


def tree() -> dict[str, str]:
    """The path of each category by its slug."""
    return dict(Category.objects.values_list("slug", "path"))


def test_categories_nest_whatever_order_they_come_in(tmp_path: Path) -> None:
    terms = [category("alps", parent="europe"), category("europe", parent="world"), category("world")]
    bring_in(export_file(tmp_path, post(1, terms=filed("alps")), terms=terms))
    assert tree() == {"world": "world", "europe": "world/europe", "alps": "world/europe/alps"}
    counts = {entry.key: entry.count for entry in ListingCount.objects.filter(kind="category")}
    assert counts == {found.pk: 1 for found in Category.objects.all()}


def test_categories_below_themselves_stand_at_the_top(tmp_path: Path) -> None:
    terms = [
        category("a", parent="b"),
        category("b", parent="a"),
        category("c", parent="c"),
        category("d", parent="gone"),
    ]
    report = bring_in(export_file(tmp_path, terms=terms))
    assert tree() == {"b": "b", "a": "b/a", "c": "c", "d": "d"}
    assert len(said(report, "bent")) == 3


def test_equal_names_under_two_parents_stay_apart(tmp_path: Path) -> None:
    terms = [category("a"), category("b"), category("x", parent="a", name="X"), category("x-b", parent="b", name="X")]
    bring_in(export_file(tmp_path, post(1, terms=filed("x")), post(2, terms=filed("x-b")), terms=terms))
    assert [post.categories.get().path for post in Post.objects.order_by("number")] == ["a/x", "b/x-b"]


def test_names_are_plain_text(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, terms=[category("a", name="Bread &amp; Salt")]))
    assert Category.objects.get().name == "Bread & Salt"


def test_terms_keep_their_numbers_even_where_a_category_and_a_tag_share_one(tmp_path: Path) -> None:
    terms = [category("news", wp_id=5), TermRecord("post_tag", 5, "news", name="News")]
    bring_in(export_file(tmp_path, terms=terms))
    assert (Category.objects.get().number, Tag.objects.get().number) == (5, 5)


def test_a_term_that_only_a_post_names_is_made(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, terms=(*filed("news"), *filed("tide", domain="post_tag")))))
    found = Post.objects.get()
    assert found.categories.get().slug == "news" and found.tags.get().slug == "tide"


def test_the_oldest_exports_name_terms_twice_and_without_slugs(shared: Path) -> None:
    bring_in(shared / "wordpress" / "wordpress-3.0-wxr-1.0.wxr.xml")
    assert Category.objects.count() == 5 and Tag.objects.count() == 4
    assert max(found.categories.count() for found in Post.objects.all()) <= 3


def test_terms_of_other_taxonomies_are_kept_whole(tmp_path: Path) -> None:
    path = export_file(tmp_path, terms=[TermRecord("series", 9, "lamps", name="Lamps", description="On lamps.")])
    report = bring_in(path)
    kept = KeptItem.objects.get()
    assert (kept.kind, kept.number, kept.content["description"]) == ("term:series", 9, "On lamps.")
    assert report.counts["term:series"] == {"kept": 1}
    assert bring_in(path).counts["term:series"] == {"unchanged": 1}


def test_two_sites_share_a_category_of_one_slug_and_keep_their_numbers_apart(tmp_path: Path) -> None:
    other = "https://other.example"
    bring_in(export_file(tmp_path, post(1, terms=filed("news")), terms=[category("news", wp_id=3)]))
    second = export_file(
        tmp_path,
        post(9, base=other, terms=filed("news", "local")),
        of=site(other),
        terms=[category("news", wp_id=8), category("local", wp_id=3, parent="news")],
        name="b.xml",
    )
    report = bring_in(second)
    assert tree() == {"news": "news", "local": "news/local"}
    assert Category.objects.get(slug="news").number == 3 and Category.objects.get(slug="local").number == 9
    assert "is one here with the one of that slug that was here before" in said(report, "bent")


def link(wp_id: int, menu: str = "main", **fields: str) -> ItemRecord:
    """A link of a menu."""
    order = int(fields.pop("order", wp_id))
    title = fields.pop("title", "")
    meta = {f"_menu_item_{name}": value for name, value in fields.items()}
    terms = filed(menu, domain="nav_menu")
    return post(
        wp_id,
        post_type="nav_menu_item",
        title=title,
        menu_order=order,
        terms=terms,
        meta=metas(**meta),
        content="",
        link="",
    )


def test_menus_lead_where_they_led(tmp_path: Path) -> None:
    items = (
        link(90, type="custom", url="https://digest.example/about/?x=1", title="Custom"),
        link(91, type="post_type", object="page", object_id="2", menu_item_parent="90"),
        link(92, type="taxonomy", object="category", object_id="7"),
        link(93, type="post_type", object="post", object_id="1", title="My label"),
        link(94, type="custom", url="javascript:alert(1)", title="Bad"),
        link(95, type="post_type", object="page", object_id="999"),
        page(2, slug="about", title="About us"),
        post(1),
    )
    terms = [
        category("world"),
        category("alps", wp_id=7, parent="world"),
        TermRecord("nav_menu", 4, "main", name="Main"),
    ]
    report = bring_in(export_file(tmp_path, *items, terms=terms))
    menu = Menu.objects.get()
    assert (menu.name, menu.place) == ("Main", Menu.Place.PRIMARY)
    found = [(each.label, each.address, each.parent and each.parent.label) for each in MenuItem.objects.all()]
    assert found == [
        ("Custom", "/about/?x=1", None),
        ("About us", "/about/", "Custom"),
        ("Alps", "/category/world/alps/", None),
        ("My label", "/2024/05/01/post-1/", None),
        ("Bad", "#", None),
    ]
    assert said(report, "skipped") == ["what it leads to is not in the export"]


def test_menus_that_come_again_change_no_row(tmp_path: Path) -> None:
    terms = [TermRecord("nav_menu", 4, "main", name="Main")]
    path = export_file(tmp_path, link(90, type="custom", url="https://a.example/", title="A"), terms=terms)
    bring_in(path)
    before = list(Arrival.objects.order_by("pk").values())
    assert bring_in(path).counts["menu item"] == {"unchanged": 1}
    assert list(Arrival.objects.order_by("pk").values()) == before


def test_menus_that_were_rearranged_here_are_left_alone(tmp_path: Path) -> None:
    terms = [TermRecord("nav_menu", 4, "main", name="Main")]
    bring_in(export_file(tmp_path, link(90, type="custom", url="https://a.example/", title="A"), terms=terms))
    MenuItem.objects.update(label="Mine")
    report = bring_in(export_file(tmp_path, link(90, type="custom", url="https://a.example/", title="B"), terms=terms))
    assert MenuItem.objects.get().label == "Mine"
    assert report.counts["menu item"] == {"edited_here": 1}


def test_links_of_menus_that_come_round_to_themselves_stand_at_the_top(tmp_path: Path) -> None:
    ring = (
        link(90, type="custom", url="https://a.example/", title="A", menu_item_parent="91"),
        link(91, type="custom", url="https://b.example/", title="B", menu_item_parent="90"),
    )
    bring_in(export_file(tmp_path, *ring))
    assert not MenuItem.objects.filter(parent__isnull=False).exclude(parent__parent=None).exists()
    assert MenuItem.objects.filter(parent=None).exists()
