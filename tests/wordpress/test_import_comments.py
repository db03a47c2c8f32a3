"""Discussions arrive with their threads, numbers and decisions."""

from pathlib import Path

import pytest
from django.test import Client

from coranto.comments.models import Comment, Commenter, CommentText, Thread, Verdict
from coranto.comments.search import index_comments
from coranto.comments.site_filter import SiteFilter
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.exporting.run import run_export
from coranto.wordpress.models import KeptItem
from coranto.wordpress.wxr.records import AuthorRecord
from tests.wordpress.importing import AT, GMT, attachment, bring_in, export_file, page, post, remark, said, site
from tests.wordpress.reading import read_whole

pytestmark = pytest.mark.django_db


def test_comments_keep_their_numbers_and_answer_whom_they_answered(tmp_path: Path) -> None:
    talk = (remark(17), remark(30, parent_id=17), remark(21, parent_id=30))
    bring_in(export_file(tmp_path, post(1, comments=talk)))
    assert {each.pk: each.parent_id for each in Comment.objects.all()} == {17: None, 30: 17, 21: 30}
    assert Post.objects.get().comment_count == Thread.objects.get().published_count == 3


def test_an_answer_that_comes_before_its_question_finds_it(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(5, parent_id=9), remark(9)))))
    assert Comment.objects.get(pk=5).parent_id == 9


def test_answers_to_what_is_missing_stand_at_the_top_and_are_told(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, post(1, comments=(remark(5, parent_id=4),))))
    assert Comment.objects.get().parent_id is None
    assert said(report, "bent") == ["the comment it answers is not in the export, so it stands at the top"]


def test_answers_that_come_round_to_themselves_stand_at_the_top(tmp_path: Path) -> None:
    talk = (remark(1, parent_id=3), remark(2, parent_id=1), remark(3, parent_id=2), remark(4, parent_id=4))
    report = bring_in(export_file(tmp_path, post(1, comments=talk)))
    parents = {each.pk: each.parent_id for each in Comment.objects.all()}
    assert set(parents.values()) == {None}
    assert len(said(report, "bent")) == 4


@pytest.mark.parametrize(
    ("approved", "status"),
    [("1", "published"), ("0", "held"), ("spam", "spam"), ("trash", "binned"), ("post-trashed", "binned")],
)
def test_what_wordpress_decided_stands(tmp_path: Path, approved: str, status: str) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(5, approved=approved),))))
    assert Comment.objects.get().status == status
    assert Post.objects.get().comment_count == (1 if status == "published" else 0)
    verdicts = list(Verdict.objects.values_list("status", "by"))
    assert verdicts == ([] if status == "published" else [(status, "import")])


def test_each_import_teaches_the_spam_filter_what_it_brought(tmp_path: Path) -> None:
    talk = (remark(5), remark(6), remark(7, approved="spam"), remark(8, approved="0"))
    bring_in(export_file(tmp_path, post(1, comments=talk)))
    assert SiteFilter().current().taught == (1, 2)
    bring_in(export_file(tmp_path, post(1, comments=(*talk, remark(9)))))
    assert SiteFilter().current().taught == (1, 3)


def test_kinds_come_along_and_notes_of_plug_ins_are_kept_unseen(tmp_path: Path) -> None:
    talk = (
        remark(1, kind="pingback", raw_kind="pingback", email="", url="https://other.example/a/"),
        remark(2, kind="trackback", raw_kind="trackback"),
        remark(3, kind="other", raw_kind="webmention"),
        remark(4, kind="other", raw_kind="order_note", content="paid"),
    )
    report = bring_in(export_file(tmp_path, post(1, comments=talk)))
    kinds = list(Comment.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["pingback", "trackback", "webmention"]
    kept = KeptItem.objects.get()
    assert (kept.kind, kept.content["content"], kept.content["item"]) == ("comment:order_note", "paid", "1")
    assert report.counts["comment:order_note"] == {"kept": 1}


def test_one_reader_is_one_commenter_and_an_author_is_known(tmp_path: Path) -> None:
    talk = (
        remark(1, author="Ann Reader", email="ann@example.org"),
        remark(2, author="ann  reader", email="ANN@example.org"),
        remark(3, author="Edith Orr", email="editor@example.org", user_id=2),
        remark(4, author="", email=""),
        remark(5, author="Ann Reader", email="other@example.org", approved="spam"),
    )
    bring_in(export_file(tmp_path, post(1, comments=talk), authors=[AuthorRecord(2, "editor", "", "Edith Orr")]))
    assert Commenter.objects.count() == 4
    ann = Commenter.objects.get(email="ann@example.org")
    assert (ann.approved_count, ann.spam_count) == (2, 0)
    assert Commenter.objects.get(name="Edith Orr").author_number == 2
    assert Commenter.objects.get(email="other@example.org").spam_count == 1


def test_what_a_commenter_wrote_is_kept_and_what_is_shown_is_clean(tmp_path: Path) -> None:
    text = 'See <a href="https://a.example/" onclick="x()">a</a>\n\n<script>alert(1)</script>'
    bring_in(export_file(tmp_path, post(1, comments=(remark(1, content=text, ip="192.0.2.7"),))))
    found = Comment.objects.get()
    assert found.text == text
    assert "<script" not in found.html and "onclick" not in found.html and 'rel="nofollow ugc"' in found.html
    assert found.network_address == "192.0.2.7"


def test_a_network_address_that_is_none_and_a_link_that_is_a_script_are_left_out(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(1, ip="unknown", url="javascript:alert(1)"),))))
    found = Comment.objects.get()
    assert (found.network_address, found.url) == (None, "")


