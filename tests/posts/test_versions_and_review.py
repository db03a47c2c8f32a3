"""Versions, the review by an editor, locks, and who may do what with one post."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from coranto.accounts.models import User
from coranto.posts.actions import bin_posts
from coranto.posts.models import Attribution, Post, Source
from tests import world as w
from tests.desk import attribution, desk, person, post_form, rewrite, typed, written

pytestmark = pytest.mark.django_db


def at_desk(name: str, post: Post, *more: object) -> str:
    """The address of one of a post's screens."""
    return reverse(f"wagtailsnippets_posts_post:{name}", args=[post.pk, *more])


def submitted() -> tuple[Client, User, Post]:
    """A contributor's post that waits for review."""
    user = person("contributor", "connie")
    client = desk(user=user)
    return client, user, written(client, action="submit", title="From a contributor")


def test_two_versions_are_compared_with_their_outlets_and_tags() -> None:
    client = desk()
    post = written(client, action="publish", attributions=[attribution("Old Gazette")], tag_names="Tides")
    first = post.latest_revision
    rewrite(client, post, attributions=[attribution("New Courier")], tag_names="Fog", slug=post.slug)
    page = client.get(at_desk("revisions_compare", post, first.pk, "latest")).content.decode()
    assert "Old Gazette" in page and "New Courier" in page and "Fog" in page


def test_an_older_version_is_brought_back() -> None:
    client = desk()
    post = written(client, action="publish", title="First words")
    first = post.latest_revision
    form = post_form(title="Second words", slug=post.slug, posted_at=typed(post.posted_at))
    client.post(at_desk("edit", post), {**form, "action-publish": "1"})
    page = client.get(at_desk("revisions_revert", post, first.pk))
    assert "First words" in page.content.decode()


def test_what_was_imported_can_be_compared_with_and_brought_back_after_the_first_change() -> None:
    client = desk()
    post = w.make_post("As it came")
    for title in ("Changed once", "Changed twice"):
        rewrite(client, post, title=title, slug=post.slug, posted_at=typed(post.posted_at), action="publish")
    first, *later = Revision.objects.for_instance(post).order_by("pk")
    assert (len(later), first.content["title"]) == (2, "As it came")
    history = client.get(at_desk("history", post)).content.decode()
    assert at_desk("revisions_compare", post, first.pk, later[0].pk) in history
    assert "As it came" in client.get(at_desk("revisions_revert", post, first.pk)).content.decode()


def test_an_older_version_can_be_read_although_its_author_and_outlet_are_gone() -> None:
    client = desk()
    author = w.make_author("Gone Author")
    post = written(client, action="publish", author=str(author.pk), attributions=[attribution("Gone Gazette")])
    first = post.latest_revision
    Post.objects.update(author=None)
    Attribution.objects.all().delete()
    author.delete()
    Source.objects.all().delete()
    assert client.get(at_desk("revisions_view", post, first.pk)).status_code == 200


def test_what_a_contributor_submits_waits_for_an_editor_who_publishes_it() -> None:
    _client, _user, post = submitted()
    assert post.is_pending and not post.live
    editor = desk("editor")
    assert "From a contributor" in editor.get("/desk/").content.decode()
    state = post.current_workflow_task_state
    editor.post(at_desk("workflow_action", post, "approve", state.pk), {"comment": ""})
    post.refresh_from_db()
    assert post.live and not post.is_pending and Client().get(post.path).status_code == 200


def test_what_an_editor_sends_back_waits_no_longer() -> None:
    _client, _user, post = submitted()
    state = post.current_workflow_task_state
    desk("editor").post(at_desk("workflow_action", post, "reject", state.pk), {"comment": "More tide, please."})
    post.refresh_from_db()
    assert not post.is_pending and not post.live


def test_what_an_editor_bins_is_reviewed_no_longer() -> None:
    _client, _user, post = submitted()
    bin_posts(posts=[Post.objects.get(pk=post.pk)], at=w.NOON, by=person("editor"))
    post = Post.objects.get(pk=post.pk)
    assert (post.workflow_in_progress, post.is_pending, post.live) == (False, False, False)


