"""WordPress's bin: what lies in it arrives here unseen, can be taken out, and goes back as it came."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from coranto.comments.models import Comment
from coranto.pages.models import StaticPage
from coranto.posts.actions import bin_posts, restore_posts
from coranto.posts.actions.publishing import publish_posts
from coranto.posts.models import Post
from coranto.wordpress.exporting.run import run_export
from coranto.wordpress.mapping.in_bin import comment_statuses, written_statuses
from coranto.wordpress.models import KeptItem
from coranto.wordpress.wxr.records import ItemRecord
from tests.wordpress.importing import AT, attachment, bring_in, export_file, metas, page, post, remark, said
from tests.wordpress.reading import read_whole

pytestmark = pytest.mark.django_db
TIME = 1714600000
MARKS = {"_wp_trash_meta_status": "publish", "_wp_trash_meta_time": str(TIME), "_wp_desired_post_slug": "gulls"}
SECRET = "quillwort tussock"


def binned(wp_id: int = 7, **fields: Any) -> ItemRecord:
    """A post that was public until somebody put it into the bin, with its discussion."""
    talk = (remark(5, approved="post-trashed", content=SECRET), remark(6, approved="post-trashed"))
    marks = MARKS | {"_wp_trash_meta_comments_status": 'a:2:{i:5;s:1:"1";i:6;s:4:"spam";}'}
    given: dict[str, Any] = {
        "status": "trash",
        "slug": "gulls__trashed",
        "link": f"https://digest.example/?p={wp_id}",
        "content": SECRET,
        "meta": metas(**marks),
        "comments": talk,
    }
    return post(wp_id, **given | fields)


def exported(folder: Path, name: str = "out.xml") -> list[ItemRecord]:
    """What an export of this site holds."""
    run_export(folder / name)
    return read_whole(folder / name).items


def test_a_post_in_the_bin_arrives_there_and_knows_what_it_was(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, binned()))
    found = Post.objects.get()
    assert (found.live, found.slug, found.path, found.was_public) == (False, "gulls", "", True)
    assert found.binned_at == datetime.datetime.fromtimestamp(TIME, datetime.UTC)
    assert [each.status for each in Comment.objects.order_by("pk")] == ["published", "spam"]
    assert report.counts["post"] == {"new": 1}


@pytest.mark.parametrize("meta", [{}, {"_wp_trash_meta_time": "soon"}, {"_wp_trash_meta_comments_status": "O:1:x"}])
def test_notes_that_are_missing_or_make_no_sense_do_no_harm(tmp_path: Path, meta: dict[str, str]) -> None:
    item = binned(meta=metas(**meta))
    bring_in(export_file(tmp_path, item))
    found = Post.objects.get()
    assert (found.binned_at, found.slug, found.live) == (item.modified_gmt, "gulls", False)
    assert {each.status for each in Comment.objects.all()} == {"binned"}


def test_nothing_of_the_bin_is_behind_any_public_door(tmp_path: Path, client: Client) -> None:
    bring_in(export_file(tmp_path, binned(), page(8, status="trash", slug="a__trashed", content=SECRET), post(9)))
    doors = ("/", "/feed/", "/comments/feed/", "/?s=quillwort", "/wp-json/wp/v2/posts", "/wp-json/wp/v2/comments")
    for door in (
        *doors,
        "/wp-json/wp/v2/pages",
        "/wp-json/wp/v2/search?search=quillwort",
        "/wp-sitemap-posts-post-1.xml",
    ):
        text = client.get(door).content.decode()
        assert "tussock" not in text and "gulls" not in text, door
    for address in ("/?p=7", "/?page_id=8", "/2024/05/01/gulls/", "/a__trashed/", "/a/"):
        assert client.get(address).status_code in (404, 410), address


def test_what_nobody_touched_goes_back_as_it_came(tmp_path: Path) -> None:
    items = (binned(), page(8, status="trash", slug="about__trashed", meta=metas(_wp_trash_meta_status="private")))
    bring_in(export_file(tmp_path, *items))
    there = read_whole(tmp_path / "export.xml").items
    here = sorted(exported(tmp_path), key=lambda item: item.wp_id)
    for was, now in zip(there, here, strict=True):
        assert (now.status, now.slug, now.meta, now.content) == (was.status, was.slug, was.meta, was.content)
        assert [each.approved for each in now.comments] == [each.approved for each in was.comments]
        assert now.posted_gmt == was.posted_gmt


def test_a_post_that_was_taken_out_is_a_draft_with_its_discussion(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, binned()))
    restore_posts(posts=list(Post.objects.all()), at=AT, by=None)
    (item,) = exported(tmp_path)
    assert (item.status, item.slug) == ("draft", "gulls")
    assert not any("trash" in each.key or "desired" in each.key for each in item.meta)
    assert [each.approved for each in item.comments] == ["1", "spam"]
    publish_posts(posts=Post.objects.all(), at=AT, by=None)
    (item,) = exported(tmp_path)
    assert (item.status, item.link.endswith("/2024/05/01/gulls/")) == ("publish", True)


@pytest.mark.parametrize(
    ("status", "was"), [("publish", "publish"), ("private", "private"), ("draft", "draft"), ("pending", "pending")]
)
def test_what_was_binned_here_says_what_it_was(tmp_path: Path, status: str, was: str) -> None:
    talk = (remark(5), remark(6, approved="0"))
    bring_in(export_file(tmp_path, post(7, slug="gulls", status=status, comments=talk)))
    bin_posts(posts=list(Post.objects.all()), at=AT, by=None)
    bin_posts(posts=list(Post.objects.all()), at=AT, by=None)
    (item,) = exported(tmp_path)
    meta = dict(item.meta)
    assert (item.status, item.slug) == ("trash", "gulls__trashed")
    assert (meta["_wp_trash_meta_status"], meta["_wp_desired_post_slug"]) == (was, "gulls")
    assert meta["_wp_trash_meta_time"] == str(int(AT.timestamp()))
    assert [each.approved for each in item.comments] == ["post-trashed", "post-trashed"]
    assert comment_statuses(meta["_wp_trash_meta_comments_status"]) == {5: "1", 6: "0"}
    assert (item.posted_gmt is not None) == (status in ("publish", "private"))


def test_a_comment_judged_in_the_bin_has_its_new_status_after_the_next_import(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, binned()))
    Comment.objects.filter(pk=6).update(status="held")
    (item,) = exported(tmp_path)
    assert [each.approved for each in item.comments] == ["post-trashed", "post-trashed"]
    assert comment_statuses(dict(item.meta)["_wp_trash_meta_comments_status"]) == {5: "1", 6: "0"}


def test_a_page_of_the_bin_is_a_draft_that_gets_its_name_back_when_it_is_published(tmp_path: Path) -> None:
    items = (page(8, slug="about__trashed", status="trash"), page(9, slug="about"))
    report = bring_in(export_file(tmp_path, *items))
    assert said(report, "bent") == ["it was in the bin, and pages have none here: it came in as a draft"]
    StaticPage.objects.get(number=9).delete()
    found = StaticPage.objects.get(number=8)
    assert (found.live, found.slug) == (False, "about__trashed")
    found.latest_revision.publish()
    found.refresh_from_db()
    assert (found.live, found.slug) == (True, "about")
    (item,) = exported(tmp_path)
    assert (item.status, item.slug, item.link.endswith("/about/")) == ("publish", "about", True)


def test_other_things_of_the_bin_are_kept_and_go_back(tmp_path: Path) -> None:
    report = bring_in(
        export_file(tmp_path, attachment(8, status="trash"), post(9, post_type="wp_block", status="trash"))
    )
    assert said(report, "kept") == ["it was in the bin"] * 2
    assert KeptItem.objects.count() == 2
    assert [(item.wp_id, item.status) for item in exported(tmp_path)] == [(8, "trash"), (9, "trash")]


def test_statuses_are_written_as_php_does() -> None:
    statuses = {5: "1", 60: "spam"}
    assert written_statuses(statuses) == 'a:2:{i:5;s:1:"1";i:60;s:4:"spam";}'
    assert comment_statuses(written_statuses(statuses)) == statuses
    assert comment_statuses("a:1:{i:5;a:0:{}}") == comment_statuses("nonsense") == {}
