"""Real exports come in whole: by count and at their addresses."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from coranto.comments.models import Comment
from coranto.core.addresses import normal_path
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Category, Permalink, Post
from coranto.publication.models import Menu, MenuItem, Publication
from coranto.wordpress.importing.reports import Report
from coranto.wordpress.importing.run import run_import
from coranto.wordpress.models import Arrival, KeptItem
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import ItemRecord

AT = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
EXPORTS = (
    "theme-unit-test",
    "utf-8-challenges",
    "wordpress-3.0-wxr-1.0",
    "wordpress-3.1-small",
    "wordpress-com-2025",
)
pytestmark = pytest.mark.django_db


def bring_in(path: Path) -> Report:
    """One import, as the command does it."""
    return run_import([path], at=AT)


def items_of(path: Path) -> list[ItemRecord]:
    """All items of an export."""
    return [record for record in read_export([path], on_problem=lambda problem: None) if isinstance(record, ItemRecord)]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_item_and_comment_arrives(shared: Path, name: str) -> None:
    path = shared / "wordpress" / f"{name}.wxr.xml"
    items = items_of(path)
    bring_in(path)
    there = Counter(item.post_type for item in items)
    assert Post.objects.count() == there.pop("post", 0)
    assert StaticPage.objects.count() == there.pop("page", 0)
    assert Attachment.objects.count() == there.pop("attachment", 0)
    from_navigations = Menu.objects.filter(pk__in=Arrival.objects.filter(there__endswith="#menu").values("here"))
    assert MenuItem.objects.exclude(menu__in=from_navigations).count() == there.pop("nav_menu_item", 0)
    assert Counter(KeptItem.objects.exclude(kind__startswith="term:").values_list("kind", flat=True)) == there
    assert Comment.objects.count() == sum(len(item.comments) for item in items)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_public_post_keeps_its_number_and_address(shared: Path, name: str) -> None:
    path = shared / "wordpress" / f"{name}.wxr.xml"
    bring_in(path)
    public = [item for item in items_of(path) if item.post_type == "post" and item.status in ("publish", "private")]
    for item in public:
        post = Post.objects.get(number=item.wp_id)
        assert post.guid == item.guid
        assert Permalink.objects.get(path=normal_path(post.path), is_current=True).post == post
        if item.link.count("/") > 3 and "?" not in item.link:
            address = "/" + item.link.split("/", 3)[3]
            assert normal_path(address).endswith(normal_path(post.path))


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_export_again_changes_nothing(shared: Path, name: str) -> None:
    path = shared / "wordpress" / f"{name}.wxr.xml"
    bring_in(path)
    report = bring_in(path)
    assert {what for kind, acts in report.counts.items() for what in acts if kind != "file"} == {"unchanged"}


def test_an_empty_home_takes_over_the_settings_of_the_site(shared: Path) -> None:
    bring_in(shared / "wordpress" / "wordpress-com-2025.wxr.xml")
    publication = Publication.objects.current()
    assert publication.name == publication.site.site_name == "My Site Title"
    assert publication.time_zone == "America/Los_Angeles"
    assert publication.permalink_structure == "/%year%/%monthnum%/%day%/%postname%/"
    assert publication.former_url == "https://jekyllbot.wordpress.com"


def test_categories_of_equal_name_stay_apart(shared: Path) -> None:
    bring_in(shared / "wordpress" / "theme-unit-test.wxr.xml")
    twins = Category.objects.filter(name="Foo A").select_related("parent").order_by("number")
    assert [(twin.slug, twin.parent and twin.parent.slug) for twin in twins] == [
        ("foo-a", None),
        ("foo-a-foo-parent", "foo-parent"),
    ]
