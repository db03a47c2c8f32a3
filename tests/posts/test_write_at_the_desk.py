"""An editor writes, publishes, schedules and changes posts through the desk."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text

from coranto.posts.actions.sources import name_source
from coranto.posts.models import Attribution, Author, Category, ListingEntry, Permalink, Post, Source, Tag
from tests import world as w
from tests.desk import attribution, desk, person, post_form, rewrite, typed, written

pytestmark = pytest.mark.django_db


def test_a_published_post_stands_at_its_address_with_its_attribution() -> None:
    post = written(
        desk(),
        action="publish",
        title="The lamp at Skerry Nab turns again",
        attributions=[attribution("The Harbour Courier", original_date="2016-02", author="A. Keeper")],
    )
    answer = Client().get(post.path)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "The Harbour Courier" in page and "It was dark." in page
    assert post.path.endswith("/the-lamp-at-skerry-nab-turns-again/")
    assert Attribution.objects.get(post=post).review == Attribution.Review.WRITTEN


def test_an_outlet_that_is_known_under_another_spelling_is_found() -> None:
    courier = name_source(name="The Harbour Courier")
    client = desk()
    first = written(client, attributions=[attribution("The Harbour Courier")])
    second = written(client, attributions=[attribution("harbour  courier")])
    assert {row.source for row in Attribution.objects.filter(post__in=[first, second])} == {courier}


def test_the_chain_keeps_its_order() -> None:
    post = written(desk(), attributions=[attribution("Low Bridge Gauge"), attribution("Tidewire", relation="quoted")])
    rows = Attribution.objects.filter(post=post).order_by("order").values_list("source__name", "relation")
    assert list(rows) == [("Low Bridge Gauge", "republished"), ("Tidewire", "quoted")]


def test_categories_and_tags_are_made_on_the_fly_and_found_again() -> None:
    client = desk()
    world = w.make_category("World")
    post = written(client, new_categories="World > Alps", tag_names='Tides, "Sea, deep"', categories=(str(world.pk),))
    assert set(post.categories.all()) == {world, Category.objects.get(path="world/alps")}
    assert set(post.tags.values_list("name", flat=True)) == {"Tides", "Sea, deep"}
    written(client, tag_names="tides", new_categories="world > alps")
    assert (Category.objects.count(), Tag.objects.count()) == (2, 2)


def test_a_post_without_an_author_is_the_writers() -> None:
    user = person("editor", "edda")
    post = written(desk(user=user))
    assert post.author == Author.objects.get(user=user)


def test_a_draft_has_no_address_and_no_moment_until_it_is_published() -> None:
    client = desk()
    post = written(client)
    assert (post.live, post.path, post.posted_on) == (False, "", None)
    Post.objects.filter(pk=post.pk).update(posted_at=w.NOON)
    before = timezone.now()
    rewrite(client, post, action="publish")
    assert post.live and post.posted_at >= before and Permalink.objects.get(post=post).is_current


def test_a_moment_in_the_past_dates_the_post() -> None:
    post = written(desk(), action="publish", posted_at="2016-02-07 12:30")
    assert post.path.startswith("/2016/02/07/")
    assert ListingEntry.objects.filter(post=post, kind="month", key=201602).exists()


def test_a_moment_in_the_future_schedules_the_post() -> None:
    soon = timezone.now() + datetime.timedelta(days=2)
    post = written(desk(), action="publish", posted_at=typed(timezone.localtime(soon)))
    assert not post.live and post.go_live_at and abs(post.go_live_at - soon) < datetime.timedelta(minutes=1)
    assert Client().get("/").content.decode().count(post.title) == 0


def test_a_schedule_is_the_moment_of_posting() -> None:
    soon = timezone.now() + datetime.timedelta(days=2)
    post = written(desk(), action="publish", go_live_at=typed(timezone.localtime(soon)))
    assert post.posted_at == post.go_live_at
    due = timezone.now() - datetime.timedelta(seconds=1)
    revision = Revision.objects.for_instance(post).get()
    revision.approved_go_live_at = due
    revision.content = {**revision.content, "go_live_at": due.isoformat(), "posted_at": due.isoformat()}
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    post.refresh_from_db()
    assert post.live and post.posted_at == due and Client().get(post.path).status_code == 200


def test_a_public_post_cannot_be_dated_in_the_future() -> None:
    client = desk()
    post = written(client, action="publish")
    response = rewrite(client, post, posted_at=typed(timezone.localtime() + datetime.timedelta(days=1)))
    assert response.status_code == 200 and "cannot be dated in the future" in response.content.decode()


def test_saving_a_public_post_changes_nothing_for_readers_until_it_is_published() -> None:
    client = desk()
    post = written(client, action="publish", title="First words")
    rewrite(client, post, title="Second words", slug=post.slug, posted_at=typed(timezone.localtime(post.posted_at)))
    assert "First words" in Client().get(post.path).content.decode()
    rewrite(client, post, title="Second words", slug=post.slug, action="publish")
    assert "Second words" in Client().get(post.path).content.decode()


def test_another_slug_moves_the_post_and_the_old_address_leads_there() -> None:
    client = desk()
    post = written(client, action="publish", slug="one", posted_at="2016-02-07 12:30")
    rewrite(client, post, action="publish", slug="two", posted_at="2016-02-07 12:30")
    assert post.path == "/2016/02/07/two/"
    moved = Client().get("/2016/02/07/one/")
    assert moved.status_code == 301 and moved["Location"].endswith("/2016/02/07/two/")


def test_publishing_an_older_draft_does_not_turn_back_the_number_of_comments() -> None:
    client = desk()
    post = written(client, action="publish")
    rewrite(client, post, title="Changed", slug=post.slug)
    w.make_comment(post)
    rewrite(client, post, title="Changed", slug=post.slug, action="publish")
    assert post.comment_count == 1


def test_seconds_that_the_form_does_not_show_are_kept() -> None:
    moment = w.NOON.replace(second=42)
    post = w.make_post(at=moment)
    rewrite(desk(), post, action="publish", posted_at=typed(moment), slug=post.slug, author=str(post.author_id))
    assert post.posted_at == moment


def test_new_posts_take_comments_as_the_publication_says() -> None:
    w.publication(comments_open=False)
    page = desk().get(reverse("wagtailsnippets_posts_post:add")).content.decode()
    box = page[page.index('name="comments_open"') - 60 : page.index('name="comments_open"') + 120]
    assert "checked" not in box


def test_the_html_is_written_clean() -> None:
    blocks = [
        ("heading", {"text": "A heading", "level": "3"}),
        ("text", rich_text("<p>One <b>two</b></p>")),
        ("html", '<p class="wp-block">three</p><script>alert(1)</script>'),
    ]
    post = written(desk(), blocks=blocks)
    assert "<h3>A heading</h3>" in post.body_html and "<p>One <b>two</b></p>" in post.body_html
    assert "three" in post.body_html and "script" not in post.body_html


def test_a_preview_shows_what_is_typed_and_writes_nothing_down() -> None:
    client = desk()
    url = reverse("wagtailsnippets_posts_post:preview_on_add")
    form = post_form(title="Unseen", attributions=[attribution("The Quay Observer")], tag_names="Fog")
    assert client.post(url, form).json() == {"is_valid": True, "is_available": True}
    page = client.get(url).content.decode()
    assert "Unseen" in page and "The Quay Observer" in page and "It was dark." in page
    assert not (Source.objects.exists() or Tag.objects.exists() or Post.objects.exists())


def test_the_preview_of_a_public_post_shows_the_draft() -> None:
    client = desk()
    post = written(client, action="publish", title="First words")
    url = reverse("wagtailsnippets_posts_post:preview_on_edit", args=[post.pk])
    client.post(url, post_form(title="Second words"))
    assert "Second words" in client.get(url).content.decode()
