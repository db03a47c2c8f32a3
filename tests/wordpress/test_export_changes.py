"""What was taken away or changed here does not come back with an export: pictures, menus, people."""

from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from coranto.comments.actions.erasing import erase_address
from coranto.comments.models import Erasure
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.models import Menu, MenuItem
from coranto.wordpress.exporting.run import run_export
from coranto.wordpress.models import KeptItem, Origin
from coranto.wordpress.wxr.records import ItemRecord
from tests.wordpress.importing import AT, attachment, bring_in, export_file, metas, page, post, remark
from tests.wordpress.reading import read_whole
from tests.wordpress.rest_person import Program
from tests.wordpress.test_import_files import picture, uploads
from tests.wordpress.test_import_navigations import BLOCKS, navigation, tree

pytestmark = pytest.mark.django_db
THUMBNAIL = "_thumbnail_id"


def exported(folder: Path, name: str = "out.xml") -> dict[int, ItemRecord]:
    """The items of an export of this site, by number."""
    run_export(folder / name)
    return {item.wp_id: item for item in read_whole(folder / name).items}


def with_a_picture(folder: Path) -> Path:
    """A post and a page whose featured picture is a file of the media library."""
    named = metas(**{THUMBNAIL: "5"})
    return export_file(folder, attachment(5), post(1, meta=named), page(2, meta=named), post(3, meta=named))


def test_a_picture_whose_file_never_came_stays_named(tmp_path: Path) -> None:
    bring_in(with_a_picture(tmp_path))
    items = exported(tmp_path)
    assert [dict(items[number].meta).get(THUMBNAIL) for number in (1, 2, 3)] == ["5", "5", "5"]


def test_a_featured_picture_that_was_taken_away_does_not_come_back(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    bring_in(with_a_picture(tmp_path), media=[uploads(tmp_path, **{"2024__05__harbour_png": picture()})])
    items = exported(tmp_path)
    assert [dict(items[number].meta)[THUMBNAIL] for number in (1, 2, 3)] == ["5", "5", "5"]
    Post.objects.filter(number=1).update(featured_image=None)
    StaticPage.objects.update(featured_image=None)
    items = exported(tmp_path)
    assert [dict(items[number].meta).get(THUMBNAIL) for number in (1, 2, 3)] == [None, None, "5"]


def into_an_empty_site(folder: Path) -> None:
    """Forget the menus and where they came from, and bring the export in as somebody new would."""
    Menu.objects.all().delete()
    KeptItem.objects.all().delete()
    Origin.objects.all().delete()
    Post.objects.all().delete()
    for each in StaticPage.objects.all():
        each.delete()
    copyfile(folder / "out.xml", folder / "again.xml")
    bring_in(folder / "again.xml")


def test_a_menu_from_a_navigation_goes_with_it_while_nobody_changed_it(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, navigation(9, BLOCKS), page(7, slug="about")))
    made = tree(Menu.objects.get())
    assert set(exported(tmp_path)) == {7, 9}
    into_an_empty_site(tmp_path)
    assert tree(Menu.objects.get()) == made


def test_a_menu_from_a_navigation_that_was_changed_comes_back_as_it_is_now(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, navigation(9, BLOCKS), page(7, slug="about")))
    MenuItem.objects.filter(label="Home").update(label="Start")
    made = tree(Menu.objects.get())
    first = exported(tmp_path)
    assert first[9].content == BLOCKS and len(first) == 2 + MenuItem.objects.count()
    into_an_empty_site(tmp_path)
    assert tree(Menu.objects.get()) == made
    before = (tmp_path / "out.xml").read_text()
    exported(tmp_path, "third.xml")
    assert (tmp_path / "third.xml").read_text() == before


def test_a_menu_from_a_navigation_that_was_deleted_stays_away(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, navigation(9, BLOCKS), page(7, slug="about")))
    Menu.objects.all().delete()
    assert set(exported(tmp_path)) == {7, 9}
    into_an_empty_site(tmp_path)
    assert not Menu.objects.exists()


@pytest.mark.parametrize("how", Erasure.How.values)
def test_what_plug_ins_noted_of_an_erased_address_goes_with_it(tmp_path: Path, how: str) -> None:
    note = remark(
        8,
        kind="other",
        raw_kind="order_note",
        author="Odile Quill",
        email="Odile@example.org",
        ip="192.0.2.7",
        content="Odile Quill (odile@example.org) paid; see other@example.org and odile@example.org.uk.",
        meta=metas(by="ODILE@example.org"),
    )
    message = post(4, post_type="flamingo_contact", title="odile@example.org", meta=metas(_email="odile@example.org"))
    other = post(5, post_type="flamingo_contact", title="other@example.org")
    bring_in(export_file(tmp_path, post(1, comments=(remark(2, email="odile@example.org"), note)), message, other))
    erase_address(email="odile@example.org", how=how, at=AT, by=None)
    run_export(tmp_path / "out.xml")
    text = (tmp_path / "out.xml").read_text()
    assert "odile@example.org<" not in text.lower() and "odile quill" not in text.lower() and "192.0.2.7" not in text
    kept = KeptItem.objects.get(kind="comment:order_note").content
    assert kept["content"] == "(erased) ((erased)) paid; see other@example.org and odile@example.org.uk."
    assert kept["meta"] == [{"key": "by", "value": "(erased)"}]
    assert sorted(KeptItem.objects.filter(kind="flamingo_contact").values_list("title", flat=True)) == [
        "(erased)",
        "other@example.org",
    ]


@pytest.mark.parametrize("base", ["posts", "pages"])
def test_a_text_that_a_program_sent_goes_out_as_it_was_sent(tmp_path: Path, base: str) -> None:
    ask = Program("editor")
    text = '<!-- wp:paragraph {"align":"left"} -->\n<p>Tides "ebb" -- so</p>\n<!-- /wp:paragraph -->\n\nAnd <b>on</b>'
    public, draft, edited, harmful, again = (
        ask.made(base, title="Tides", content=sent, status=status)["id"]
        for sent, status in (
            *((text, "publish"), (text, "draft"), (text, "publish")),
            *(("Fine <script>alert(1)</script>", "publish"), ("First", "publish")),
        )
    )
    ask.changed(f"{base}/{again}", content=text)
    Post.objects.filter(number=edited).update(body_html="<p>Edited here</p>")
    StaticPage.objects.filter(number=edited).update(body_html="<p>Edited here</p>")
    items = exported(tmp_path)
    assert items[public].content == items[draft].content == items[again].content == text
    assert items[edited].content == "<p>Edited here</p>"
    assert "script" not in items[harmful].content and "Fine" in items[harmful].content
