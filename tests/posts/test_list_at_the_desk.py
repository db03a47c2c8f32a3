"""The list of posts at the desk: finding, narrowing, acting on several, and its cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from coranto.posts.actions import bin_posts
from coranto.posts.actions.sources import name_source
from coranto.posts.models import Post
from tests import world as w
from tests.desk import desk, person, written

pytestmark = pytest.mark.django_db
LIST = "/desk/posts/"


def titles(client: Client, **query: str) -> list[str]:
    """The titles in the list."""
    return [post.title for post in client.get(LIST, query).context["object_list"]]


def together(client: Client, verb: str, posts: list[Post], **form: str) -> Any:
    """Do something with several posts, as the buttons below the list do."""
    url = reverse("wagtail_bulk_action", args=["posts", "post", verb])
    keys = "&".join(f"id={post.pk}" for post in posts)
    assert client.get(f"{url}?{keys}").status_code == 200
    return client.post(f"{url}?{keys}&next={LIST}", form)


def test_public_posts_are_found_by_any_word_and_drafts_by_title() -> None:
    w.make_post("Low tide", body="<p>The heron stood still.</p>")
    w.make_draft("A heron in the draft")
    w.make_post("Something else")
    assert set(titles(desk(), q="heron")) == {"Low tide", "A heron in the draft"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "draft"}, {"Draft"}),
        ({"status": "private"}, {"Private"}),
        ({"status": "protected"}, {"Protected"}),
        ({"status": "sticky"}, {"Sticky"}),
        ({"status": "pending"}, {"Pending"}),
        ({"source": "harbour courier"}, {"Public"}),
        ({"source": "nobody we know"}, set()),
        ({"month": "2016-03"}, {"Private"}),
        ({"month": "2015"}, {"Sticky"}),
        ({"month": "nonsense"}, set()),
    ],
)
def test_the_list_is_narrowed(query: dict[str, str], expected: set[str]) -> None:
    w.make_post("Public", source=name_source(name="The Harbour Courier"))
    w.make_post("Private", is_private=True, at="2016-03-01")
    w.make_post("Protected", password="tide")
    w.make_post("Sticky", is_sticky=True, at="2015-03-01")
    w.make_draft("Draft")
    w.make_draft("Pending", is_pending=True)
    assert set(titles(desk(), **query)) == expected


def test_the_list_is_narrowed_to_a_category_and_an_author() -> None:
    harbours = w.make_category("Harbours")
    post = w.make_post("Filed", categories=[harbours], author=w.make_author("Ines Lock"))
    w.make_post("Elsewhere")
    client = desk()
    assert titles(client, category=str(harbours.pk)) == ["Filed"]
    assert titles(client, author=str(post.author_id)) == ["Filed"]


def test_an_author_sees_their_own_posts_only() -> None:
    user = person("author")
    w.make_post("Somebody's")
    written(desk(user=user), title="Mine")
    assert titles(desk(user=user)) == ["Mine"]
    assert titles(desk(user=user), q="Somebody") == []


def test_several_posts_are_published_withdrawn_and_binned() -> None:
    client = desk()
    drafts = [written(client, title=f"Draft {n}") for n in range(2)]
    together(client, "publish", drafts)
    for post in drafts:
        post.refresh_from_db()
        assert post.live and Client().get(post.path).status_code == 200
    together(client, "unpublish", drafts)
    assert {Client().get(post.path).status_code for post in drafts} == {404}
    together(client, "delete", drafts)
    assert Post.objects.filter(binned_at__isnull=False).count() == 2
    assert titles(client) == []


def test_an_imported_post_without_versions_can_be_withdrawn_and_published_again() -> None:
    post = w.make_post("From WordPress", at="2016-02-07")
    client = desk()
    together(client, "unpublish", [post])
    together(client, "publish", [post])
    post.refresh_from_db()
    assert post.live and post.path.startswith("/2016/02/07/") and post.posted_at == w.moment("2016-02-07")


def test_a_contributor_cannot_publish_several_posts() -> None:
    user = person("contributor")
    post = written(desk(user=user))
    together(desk(user=user), "publish", [post])
    post.refresh_from_db()
    assert not post.live


@pytest.mark.parametrize("role", ["contributor", "author", "moderator"])
def test_whoever_ticks_a_post_of_somebody_else_by_its_number_is_not_told_its_title(role: str) -> None:
    draft = w.make_draft("Still a secret")
    url = reverse("wagtail_bulk_action", args=["posts", "post", "delete"])
    page = desk(role).get(f"{url}?id={draft.pk}")
    assert "Still a secret" not in page.content.decode()


def test_all_in_the_listing_does_nothing() -> None:
    post = w.make_post()
    url = reverse("wagtail_bulk_action", args=["posts", "post", "delete"])
    desk().post(f"{url}?id=all&next={LIST}")
    post.refresh_from_db()
    assert post.binned_at is None


def test_a_binned_post_is_gone_from_the_site_and_comes_back_as_a_draft() -> None:
    client = desk()
    post = w.make_post("Low tide")
    client.post(reverse("wagtailsnippets_posts_post:delete", args=[post.pk]))
    assert Client().get(post.path).status_code == 410
    assert "Low tide" in client.get(reverse("posts_desk:bin")).content.decode()
    edit = reverse("wagtailsnippets_posts_post:edit", args=[post.pk])
    assert client.get(edit).status_code == 302
    client.post(reverse("posts_desk:restore", args=[post.pk]))
    post.refresh_from_db()
    assert (post.live, post.binned_at) == (False, None) and client.get(edit).status_code == 200


def test_a_copy_is_a_new_draft_of_whoever_made_it() -> None:
    user = person("editor", "edda")
    tag = w.make_tag()
    post = w.make_post("Low tide", body="<p>x</p>", tags=[tag], source=w.make_source(), is_sticky=True)
    desk(user=user).post(reverse("posts_desk:copy", args=[post.pk]))
    copy = Post.objects.exclude(pk=post.pk).get()
    assert (copy.title, copy.live, copy.path, copy.is_sticky) == ("Low tide", False, "", False)
    assert copy.author is not None and copy.author.user == user and copy.number != post.number
    assert list(copy.tags.all()) == [tag] and copy.attributions.count() == 1 and post.attributions.count() == 1


def test_the_list_costs_as_many_queries_for_fifty_posts_as_for_five() -> None:
    client = desk()
    counts = []
    for more in (5, 45):
        for post in w.many_posts(more, categories=[w.make_category(f"C{more}")]):
            w.make_comment(post)
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_the_list_is_never_counted_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.core.capped_pages.MOST", 3)
    w.many_posts(5)
    with CaptureQueriesContext(connection) as queries:
        page = desk().get(LIST).context["page_obj"]
    assert page.paginator.count == 3
    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"] and "posts_post" in query["sql"]]
    assert counting and all("LIMIT 4" in sql for sql in counting)


def test_binning_is_written_down_with_who_and_when() -> None:
    user = person("editor", "edda")
    post = w.make_post()
    bin_posts(posts=[post], at=timezone.now(), by=user)
    entry = registry.get_logs_for_instance(post).first()
    assert entry is not None and entry.user == user
