"""What an answer costs does not grow with what it holds."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from coranto.posts.models import Author, Post
from coranto.publication.actions import note_change
from coranto.wordpress.rest.counted import KeptTotals
from tests import world
from tests.config.plans import queries_made
from tests.query_counts import queries_of
from tests.wordpress.rest_asking import V2

pytestmark = pytest.mark.django_db
ROUTES = ("posts", "posts?_embed", "pages?_embed", "comments?_embed", "media?_embed", "categories", "tags", "users",
          "search", "search?search=tide&_embed", "search?type=term")  # fmt: skip


def fill(count: int) -> None:
    """That many of everything, all different."""
    for number in range(count):
        mark = f"{count}-{number}"
        image = world.make_image(file=f"{mark}.jpg")
        world.make_attachment(f"File {mark}", mime_type="image/jpeg", image=image)
        category, tag = world.make_category(f"Alps {mark}"), world.make_tag(f"Tide {mark}")
        author = world.make_author(f"Ada {mark}")
        post = world.make_post(
            f"The tide {mark}", categories=[category], tags=[tag], author=author, featured_image=image
        )
        page = world.make_page(f"Page {mark}", author=author)
        for subject in (post, page):
            comment = world.make_comment(subject, by=world.make_commenter(f"Tom {mark}"))
            world.make_comment(subject, parent=comment)


def test_a_list_costs_the_same_whatever_is_in_it(client: Client) -> None:
    fill(2)
    few = {route: queries_of(client, f"{V2}{route}") for route in ROUTES}
    fill(6)
    assert {route: queries_of(client, f"{V2}{route}") for route in ROUTES} == few
    assert max(few.values()) < 45


def test_posts_in_the_order_of_authors_cost_the_same_however_many_authors_there_are(client: Client) -> None:
    asked = [f"{V2}posts?orderby=author&per_page=3&page={page}" for page in (1, 2)] + [f"{V2}posts?orderby=author"]
    fill(5)
    few = [queries_of(client, address) for address in asked]
    fill(15)
    assert [queries_of(client, address) for address in asked] == few
    assert queries_of(client, f"{V2}posts?orderby=author&per_page=3&page=6") <= few[1]


def test_a_list_of_posts_and_a_post_are_cheap(client: Client) -> None:
    post = world.make_post()
    assert queries_of(client, f"{V2}posts") <= 6
    assert queries_of(client, f"{V2}posts/{post.number}") <= 5


@pytest.mark.parametrize(("kept_from", "before_it_is_told"), [(2, "2"), (3, "1")])
def test_the_total_of_a_long_list_is_counted_again_when_something_changed_or_a_minute_is_over(
    client: Client, monkeypatch: pytest.MonkeyPatch, kept_from: int, before_it_is_told: str
) -> None:
    clock = SimpleNamespace(now=lambda: world.moment("2026-11-28"))
    monkeypatch.setattr("coranto.wordpress.rest.views.timezone", clock)
    monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.totals", KeptTotals(from_=kept_from))
    ada, ben = world.make_author("Ada"), world.make_author("Ben")
    posts = world.many_posts(2, author=ada)

    def total(of: Author = ada) -> str:
        return str(client.get(f"{V2}posts?author={of.number}&page=1&per_page=1")["X-WP-Total"])

    assert (total(), total(ben)) == ("2", "0")
    Post.objects.filter(pk=posts[0].pk).update(author=ben)
    assert (total(), total(ben)) == (before_it_is_told, "1")
    note_change(at=timezone.now())
    assert (total(), total(ben)) == ("1", "1")
    Post.objects.update(author=ada)
    note_change(at=timezone.now())
    assert total() == "2"
    Post.objects.update(author=ben)
    clock.now = lambda: world.moment("2026-11-28") + datetime.timedelta(minutes=1)
    assert total() == "0"


def test_the_total_of_a_long_list_is_not_counted_with_each_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    category, tag = world.make_category(), world.make_tag()
    world.many_posts(2, categories=[category], tags=[tag])
    path = f"{V2}posts?categories={category.number}&tags={tag.number}&per_page=1"
    monkeypatch.setattr(
        "coranto.wordpress.rest.views.timezone", SimpleNamespace(now=lambda: world.moment("2026-11-28"))
    )
    monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.MANY", 1)
    for kept_from, counted in ((3, 2), (1, 0)):
        monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.totals", KeptTotals(from_=kept_from))
        client.get(path)
        with queries_made() as queries:
            pages = [client.get(f"{path}&page={page}").json()[0]["id"] for page in (1, 2)]
        assert len(set(pages)) == 2
        assert sum("COUNT(*)" in sql for sql, _params in queries) == counted