def test_pages_and_files_have_discussions_too(tmp_path: Path) -> None:
    items = (page(1, comments=(remark(1), remark(2))), attachment(2, comments=(remark(3),)))
    bring_in(export_file(tmp_path, *items))
    assert StaticPage.objects.get().comment_count == 2
    assert Attachment.objects.get().thread.published_count == 1


def test_one_number_below_two_posts_is_two_comments(tmp_path: Path) -> None:
    path = export_file(tmp_path, post(1, comments=(remark(7),)), post(2, comments=(remark(7, content="Other."),)))
    report = bring_in(path)
    assert sorted(Comment.objects.values_list("pk", flat=True)) == [7, 8]
    assert said(report, "bent") == ["its number 7 is in use here, so it got 8"]
    assert bring_in(path).counts["post"] == {"unchanged": 2}


def test_a_comment_written_here_keeps_its_number_when_the_old_site_gave_it_out_too(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(7),))))
    thread, commenter = Thread.objects.get(), Commenter.objects.get()
    assert Comment.objects.create(thread=thread, commenter=commenter, posted_at=GMT).pk > 7
    Comment.objects.filter(pk__gt=7).delete()
    Comment.objects.create(pk=8, thread=thread, commenter=commenter, posted_at=GMT, text="Here.")
    bring_in(export_file(tmp_path, post(1, comments=(remark(7), remark(8, content="There.")))))
    assert dict(Comment.objects.values_list("pk", "text")) == {7: "Remark 7.", 8: "Here.", 9: "There."}


def test_comments_without_numbers_get_some(tmp_path: Path) -> None:
    path = export_file(tmp_path, post(1, comments=(remark(0, content="a"), remark(0, content="b"), remark(5))))
    bring_in(path)
    assert sorted(Comment.objects.values_list("pk", flat=True)) == [5, 6, 7]
    assert bring_in(path).counts["post"] == {"unchanged": 1}


def test_comments_of_two_sites_do_not_mix(tmp_path: Path) -> None:
    other = "https://other.example"
    bring_in(export_file(tmp_path, post(1, comments=(remark(7),))))
    talk = (remark(7, content="Other."), remark(8, parent_id=7))
    second = export_file(tmp_path, post(1, base=other, comments=talk), of=site(other), name="b.xml")
    bring_in(second)
    assert Post.objects.count() == 2
    below = {thread.post: thread.comments.values_list("pk", "parent") for thread in Thread.objects.all()}
    threads = {post.path: sorted(found) for post, found in below.items() if post}
    assert threads == {"/2024/05/01/post-1/": [(7, None)], "/2024/05/01/post-1-2/": [(8, 9), (9, None)]}


def test_only_comments_that_everybody_may_read_are_found_as_after_indexing_afresh(tmp_path: Path) -> None:
    below = (
        remark(1),
        remark(2, approved="0"),
        remark(3, approved="spam"),
        remark(4, raw_kind="pingback", kind="pingback"),
    )
    export = export_file(
        tmp_path,
        post(1, comments=below),
        post(2, comments=(remark(5),), status="private"),
        post(3, comments=(remark(6),), password="tide"),
        post(4, comments=(remark(7),), status="draft"),
        page(5, comments=(remark(8),)),
    )
    bring_in(export)
    columns = ("key", "kind", "target", "title", "body", "source", "author", "filed")
    found = list(CommentText.objects.order_by("pk").values_list(*columns))
    assert [row[2] for row in found] == [1]
    CommentText.objects.all().delete()
    index_comments(Comment.objects.values_list("pk", flat=True), at=AT)
    assert list(CommentText.objects.order_by("pk").values_list(*columns)) == found


@pytest.mark.parametrize("blank", [" ", "&nbsp;", "&#8203; &#32;"])
def test_a_name_of_spaces_only_is_no_name(client: Client, tmp_path: Path, blank: str) -> None:
    """Whoever wrote the comment is anonymous (exports have what was there), the author is called by the login."""
    person = AuthorRecord(2, "editor", "editor@example.org", blank)
    bring_in(export_file(tmp_path, post(1, comments=(remark(17, author=blank),)), authors=[person]))
    assert (Comment.objects.get().name, Post.objects.get().author.name) == ("", "editor")
    for path, name in (("/comments/feed/atom/", "Anonymous"), ("/feed/atom/", "editor")):
        assert f"<name>{name}</name>" in client.get(path).content.decode()
    run_export(tmp_path / "out.xml")
    assert read_whole(tmp_path / "out.xml").item.comments[0].author == blank.strip()
