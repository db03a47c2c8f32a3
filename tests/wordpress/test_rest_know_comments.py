"""A comment is made once for all strangers over REST, and again when anything of it, or of what it is on, changed."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from coranto.comments.models import Comment, Commenter, Thread
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.rest import comments
from coranto.wordpress.rest.asked import Asked
from tests import world
from tests.wordpress.rest_asking import V2, ask, numbers
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db

OF_THE_COMMENT: dict[str, Callable[[], object]] = {
    "text": lambda: Comment.objects.filter(parent=None).update(text="Other words", html="<p>Other words</p>"),
    "name": lambda: Comment.objects.filter(parent=None).update(name="Grace Ink"),
    "web address": lambda: Comment.objects.filter(parent=None).update(url="https://other.example/"),
    "moment": lambda: Comment.objects.filter(parent=None).update(posted_at=world.moment("2026-01-01")),
    "clock": lambda: Comment.objects.filter(parent=None).update(utc_offset=90),
    "parent": lambda: Comment.objects.filter(parent=None).update(parent=Comment.objects.exclude(parent=None).get()),
    "number of its author": lambda: Commenter.objects.update(author_number=4711),
    "who wrote it": lambda: Comment.objects.filter(parent=None).update(commenter=world.make_commenter("Another")),
    "answer held": lambda: Comment.objects.exclude(parent=None).update(status=Comment.Status.HELD),
    "answer taken back": lambda: Comment.objects.exclude(parent=None).update(removed_at=world.moment("2026-01-01")),
    "address of the post": lambda: Post.objects.update(path="/2016/02/07/elsewhere/"),
    "number of the post": lambda: Post.objects.update(number=4711),
    "another post": lambda: Thread.objects.update(post=world.make_post("Elsewhere")),
    "pages of comments": lambda: world.publication(page_comments=True, comments_per_page=1),
}
HIDING: dict[str, Callable[[], object]] = {
    "held": lambda: Comment.objects.update(status=Comment.Status.HELD),
    "spam": lambda: Comment.objects.update(status=Comment.Status.SPAM),
    "in the bin": lambda: Comment.objects.update(status=Comment.Status.BINNED),
    "taken back by its writer": lambda: Comment.objects.update(removed_at=world.moment("2026-01-01")),
    "a ping": lambda: Comment.objects.update(kind=Comment.Kind.PINGBACK),
    "post withdrawn": lambda: Post.objects.update(live=False),
    "post private": lambda: Post.objects.update(is_private=True),
    "post of tomorrow": lambda: Post.objects.update(posted_at=world.moment("2040-01-01")),
    "post protected": lambda: Post.objects.update(password="tide"),
    "deleted": lambda: Comment.objects.all().delete(),
}


@pytest.fixture
def comment() -> Comment:
    """One that has an answer, on a post."""
    post = world.make_post("High water")
    said = world.make_comment(post, "Well said.", url="https://tom.example/")
    world.make_comment(post, "So it is.", parent=said, at="2016-02-09")
    return said


@pytest.mark.parametrize("change", OF_THE_COMMENT)
def test_whatever_changes_is_seen_by_the_next_program(client: Client, comment: Comment, change: str) -> None:
    paths = (f"comments/{comment.pk}", f"comments?include={comment.pk}")
    before = [ask(client, path) for path in paths]
    assert [ask(client, path) for path in paths] == before
    OF_THE_COMMENT[change]()
    for path, was in zip(paths, before, strict=True):
        assert ask(client, path) != was, path


@pytest.mark.parametrize("change", HIDING)
def test_what_is_hidden_is_gone_at_once(client: Client, comment: Comment, change: str) -> None:
    assert len(numbers(client, "comments")) == 2
    HIDING[change]()
    assert numbers(client, "comments") == []
    status = client.get(f"{V2}comments/{comment.pk}").status_code
    assert status in (401, 404) or change == "a ping", "a ping is no comment of lists, but may be asked for by number"


def test_what_a_post_embeds_is_as_new(client: Client, comment: Comment) -> None:
    path = f"posts/{Post.objects.get().number}?_embed=replies"
    assert len(ask(client, path)["_embedded"]["replies"][0]) == 2
    Comment.objects.filter(pk=comment.pk).update(name="Grace Ink")
    assert "Grace Ink" in str(ask(client, path)["_embedded"])
    assert "_embedded" not in str(ask(client, f"comments/{comment.pk}")), "nothing is put into what is kept"


def test_pages_and_files_change_what_is_told_of_comments_on_them(client: Client) -> None:
    page, file = world.make_page("About"), world.make_attachment("Chart", parent=world.make_post())
    on_page, on_file = world.make_comment(page), world.make_comment(file)
    paths = [f"comments/{each.pk}" for each in (on_page, on_file)]
    before = [ask(client, path)["link"] for path in paths]
    StaticPage.objects.update(slug="elsewhere", url_path="/home/elsewhere/")
    Attachment.objects.update(path="/elsewhere/")
    assert all(ask(client, path)["link"] != was for path, was in zip(paths, before, strict=True))
    StaticPage.objects.update(live=False)
    Post.objects.update(live=False)
    assert [client.get(V2 + path).status_code for path in paths] == [401, 401]


def test_context_and_person_get_their_own(client: Client, comment: Comment) -> None:
    whole, editor = ask(client, f"comments/{comment.pk}"), Program("editor")
    told = editor.get(f"comments/{comment.pk}?context=edit")
    assert {"author_email", "author_ip"} <= set(told) and "raw" in told["content"]
    assert "status" not in ask(client, f"comments/{comment.pk}?context=embed")
    assert ask(client, f"comments/{comment.pk}") == whole
    Comment.objects.update(status=Comment.Status.HELD)
    assert editor.get(f"comments/{comment.pk}")["status"] == "hold"
    assert client.get(f"{V2}comments/{comment.pk}").status_code == 401
    assert ask(client, "comments") == []


def test_the_same_row_is_the_same_comment_and_a_changed_one_another(comment: Comment) -> None:
    first = kept(comment)
    assert kept(comment) is first and not first.get_deferred_fields() & {"text", "html", "name"}
    Comment.objects.filter(pk=comment.pk).update(name="Grace Ink")
    assert kept(comment) is not first and kept(comment).name == "Grace Ink"


def test_nothing_is_asked_of_what_is_kept_but_what_its_row_holds(client: Client, comment: Comment) -> None:
    """Else it would stay as it was then: a column that is fetched later is no part of the row that is compared."""
    world.publication(page_comments=True, comments_per_page=1)
    before = kept(comment).get_deferred_fields(), kept(comment).thread.get_deferred_fields()
    for path in ("comments", f"comments/{comment.pk}?_embed", f"posts/{Post.objects.get().number}?_embed"):
        ask(client, path)
    held = kept(comment)
    assert (held.get_deferred_fields(), held.thread.get_deferred_fields()) == before
    post = held.thread.post
    assert post is not None and {"title", "body_html", "excerpt"} <= post.get_deferred_fields()


def kept(comment: Comment) -> Comment:
    """The object that strangers' answers are made of."""
    asked = Asked("GET", "/wp/v2/comments", {}, RequestFactory().get("/"), timezone.now(), values={"context": "view"})
    return comments.load([comment.pk], asked)[0].comment