def test_a_contributor_cannot_publish_by_any_button() -> None:
    client = desk("contributor")
    post = written(client, action="publish")
    assert not post.live
    rewrite(client, post, action="publish")
    assert not post.live
    client.post(at_desk("unpublish", post))
    assert not post.live


def test_a_contributor_cannot_change_what_is_public() -> None:
    client, _user, post = submitted()
    post.latest_revision.publish()
    answer = rewrite(client, post, title="Changed my mind", action="publish")
    assert answer.status_code == 302 and post.title == "From a contributor"
    client.post(at_desk("delete", post))
    post.refresh_from_db()
    assert post.live and post.binned_at is None


def test_an_author_publishes_and_withdraws_their_own_post() -> None:
    client = desk("author")
    post = written(client, action="publish")
    assert post.live
    page = client.get(at_desk("edit", post)).content.decode()
    assert 'name="action-publish"' in page and at_desk("unpublish", post) in page
    client.post(at_desk("unpublish", post))
    post.refresh_from_db()
    assert not post.live


@pytest.mark.parametrize("role", ["author", "contributor"])
@pytest.mark.parametrize("name", ["edit", "delete", "history", "unpublish", "preview_on_edit", "usage", "lock"])
def test_nobody_opens_another_persons_post(role: str, name: str) -> None:
    post = w.make_draft("Somebody's")
    client = desk(role)
    for answer in (client.get(at_desk(name, post)), client.post(at_desk(name, post), post_form(title="Mine now"))):
        assert answer.status_code in (302, 403, 405) and b"Somebody" not in answer.content
    post.refresh_from_db()
    assert post.title == "Somebody's"


def test_an_author_cannot_write_under_another_name() -> None:
    other = w.make_author("Somebody Else")
    post = written(desk("author"), author=str(other.pk))
    assert post.author != other


def test_an_author_cannot_copy_another_persons_draft() -> None:
    post = w.make_draft("Somebody's")
    desk("author").post(reverse("posts_desk:copy", args=[post.pk]))
    assert Post.objects.count() == 1


def test_a_locked_post_is_not_changed_by_others() -> None:
    post = written(desk(user=person("editor", "edda")), title="Locked")
    desk(user=person("editor", "olga")).post(at_desk("lock", post))
    rewrite(desk(user=User.objects.get(username="edda")), post, title="Changed")
    assert post.title == "Locked"


def test_chooser_and_suggestions_give_no_draft_away() -> None:
    draft = w.make_draft("A secret draft")
    client = desk("author")
    chosen = "/desk/snippets/choose/posts/post/chosen"
    for key in (draft.pk, "x"):
        assert client.get(f"{chosen}/{key}/").status_code == 404
    assert "secret" not in client.get(f"{chosen}-multiple/?id={draft.pk}&id=x").content.decode()
    editor = desk()
    for path in (f"{chosen}/{draft.pk}/", f"{chosen}-multiple/?id={draft.pk}"):
        assert "secret" in editor.get(path).content.decode()
    assert "secret" not in client.get("/desk/snippets/choose/posts/post/").content.decode()
    assert client.get(reverse("posts_desk:suggest", args=["posts"])).status_code == 404


def test_names_are_suggested_those_that_begin_so_first() -> None:
    for name in ("The Harbour Courier", "Harbour Gazette", "Quay Observer"):
        w.make_source(name)
    answer = desk().get(reverse("posts_desk:suggest", args=["sources"]), {"q": "harb"})
    assert answer.json() == {"names": ["Harbour Gazette", "The Harbour Courier"]}


def test_the_first_dashboard_of_a_writer_shows_how_to_begin() -> None:
    page = desk("contributor").get("/desk/").content.decode()
    assert reverse("wagtailsnippets_posts_post:add") in page
