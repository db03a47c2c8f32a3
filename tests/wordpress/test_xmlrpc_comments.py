"""Comments over XML-RPC: moderators any, authors those below their own posts, others none."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from coranto.comments.actions.changing import remove_comment
from coranto.comments.models import Comment
from coranto.posts.actions.authors import author_of
from tests import world as w
from tests.wordpress.test_xmlrpc import Editor, call, code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


@pytest.mark.parametrize("role", ["stranger", "contributor", "author"])
def test_those_who_do_not_decide_see_no_comments_of_others(role: str) -> None:
    comment = w.make_comment(w.make_post("Tides"), text="held words", status="held")
    who = Editor(role)
    answers = [
        who.wp("wp.getComments", {}),
        who.wp("wp.getComments", {"status": "hold"}),
        who.wp("wp.getComment", comment.pk),
        who.wp("wp.getCommentCount", 1),
    ]
    assert "held words" not in str(answers) and "@" not in str(answers)
    for refused in (
        who.wp("wp.editComment", comment.pk, {"status": "approve"}),
        who.wp("wp.deleteComment", comment.pk),
    ):
        assert code(refused) == 403
    assert Comment.objects.get().status == "held"


def test_a_moderator_reads_and_decides() -> None:
    post = w.make_post("Tides")
    comment = w.make_comment(post, text="held words", status="held")
    who = Editor("moderator")
    read = who.wp("wp.getComment", comment.pk)
    assert (read["content"], read["status"], read["post_id"]) == ("held words", "hold", str(post.number))
    assert who.wp("wp.editComment", comment.pk, {"status": "approve", "content": "better words"}) is True
    comment.refresh_from_db()
    assert (comment.status, comment.text) == ("published", "better words")
    assert who.wp("wp.getCommentCount", post.number)["approved"] == 1
    assert [row["comment_id"] for row in who.wp("wp.getComments", {"post_id": post.number})] == [str(comment.pk)]
    assert who.wp("wp.editComment", comment.pk, {"status": "weird"}) == (401, "Invalid comment status.")
    assert who.wp("wp.deleteComment", comment.pk) is True
    comment.refresh_from_db()
    assert comment.status == "binned"
    assert code(who.wp("wp.getComment", 999)) == 404


def test_what_its_writer_took_out_is_not_there_for_moderators() -> None:
    post = w.make_post("Tides")
    gone = w.make_comment(post, text="regretted words")
    w.make_comment(post, parent=gone, text="an answer")
    remove_comment(comment=gone, at=timezone.now())
    who = Editor("moderator")
    assert code(who.wp("wp.getComment", gone.pk)) == 404
    assert code(who.wp("wp.editComment", gone.pk, {"content": "other words"})) == 404
    assert code(who.wp("wp.deleteComment", gone.pk)) == 404
    assert [row["content"] for row in who.wp("wp.getComments", {"post_id": post.number})] == ["an answer"]
    assert who.wp("wp.getCommentCount", post.number)["approved"] == 1
    gone.refresh_from_db()
    assert (gone.text, gone.status) == ("regretted words", "published")


def test_an_author_decides_below_their_own_posts() -> None:
    who = Editor("author")
    mine = w.make_comment(w.make_post("Mine", author=author_of(user=who.user)), status="held")
    w.make_comment(w.make_post("Other"), status="held")
    assert [row["comment_id"] for row in who.wp("wp.getComments", {})] == [str(mine.pk)]
    assert who.wp("wp.editComment", mine.pk, {"status": "approve"}) is True


def test_one_writes_in_ones_own_name_below_what_one_may_see() -> None:
    who, post = Editor("contributor"), w.make_post("Tides")
    number = who.wp("wp.newComment", post.number, {"content": "Well said", "author": "Somebody else"})
    comment = Comment.objects.get(pk=number)
    assert (comment.name, comment.commenter.user, comment.status) == ("contributor", who.user, "published")
    assert who.wp("wp.newComment", post.number, {"content": " "}) == (403, "Comment is required.")
    for hidden in (w.make_draft("d"), w.make_post("p", is_private=True), w.make_post("w", password="x")):
        assert code(who.wp("wp.newComment", hidden.number, {"content": "a"})) == 404
    closed = w.make_post("closed", comments_open=False)
    assert code(who.wp("wp.newComment", closed.number, {"content": "a"})) == 403
    assert code(call("wp.newComment", 1, "", "", post.number, {"content": "a"})) == 403
    assert Comment.objects.count() == 1
