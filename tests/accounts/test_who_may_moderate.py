"""Every role and a stranger against every act of the moderators' desk, below others' posts and below their own."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from coranto.accounts.models import User
from coranto.comments.actions.moderating import decide_at_desk
from coranto.comments.models import Block, Comment, DeskAct
from coranto.posts.models import Post
from tests import world as w
from tests.desk import ROLES, desk, person

pytestmark = pytest.mark.django_db
MODERATORS = {"administrator", "editor", "moderator"}
VERBS = ("publish", "hold", "spam", "bin", "close", "open", "trust", "untrust", "block", "move")
OF_AUTHORS = {"publish", "hold", "spam", "bin", "close", "open", "reply", "edit"}
ACTS = (*VERBS, "reply", "edit")


def client_of(role: str) -> tuple[Client, User | None]:
    """A browser of somebody in that role."""
    if role == "stranger":
        return Client(), None
    user = person(role)
    return desk(user=user), user


def subject(act: str, user: User | None = None) -> Comment:
    """A comment on which the act has something to do, below the user's post or another's."""
    author = w.make_author("Somebody", user=user)
    post = w.make_post(author=author, comments_open=act != "open")
    by = w.make_commenter(is_trusted=act == "untrust")
    return w.make_comment(post, status="spam" if act in ("publish", "hold", "reply") else "published", by=by)


def press(client: Client, act: str, comment: Comment) -> Any:
    """Do it."""
    if act in ("reply", "edit"):
        address = reverse(f"comments_desk:{act}", args=[comment.pk])
        return client.post(address, {"text": "Other words", "token": "t"})
    to = w.make_post("Elsewhere").path if act == "move" else ""
    return client.post(reverse("comments_desk:act"), {"verb": act, "comment": comment.pk, "kind": "name", "to": to})


def state() -> list[Any]:
    """All that an act can change."""
    models: list[type[Model]] = [Comment, Block, DeskAct]
    rows = [list(model._default_manager.order_by("pk").values_list()) for model in models]
    commenters = list(Comment.objects.values_list("commenter__is_trusted", flat=True))
    return [*rows, commenters, list(Post.objects.order_by("pk").values_list("comments_open", flat=True)[:1])]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_others_comments_are_for_moderators(role: str, act: str) -> None:
    client, _user = client_of(role)
    comment = subject(act)
    before = state()
    answer = press(client, act, comment)
    if role in MODERATORS:
        assert answer.status_code == 302 and state() != before
    else:
        assert state() == before and answer.status_code in (302, 403)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["author", "contributor"])
def test_writers_decide_below_their_own_posts_if_they_may_publish(role: str, act: str) -> None:
    client, user = client_of(role)
    comment = subject(act, user)
    before = state()
    press(client, act, comment)
    assert (state() != before) == (role == "author" and act in OF_AUTHORS)


def test_an_author_sees_and_finds_only_what_stands_below_their_posts() -> None:
    client, user = client_of("author")
    own, other = subject("spam", user), w.make_comment(w.make_post("Others'"), "Not for your eyes")
    assert own.commenter_id == other.commenter_id
    for query in ("status=all", "status=published", "status=all&name=tom+reader", f"status=all&on={other.thread_id}"):
        page = client.get(f"/desk/comments/?{query}")
        assert {row.comment.pk for row in page.context["rows"]} <= {own.pk}
        assert "Not for your eyes" not in page.content.decode()
        assert not any(one.others for row in page.context["rows"] for one in row.shared), "tells how many others wrote"
    assert client.get(reverse("comments_desk:comment", args=[other.pk]))["Location"] == "/desk/"
    assert client.get(reverse("comments_desk:why", args=[own.pk])).status_code == 200
    assert client.get(reverse("comments_desk:why", args=[other.pk]))["Location"] == "/desk/"
    form = {"verb": "bin", "all": "1", "name": "tom reader", "status": "all"}
    client.post(reverse("comments_desk:act"), form)
    assert Comment.objects.get(pk=other.pk).status == "published"
    assert Comment.objects.get(pk=own.pk).status == "binned"


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_acts_are_taken_back_by_moderators_and_by_who_did_them(role: str) -> None:
    client, user = client_of(role)
    comment = subject("spam", user)
    by_other = decide_at_desk(comments=[comment], status="spam", at=w.NOON, by=person("moderator", "other"))
    assert by_other is not None
    client.post(reverse("comments_desk:undo", args=[by_other.pk]))
    comment.refresh_from_db()
    assert (comment.status == "published") == (role in MODERATORS)
    if role == "author":
        press(client, "bin", comment)
        own = DeskAct.objects.get(by=user)
        client.post(reverse("comments_desk:undo", args=[own.pk]))
        comment.refresh_from_db()
        assert comment.status == "spam"
        assert [row.pk for row, *_rest in client.get(reverse("comments_desk:log")).context["rows"]] == [own.pk]


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_blocks_are_for_moderators(role: str) -> None:
    client, _user = client_of(role)
    client.post(reverse("comments_desk:blocks"), {"kind": "word", "value": "pills"})
    assert Block.objects.exists() == (role in MODERATORS)
    row = Block.objects.create(kind="word", value="other")
    client.post(reverse("comments_desk:lift", args=[row.pk]))
    row.refresh_from_db()
    assert (row.until is not None) == (role in MODERATORS)


@pytest.mark.parametrize("door", ["lead", "replies", "report"])
@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_what_is_said_below_hidden_posts_is_for_those_who_see_the_posts(role: str, door: str) -> None:
    client, _user = client_of(role)
    posts = [w.make_post("Private", is_private=True), w.make_draft("Draft"), w.make_post("Locked", password="tide")]
    words = [w.make_comment(post, "Whispered.") for post in posts]
    held = w.make_comment(w.make_post("Public"), "Whispered.", status="held")
    for comment in (*words, held):
        answer = client.get(reverse(f"comments:{door}", args=[comment.pk]))
        sees = role in {"administrator", "editor"} and comment in words[:2]
        assert (answer.status_code in (200, 302)) == sees, (comment.thread.post, answer.status_code)
        assert sees or b"Whispered" not in answer.content
