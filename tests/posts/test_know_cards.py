"""A card is made once for all strangers, and again as soon as anything that it shows is another."""

from collections.abc import Callable

import pytest
from django.test import Client

from coranto.posts.contexts import ListingPage, PostCard
from coranto.posts.listings import cards
from coranto.posts.models import Attribution, Author, Byline, Category, Post, Source, Tag
from coranto.publication.models import Publication
from tests import world

pytestmark = pytest.mark.django_db

LIVING = '<p class="wp-block-latest-posts"><a href="/">Latest</a></p>'

CHANGES: dict[str, Callable[[], object]] = {
    "title": lambda: Post.objects.update(title="Other words"),
    "text": lambda: Post.objects.update(body_html="<p>Other words</p>"),
    "address": lambda: Post.objects.update(path="/2016/02/07/elsewhere/"),
    "count of comments": lambda: Post.objects.update(comment_count=7),
    "clock": lambda: Post.objects.update(utc_offset=90),
    "password": lambda: Post.objects.update(password="tide"),
    "author": lambda: Author.objects.update(name="Grace Ink"),
    "name of the outlet": lambda: Source.objects.update(name="The Lighthouse Post"),
    "date of the original": lambda: Attribution.objects.update(original_date="2015-12-31"),
    "review": lambda: Attribution.objects.update(review=Attribution.Review.REJECTED),
    "byline": lambda: Byline.objects.create(post=Post.objects.get(), name="Translated by Ada"),
    "category": lambda: Category.objects.update(name="Straits"),
    "tag": lambda: Tag.objects.update(slug="ebbs"),
    "another tag": lambda: Post.tags.through.objects.create(post=Post.objects.get(), tag=world.make_tag("Fog")),
    "full texts": lambda: world.publication(listing_text=Publication.ListingText.FULL),
    "stickiness": lambda: held_on_top(Post.objects.get()),
}


def held_on_top(post: Post) -> None:
    """Hold the post on top of the front page."""
    Post.objects.update(is_sticky=True)
    world.list_again(post)


@pytest.fixture
def post() -> Post:
    """One of which a card shows all that it can."""
    made = world.make_post(
        "High water",
        author=world.make_author("Ada Quill"),
        categories=[world.make_category("Harbours")],
        tags=[world.make_tag()],
    )
    world.make_attribution(made, world.make_source())
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_by_the_next_reader(client: Client, post: Post, change: str) -> None:
    before = str(shown(client))  # moments are equal whatever clock they are told by
    assert str(shown(client)) == before
    CHANGES[change]()
    assert str(shown(client)) != before


def test_the_same_card_is_made_once_and_once_more_after_a_change(client: Client, post: Post) -> None:
    (first,) = shown(client)
    assert shown(client)[0] is first
    assert list_at(client, "/tag/tides/")[0] is first
    Post.objects.update(title="Other words")
    (changed,) = shown(client)
    assert changed is not first and shown(client)[0] is changed


def test_an_editor_s_card_is_not_shown_to_strangers(client: Client, post: Post) -> None:
    (strangers,) = shown(client)
    editor = Client()
    editor.force_login(world.make_editor())
    assert shown(editor)[0].edit_url and not strangers.edit_url
    assert shown(client)[0] is strangers


def test_a_text_that_shows_something_of_the_site_is_filled_in_each_time(client: Client, post: Post) -> None:
    world.publication(listing_text=Publication.ListingText.FULL)
    Post.objects.update(body_html=LIVING)
    before = shown(client)[0].body_html
    world.make_post("News of the tide", at="2014-01-01")
    Post.objects.exclude(pk=post.pk).update(title="Older news", live=True)
    assert "Older news" in next(card for card in shown(client) if card.number == post.number).body_html
    assert "Older news" not in before


def test_what_is_known_can_be_forgotten(client: Client, post: Post) -> None:
    (first,) = shown(client)
    cards.forget_cards()
    (again,) = shown(client)
    assert again == first and again is not first


def shown(client: Client) -> list[PostCard]:
    """The cards on the front page."""
    return list_at(client, "/")


def list_at(client: Client, path: str) -> list[PostCard]:
    """The cards of a listing, the lead first."""
    page = client.get(path).context["page"]
    assert isinstance(page, ListingPage)
    return [page.lead, *page.cards] if page.lead else list(page.cards)
