"""One's own comment within the window: edited, deleted, and nobody else's."""

import datetime

import pytest
from django.test import Client

from coranto.comments.models import Comment, CommentEdit
from coranto.comments.views import own
from tests.comments.pages import form_at, led_to, page_of, rules, write
from tests.desk import desk
from tests.world import make_comment, make_post

pytestmark = pytest.mark.django_db
KEEP = {"wp-comment-cookies-consent": "yes"}


def long_ago() -> None:
    """Move every comment out of the window."""
    Comment.objects.update(posted_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=11))


def test_whoever_is_remembered_edits_and_the_text_before_is_kept() -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    comment = Comment.objects.get()
    link = page_of(client.get(post.path)).xpath("//a[@class='comment-edit-link']/@href")[0]
    assert form_at(client, link)["comment"].strip() == comment.text
    answer = client.post(link, {"comment": "In *1905*."})
    assert answer["Location"] == f"{post.path}#comment-{comment.pk}"
    comment.refresh_from_db()
    assert (comment.html, comment.status) == ("<p>In <em>1905</em>.</p>\n", "published")
    assert comment.edited_at and CommentEdit.objects.get().text == "The bridge was built in 1904."
    assert "Edited" in Client().get(post.path).content.decode()


def test_a_held_comment_is_edited_with_the_key_in_the_address() -> None:
    rules(hold_first=True)
    post, client = make_post(), Client()
    place = led_to(write(client, post))
    link = page_of(client.get(place)).xpath("//a[@class='comment-edit-link']/@href")[0]
    answer = client.post(link, {"comment": "Changed"})
    assert "Changed" in client.get(led_to(answer)).content.decode()
    assert Comment.objects.get().status == "held"


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_nobody_changes_what_is_not_theirs(verb: str) -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    comment = Comment.objects.get()
    for stranger in (Client(), desk("author")):
        for query in ("", f"?unapproved={comment.pk}&moderation-hash=0123456789abcdef"):
            address = f"/-/comments/{comment.pk}/{verb}/{query}"
            assert stranger.get(address).status_code == 404
            assert stranger.post(address, {"comment": "Mine now"}).status_code == 404
    comment.refresh_from_db()
    assert comment.text == "The bridge was built in 1904." and comment.removed_at is None


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_after_the_window_it_is_too_late(verb: str) -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    long_ago()
    comment = Comment.objects.get()
    answer = client.post(f"/-/comments/{comment.pk}/{verb}/", {"comment": "Late"})
    assert answer.status_code == 403 and "10 minutes" in answer.content.decode()
    assert "comment-edit-link" not in client.get(post.path).content.decode()
    comment.refresh_from_db()
    assert comment.text == "The bridge was built in 1904."


@pytest.mark.parametrize("text", ["", "x" * 21_000, "x" * 70_000])
def test_an_edit_that_cannot_be_kept_says_why_and_keeps_the_words(text: str) -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    address = f"/-/comments/{Comment.objects.get().pk}/edit/"
    page = page_of(client.post(address, {"comment": text}))
    assert page.get_element_by_id("comment-problem").text_content().strip()
    assert page.get_element_by_id("commentform").fields["comment"].strip() == text
    assert not CommentEdit.objects.exists()


def test_changes_without_end_are_refused_in_words_and_keep_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "MOST_EDITS", 2)
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    address = f"/-/comments/{Comment.objects.get().pk}/edit/"
    for text in ("One", "Two"):
        assert client.post(address, {"comment": text}).status_code == 302
    page = page_of(client.post(address, {"comment": "Three"}))
    assert "Many changes" in page.get_element_by_id("comment-problem").text_content()
    assert page.get_element_by_id("commentform").fields["comment"].strip() == "Three"
    assert Comment.objects.get().text == "Two"


def test_an_edit_is_decided_on_again() -> None:
    rules(hold_words="casino")
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    client.post(f"/-/comments/{Comment.objects.get().pk}/edit/", {"comment": "Come to our casino"})
    comment = Comment.objects.get()
    assert comment.status == "held" and comment.verdicts.order_by("-pk")[0].phase == "words"
    post.refresh_from_db()
    assert post.comment_count == 0


def test_a_deleted_comment_is_gone() -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    link = page_of(client.get(post.path)).xpath("//a[@class='comment-delete-link']/@href")[0]
    assert "Delete" in client.get(link).content.decode()
    assert Comment.objects.get().removed_at is None
    assert client.post(link)["Location"] == f"{post.path}#comments"
    assert Comment.objects.get().status == "binned"
    post.refresh_from_db()
    assert post.comment_count == 0
    assert "1904" not in client.get(post.path).content.decode()


def test_a_deleted_comment_with_replies_keeps_its_place_without_its_words() -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    comment = Comment.objects.get()
    reply = make_comment(post, "I doubt it.", parent=comment)
    answer = client.post(f"/-/comments/{comment.pk}/delete/")
    assert answer["Location"] == f"{post.path}#comment-{comment.pk}"
    page = page_of(Client().get(post.path))
    place = page.get_element_by_id(f"comment-{comment.pk}")
    assert "removed" in place.text_content() and "1904" not in place.text_content()
    assert "Bea" not in place.text_content()
    assert place.get_element_by_id(f"comment-{reply.pk}") is not None
    post.refresh_from_db()
    assert post.comment_count == 1
    assert Client().get(f"{post.path}?replytocom={comment.pk}").content.count(b"replytocom") < 3
    feeds = Client().get("/comments/feed/").content.decode()
    assert "1904" not in feeds and "I doubt it" in feeds


def test_when_the_last_reply_goes_the_place_goes_too() -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    first = Comment.objects.get()
    write(client, post, comment="An answer", comment_parent=first.pk, **KEEP)
    second = Comment.objects.get(text="An answer")
    for comment in (first, second):
        client.post(f"/-/comments/{comment.pk}/delete/")
    assert set(Comment.objects.values_list("status", flat=True)) == {"binned"}


def test_a_forged_order_deletes_nothing() -> None:
    rules()
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    comment = Comment.objects.get()
    client.post(f"/-/comments/{comment.pk}/delete/", HTTP_ORIGIN="https://elsewhere.example")
    client.post(f"/-/comments/{comment.pk}/edit/", {"comment": "x"}, HTTP_ORIGIN="https://elsewhere.example")
    comment.refresh_from_db()
    assert comment.removed_at is None and comment.text != "x"


def test_an_owner_who_gives_no_time_gives_no_window() -> None:
    rules(edit_minutes=0)
    post, client = make_post(), Client()
    write(client, post, **KEEP)
    assert "comment-edit-link" not in client.get(post.path).content.decode()
