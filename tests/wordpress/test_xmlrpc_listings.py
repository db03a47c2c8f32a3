"""What XML-RPC lists, and in which order: as a real WordPress did when it was asked the same."""

import datetime

import pytest
from django.utils import timezone

from coranto.posts.models import Category, Post
from tests import world as w
from tests.wordpress.test_xmlrpc import Editor, code

pytestmark = pytest.mark.django_db


def test_terms_come_in_the_order_of_the_alphabet_whatever_their_case() -> None:
    who, tag = Editor("editor"), w.make_tag("ebb")
    for name in ("Quay", "aft", "écho"):
        w.make_category(name)
    post = w.make_post("Tide", categories=list(Category.objects.all()), tags=[tag])
    assert [row["name"] for row in who.wp("wp.getTerms", "category")] == ["aft", "écho", "Quay"]
    assert [row["categoryName"] for row in who.wp("wp.getCategories")] == ["aft", "écho", "Quay"]
    assert [row["categoryName"] for row in who.wp("mt.getCategoryList")] == ["aft", "écho", "Quay"]
    shown = who.wp("wp.getPost", post.number, ["terms"])["terms"]
    assert [row["name"] for row in shown] == ["aft", "ebb", "écho", "Quay"]


def test_terms_are_ordered_by_how_many_posts_they_have() -> None:
    who, few, many = Editor("editor"), w.make_category("Few"), w.make_category("Many")
    w.make_post("One", categories=[few, many])
    w.make_post("Two", categories=[many])
    rows = who.wp("wp.getTerms", "category", {"orderby": "count", "order": "DESC", "number": 1})
    assert [row["name"] for row in rows] == ["Many"]


def test_tags_without_public_posts_are_not_listed() -> None:
    w.make_tag("Unused")
    w.make_post("One", tags=[w.make_tag("Used")])
    assert [row["name"] for row in Editor("editor").wp("wp.getTags")] == ["Used"]


def test_posts_are_found_by_where_they_stand() -> None:
    who, later = Editor("editor"), timezone.now() + datetime.timedelta(days=9)
    w.make_post("Out")
    w.make_post("Later", at=f"{later:%Y-%m-%d}")
    w.make_draft("Not yet")

    def titles(**wanted: str) -> list[str]:
        return [row["post_title"] for row in who.wp("wp.getPosts", wanted)]

    assert titles(post_status="publish") == ["Out"]
    assert titles(post_status="future") == ["Later"]
    assert titles(post_status="draft") == ["Not yet"]
    assert titles(post_status="pending") == []
    w.make_post("a boat")
    assert titles(orderby="title", order="ASC") == ["a boat", "Later", "Not yet", "Out"]
    assert {row["title"]: row["post_status"] for row in who.wp("mt.getRecentPostTitles", 9)}["Later"] == "future"


def test_what_is_filed_nowhere_is_filed_under_number_one() -> None:
    who, usual = Editor("editor"), w.make_category("Uncategorized")
    Category.objects.filter(pk=usual.pk).update(number=1)
    number = who.wp("wp.newPost", {"post_title": "Tide"})
    assert [row["name"] for row in who.wp("wp.getPost", number, ["terms"])["terms"]] == ["Uncategorized"]
    harbour = w.make_category("Harbour")
    filed = who.wp("wp.newPost", {"post_title": "Quay", "terms": {"category": [harbour.number]}})
    assert [row["name"] for row in who.wp("wp.getPost", filed, ["terms"])["terms"]] == ["Harbour"]


def test_what_is_deleted_twice_is_gone() -> None:
    who, post = Editor("editor"), w.make_post("Tide")
    assert who.wp("wp.deletePost", post.number) is True
    assert who.wp("wp.getPost", post.number, ["post_name"])["post_name"].endswith("__trashed")
    assert who.wp("wp.deletePost", post.number) is True
    assert not Post.objects.exists()
    assert code(who.wp("wp.deletePost", post.number)) == 404


def test_a_post_that_sticks_has_no_password() -> None:
    sent = {"post_title": "x", "sticky": True, "post_password": "ebb"}
    assert code(Editor("editor").wp("wp.newPost", sent)) == 401


def test_formats_are_told_apart_when_asked_which_the_theme_knows() -> None:
    who = Editor("editor")
    assert "standard" in who.wp("wp.getPostFormats")
    both = who.wp("wp.getPostFormats", {"show-supported": True})
    assert "standard" in both["all"] and "aside" in both["supported"] and "standard" not in both["supported"]


def test_sizes_of_pictures_and_the_hours_of_the_clock_are_numbers_as_wordpress_has_them() -> None:
    told = Editor("editor").wp("wp.getOptions")
    assert told["medium_large_size_w"]["value"] == "768" and told["thumbnail_crop"]["value"] == "1"
    assert isinstance(told["time_zone"]["value"], float)


def test_a_page_tells_its_slug_and_address_in_their_encoded_form() -> None:
    page = w.make_page("Επίπεδο", slug="επίπεδο")
    told = Editor("editor").wp("wp.getPages", 1)[0]
    assert told["page_id"] == page.number
    assert told["wp_slug"] == "%ce%b5%cf%80%ce%af%cf%80%ce%b5%ce%b4%ce%bf"
    assert told["link"] == f"http://digest.example/{told['wp_slug']}/"
