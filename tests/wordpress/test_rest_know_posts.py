"""An entry of a post is made once for all strangers, and again as soon as anything that it shows is another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from coranto.posts.models import Author, Category, Original, Post
from coranto.wordpress.entries.sent import digest_of
from coranto.wordpress.models import SentText
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries import posts
from tests import world
from tests.wordpress.rest_asking import V2, ask

pytestmark = pytest.mark.django_db

LIVING = '<p class="wp-block-latest-posts"><a href="/">Latest</a></p>'

CHANGES: dict[str, Callable[[], object]] = {
    "title": lambda: Post.objects.update(title="Other words"),
    "text": lambda: Post.objects.update(body_html="<p>Other words</p>"),
    "excerpt": lambda: Post.objects.update(excerpt="In short"),
    "address": lambda: Post.objects.update(path="/2016/02/07/elsewhere/"),
    "slug": lambda: Post.objects.update(slug="elsewhere"),
    "clock": lambda: Post.objects.update(utc_offset=90),
    "moment of change": lambda: Post.objects.update(modified_at=world.moment("2026-01-01")),
    "password": lambda: Post.objects.update(password="tide"),
    "closed discussion": lambda: Post.objects.update(comments_open=False),
    "stickiness": lambda: Post.objects.update(is_sticky=True),
    "format": lambda: Post.objects.update(format="aside"),
    "author": lambda: Post.objects.update(author=world.make_author("Grace Ink")),
    "number of the author": lambda: Author.objects.update(number=4711),
    "picture": lambda: Post.objects.update(featured_image=picture_in_the_library()),
    "slug of the category": lambda: Category.objects.update(slug="straits"),
    "another tag": lambda: Post.tags.through.objects.create(post=Post.objects.get(), tag=world.make_tag("Fog")),
    "what was imported": lambda: Original.objects.create(
        post=Post.objects.get(), content="", meta=[{"key": "_thumbnail_id", "value": "31"}]
    ),
    "zone of the site": lambda: world.publication(time_zone="Asia/Tokyo"),
}


def picture_in_the_library() -> Any:
    """One that has a number."""
    image = world.make_image(file="chart.jpg")
    world.make_attachment("Chart", mime_type="image/jpeg", image=image)
    return image


@pytest.fixture
def post() -> Post:
    """One of which an entry shows all that it can."""
    made = world.make_post(
        "High water",
        author=world.make_author("Ada Quill"),
        categories=[world.make_category("Harbours")],
        tags=[world.make_tag()],
        body=f"<p>{'High water at noon. ' * 40}</p>",
    )
    Post.objects.update(modified_at=world.moment("2020-05-05"))
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_by_the_next_program(client: Client, post: Post, change: str) -> None:
    before = ask(client, "posts")
    assert ask(client, "posts") == before
    CHANGES[change]()
    assert ask(client, "posts") != before


@pytest.mark.parametrize("setting", [{"language": "de"}, {"permalink_structure": "/%post_id%/"}, {"name": "Tideline"}])
def test_an_entry_is_made_anew_under_other_settings(client: Client, post: Post, setting: dict[str, str]) -> None:
    first = body_of(post)
    assert body_of(post) is first
    world.publication(**setting)
    assert body_of(post) is not first


def test_what_is_renamed_is_seen_where_it_is_embedded(client: Client, post: Post) -> None:
    ask(client, "posts?_embed")
    Author.objects.update(name="Grace Ink")
    Category.objects.update(name="Straits")
    (shown,) = ask(client, "posts?_embed")
    assert shown["_embedded"]["author"][0]["name"] == "Grace Ink"
    assert shown["_embedded"]["wp:term"][0][0]["name"] == "Straits"
    assert "_embedded" not in ask(client, "posts")[0], "nothing is put into what is kept"


def test_a_text_that_a_program_sent_is_seen(client: Client, post: Post) -> None:
    Post.objects.update(latest_revision=post.save_revision())
    before = ask(client, "posts")
    SentText.objects.create(post=post, content="As it was sent", digest=digest_of(post))
    assert "As it was sent" in ask(client, "posts")[0]["content"]["rendered"] != before[0]["content"]["rendered"]


def test_the_same_entry_is_made_once_and_once_more_after_a_change(post: Post) -> None:
    first = body_of(post)
    assert body_of(post) is first
    Post.objects.update(title="Other words")
    changed = body_of(post)
    assert changed is not first and body_of(post) is changed
    posts.forget_made()
    assert body_of(post) == changed and body_of(post) is not changed


def test_only_with_the_password_a_protected_text_is_shown(client: Client, post: Post) -> None:
    Post.objects.update(password="tide")
    path = f"posts/{post.number}"
    assert "noon" in ask(client, f"{path}?password=tide")["content"]["rendered"]
    assert ask(client, path)["content"]["rendered"] == ""
    assert "noon" in ask(client, f"{path}?password=tide")["content"]["rendered"]


def test_context_fields_and_person_get_entries_of_their_own(client: Client, post: Post) -> None:
    whole = ask(client, "posts")
    assert "content" not in ask(client, "posts?context=embed")[0]
    assert ask(client, "posts?_fields=id,content.protected") == [{"id": post.number, "content": {"protected": False}}]
    assert "coranto" in ask(client, "posts?coranto=1")[0]
    editor = Client()
    editor.force_login(world.make_editor())
    editor.get(f"{V2}posts")
    assert ask(client, "posts") == whole


def test_a_text_that_shows_something_of_the_site_is_filled_in_each_time(client: Client, post: Post) -> None:
    Post.objects.update(body_html=LIVING)
    before = ask(client, f"posts/{post.number}")
    other = world.make_post("News of the tide", at="2014-01-01")
    Post.objects.filter(pk=other.pk).update(title="Older news")
    assert "Older news" in ask(client, f"posts/{post.number}")["content"]["rendered"]
    assert "Older news" not in before["content"]["rendered"]


def body_of(post: Post) -> dict[str, Any]:
    """The body that a stranger gets."""
    asked = Asked("GET", "/wp/v2/posts", {}, RequestFactory().get("/"), timezone.now(), values={"context": "view"})
    return posts.make(asked, posts.load([post.pk], asked)[0])[0]
