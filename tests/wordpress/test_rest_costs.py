"""What an answer costs does not grow with what it holds."""

import pytest
from django.test import Client

from tests import world
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


@pytest.mark.parametrize("route", ROUTES)
def test_a_list_costs_the_same_whatever_is_in_it(client: Client, route: str) -> None:
    fill(2)
    few = queries_of(client, f"{V2}{route}")
    fill(6)
    assert queries_of(client, f"{V2}{route}") == few
    assert few < 45


def test_a_list_of_posts_and_a_post_are_cheap(client: Client) -> None:
    post = world.make_post()
    assert queries_of(client, f"{V2}posts") <= 6
    assert queries_of(client, f"{V2}posts/{post.number}") <= 5
