"""What an export tells of work done here: edited posts, judged attributions, parts, what cannot be written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coranto.comments.actions.erasing import erase_address
from coranto.comments.models import Comment, Erasure
from coranto.core.errors import PlainError
from coranto.posts.models import Attribution, Post, Source
from coranto.wordpress.exporting.files import ExportFile
from coranto.wordpress.exporting.run import run_export
from coranto.wordpress.mapping.own_elements import own_post
from coranto.wordpress.models import Arrival
from tests.wordpress.importing import AT, bring_in, export_file, metas, post, remark
from tests.wordpress.reading import read_whole

pytestmark = pytest.mark.django_db


def test_a_post_that_nobody_changed_gets_its_raw_text_back(tmp_path: Path) -> None:
    raw = "<!-- wp:paragraph -->\n<p>One\u00a0[gallery]</p>\n<!-- /wp:paragraph -->"
    bring_in(export_file(tmp_path, post(content=raw, meta=metas(odd="1"))))
    run_export(tmp_path / "out.xml")
    item = read_whole(tmp_path / "out.xml").item
    assert (item.content, item.meta) == (raw, metas(odd="1"))


def test_a_post_that_was_changed_gets_the_text_of_today(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(content="Old [gallery]")))
    Post.objects.update(body_html="<p>New</p>", title="Newer")
    run_export(tmp_path / "out.xml")
    item = read_whole(tmp_path / "out.xml").item
    assert (item.title, item.content, item.wp_id) == ("Newer", "<p>New</p>", 1)


def test_the_site_is_as_old_as_its_newest_public_post(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), post(2, status="future", posted_gmt=AT + timedelta(days=9000))))
    run_export(tmp_path / "out.xml")
    assert (
        "<pubDate>Tue, 30 Apr 2024 22:30:00 +0000</pubDate>"
        in (tmp_path / "out.xml").read_text().partition("<item>")[0]
    )


def test_a_confirmed_attribution_is_written_with_its_review(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post()))
    source = Source.objects.create(name="Harbour Times", slug="harbour-times")
    Attribution.objects.create(
        post=Post.objects.get(), source=source, review="confirmed", line="Harbour \r\n Times", original_date="2016-02"
    )
    run_export(tmp_path / "out.xml")
    own = own_post(read_whole(tmp_path / "out.xml").item.unknown)
    assert own is not None
    (row,) = own.attributions
    assert (row.get("source"), row.get("review"), row.get("date")) == ("Harbour Times", "confirmed", "2016-02")
    assert row.text == "Harbour \r\n Times"


def test_a_changed_comment_keeps_its_thread_and_says_its_new_status(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(comments=(remark(5), remark(6, parent_id=5, approved="spam")))))
    run_export(tmp_path / "out.xml")
    first, second = read_whole(tmp_path / "out.xml").item.comments
    assert (first.wp_id, second.parent_id, second.approved) == (5, 5, "spam")


def test_a_post_in_the_bin_is_written_as_wordpress_keeps_it(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post()))
    row = Post.objects.get()
    Post.objects.update(binned_at=row.posted_at, live=False)
    run_export(tmp_path / "out.xml")
    item = read_whole(tmp_path / "out.xml").item
    assert (item.status, item.slug) == ("trash", "post-1__trashed")


def test_characters_that_xml_forbids_are_replaced_and_told(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post()))
    Post.objects.update(body_html="a\x01b\rc]]>d")
    done = run_export(tmp_path / "out.xml")
    assert done.replaced == ["post 1"]
    assert read_whole(tmp_path / "out.xml").item.content == "a\ufffdb\rc]]>d"


def test_parts_are_whole_exports_that_together_hold_everything_once(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, *(post(number, content="word " * 1000) for number in range(1, 9))))
    done = run_export(tmp_path / "out.xml", part_size=20_000)
    assert [path.name for path in done.paths][:2] == ["out.001.xml", "out.002.xml"]
    assert [item.wp_id for path in done.paths for item in read_whole(path).items] == list(range(1, 9))
    assert not list(tmp_path.glob("*.unfinished"))
    assert {path.stat().st_mode & 0o077 for path in done.paths} == {0}


def test_a_target_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="there is no folder"):
        run_export(tmp_path / "nowhere" / "out.xml")
    with pytest.raises(PlainError, match="is a folder"):
        run_export(tmp_path)


def with_an_account(folder: Path) -> Path:
    """A comment by an account whose address has capitals: the import keeps it as it was spelt."""
    writer = remark(5, email="Reader@Example.org", user_id=7, ip="not an address of Reader", raw_kind="")
    return export_file(folder, post(comments=(writer, remark(6, parent_id=5, email="other@example.org"))))


@pytest.mark.parametrize("how", Erasure.How.values)
def test_an_erased_address_does_not_come_back(tmp_path: Path, how: str) -> None:
    bring_in(with_an_account(tmp_path))
    assert "Reader@Example.org" in str(list(Arrival.objects.values_list("rest")))
    erase_address(email="reader@example.org", how=how, at=AT, by=None)
    assert "reader" not in str(list(Arrival.objects.filter(there__endswith="/5").values_list("rest"))).lower()
    run_export(tmp_path / "out.xml")
    first, second = read_whole(tmp_path / "out.xml").item.comments
    assert (first.author, first.email, first.ip, first.user_id) == ("", "", "", 0)
    assert (second.parent_id, second.email) == (5, "other@example.org")


def test_an_address_erased_before_this_was_known_does_not_come_back_either(tmp_path: Path) -> None:
    bring_in(with_an_account(tmp_path))
    rests = dict(Arrival.objects.values_list("pk", "rest"))
    erase_address(email="reader@example.org", how=Erasure.How.ANONYMISE, at=AT, by=None)
    for key, rest in rests.items():
        Arrival.objects.filter(pk=key).update(rest=rest)
    run_export(tmp_path / "out.xml")
    assert "reader@example.org" not in (tmp_path / "out.xml").read_text().lower()


def test_a_forbidden_character_in_a_name_is_told_too(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(comments=(remark(5),))))
    Comment.objects.update(name="Rea\x01der")
    assert run_export(tmp_path / "out.xml").replaced == ["post 1"]


def test_an_item_without_a_date_of_its_last_change_gets_none(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(modified_local=None, modified_gmt=None)))
    run_export(tmp_path / "out.xml")
    assert "post_modified" not in (tmp_path / "out.xml").read_text()


def test_a_file_whose_head_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "<title>"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        ExportFile(tmp_path / "out.xml", broken())
    assert not list(tmp_path.iterdir())
