"""A page of a discussion holds so many replies and no more; links lead to all the others."""

import datetime
import re
from collections.abc import Iterable

import pytest
from django.test import Client

from coranto.comments.branches import FEWEST, MOST
from coranto.comments.discussions import post_subject
from coranto.comments.models import Comment
from coranto.comments.places import address_of_comment, path_below
from coranto.comments.replies import ON_A_PAGE
from coranto.posts.models import Post
from coranto.publication.models import Publication
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'<li id="comment-(\d+)"')
MORE = re.compile(r'class="more-replies"><a href="([^"]+)"')
NEXT = re.compile(r'class="pager-older" rel="next" href="([^"]+)"')


def grow(post: Post, parents: Iterable[int | None], *, first: int = 1, status: str = "published") -> list[int]:
    """A comment for each of ``parents``, a second apart; their keys, from ``first``."""
    thread, commenter = world.thread_of(post), world.make_commenter()
    rows = [
        Comment(
            id=first + place,
            thread=thread,
            commenter=commenter,
            parent_id=parent,
            posted_at=world.NOON + datetime.timedelta(seconds=place),
            status=status,
            name="Tom",
            html="<p>Yes.</p>",
        )
        for place, parent in enumerate(parents)
    ]
    Comment.objects.bulk_create(rows, batch_size=1000)
    world.count_comments(post)
    return [row.pk for row in rows]


def shown_on(client: Client, path: str) -> list[int]:
    """The comments on a page, in the order of printing."""
    response = client.get(path)
    assert response.status_code == 200, path
    return [int(number) for number in SHOWN.findall(response.content.decode())]


def all_reachable(client: Client, path: str) -> list[int]:
    """What stands on the page and on those of replies that it leads to, without the comments that these repeat."""
    found: list[int] = []
    waiting, seen = [path], set()
    while waiting:
        path = waiting.pop()
        text = client.get(path).content.decode()
        ids = [int(number) for number in SHOWN.findall(text)]
        found += ids[1:] if "/replies/" in path else ids
        waiting += [link.replace("&amp;", "&") for link in MORE.findall(text) + NEXT.findall(text) if link not in seen]
        seen.update(waiting)
    return found


@pytest.mark.slow
def test_a_comment_with_thousands_of_replies_costs_what_one_with_some_costs(client: Client) -> None:
    small, giant = world.make_post(), world.make_post()
    world.publication(page_comments=True)
    grow(small, [None, *[1] * (MOST + 1)])
    grow(giant, [None, *[10_000] * 20_000], first=10_000)
    assert queries_of(client, giant.path) == queries_of(client, small.path)
    few, many = client.get(small.path).content, client.get(giant.path).content
    assert len(SHOWN.findall(many.decode())) == MOST + 1
    assert len(many) < len(few) * 1.1


def test_a_chain_of_thousands_of_replies_is_shown_in_parts(client: Client) -> None:
    post = world.make_post()
    world.publication(page_comments=True)
    keys = grow(post, [None, *range(1, 5_000)])
    assert shown_on(client, post.path) == keys[: MOST + 1]
    assert sorted(all_reachable(client, post.path)) == keys
    assert Comment.objects.count() == len(keys)


def test_every_reply_can_be_reached(client: Client) -> None:
    post = world.make_post()
    world.publication(page_comments=True)
    giant = grow(post, [None, None, None, *[1] * 700, *[4] * 650])
    assert set(all_reachable(client, post.path)) == set(giant)


def test_the_way_to_more_replies_goes_on_where_the_page_breaks_off(client: Client) -> None:
    post = world.make_post()
    world.publication(page_comments=True)
    keys = grow(post, [None, *[1] * (MOST + 40)])
    (link,) = MORE.findall(client.get(post.path).content.decode())
    assert shown_on(client, link) == [1, *keys[MOST + 1 :]]


def test_a_giant_leaves_the_others_their_share(client: Client) -> None:
    post = world.make_post()
    world.publication(page_comments=True, comments_per_page=50)
    tops = grow(post, [None] * 50)
    grow(post, [tops[0]] * (MOST + 300), first=1_000)
    small = grow(post, [tops[-1]] * 3, first=5_000)
    shown = shown_on(client, post.path)
    assert {*tops, *small} <= set(shown)
    assert len(shown) == 50 + MOST
    assert sum(1_000 <= key < 5_000 for key in shown) == MOST - len(small)


def test_giants_divide_equally_what_the_others_do_not_need(client: Client) -> None:
    post = world.make_post()
    world.publication(page_comments=True, comments_per_page=50)
    tops = grow(post, [None] * 50)
    for place, many in enumerate((MOST, MOST, 20)):
        grow(post, [tops[place]] * many, first=1_000 * (place + 1))
    shown = shown_on(client, post.path)
    each = [sum(first <= key < first + 1_000 for key in shown) for first in (1_000, 2_000, 3_000)]
    assert each == [(MOST - 20) // 2, (MOST - 20) // 2, 20]


def test_giants_on_a_long_page_keep_their_fewest(client: Client) -> None:
    post = world.make_post()
    count = MOST // FEWEST + 20
    world.publication(page_comments=True, comments_per_page=count)
    tops = grow(post, [None] * count)
    grow(post, [top for top in tops for _each in range(FEWEST + 1)], first=1_000)
    assert len(shown_on(client, post.path)) == count * (1 + FEWEST)


def test_an_ordinary_discussion_is_shown_whole(client: Client) -> None:
    post = world.make_post()
    world.publication(page_comments=True)
    keys = grow(post, [None, *[1] * (MOST - 1), 2])
    response = client.get(post.path).content.decode()
    assert sorted(int(number) for number in SHOWN.findall(response)) == keys
    assert not MORE.findall(response)


@pytest.mark.parametrize("place", [1, 3, 450, 502, 650, 699])
def test_the_address_of_a_reply_leads_to_a_page_that_holds_it(client: Client, place: int) -> None:
    post = world.make_post()
    site = world.publication(page_comments=True)
    keys = grow(post, [None, *[1] * 400, *range(401, 700)])
    comment = Comment.objects.select_related("thread__post").get(pk=keys[place])
    address = address_of_comment(comment, post_subject(Post.objects.get(pk=post.pk)), site)
    path, _, fragment = address.partition("#")
    assert int(fragment.removeprefix("comment-")) in shown_on(client, path)
    led = client.get(path_below(comment, post.path, Publication.objects.current()))
    assert led.status_code == 302
    assert led["Location"] == address


def test_replies_are_paged_by_their_numbers(client: Client) -> None:
    post = world.make_post()
    keys = grow(post, [None, *[1] * (ON_A_PAGE + 5)])
    assert shown_on(client, "/-/comments/1/replies/") == keys[: ON_A_PAGE + 1]
    last = keys[ON_A_PAGE]
    assert shown_on(client, f"/-/comments/1/replies/?after={last}") == [1, *keys[ON_A_PAGE + 1 :]]
    assert client.get(f"/-/comments/1/replies/?after={keys[-1]}").status_code == 404


def test_what_is_not_public_has_no_page_of_replies(client: Client) -> None:
    shown = world.make_post()
    grow(shown, [None, 1])
    (held,) = grow(shown, [None], first=50, status="held")
    grow(shown, [1], first=60, status="spam")
    assert shown_on(client, "/-/comments/1/replies/") == [1, 2]
    assert client.get(f"/-/comments/{held}/replies/").status_code == 404
    assert client.get("/-/comments/60/replies/").status_code == 404
    assert client.get("/-/comments/999/replies/").status_code == 404
    for place, hidden in enumerate(
        (world.make_post(is_private=True), world.make_post(password="tide"), world.make_draft("Not yet"))
    ):
        grow(hidden, [None, 1_000 + place * 10], first=1_000 + place * 10)
        assert client.get(f"/-/comments/{1_000 + place * 10}/replies/").status_code == 404


def test_a_removed_comment_keeps_the_way_to_its_replies_without_its_words(client: Client) -> None:
    post = world.make_post()
    grow(post, [None, 1])
    Comment.objects.filter(pk=1).update(removed_at=world.NOON, name="Wanda", html="<p>Secret words.</p>")
    text = client.get("/-/comments/1/replies/").content.decode()
    assert "Secret words" not in text
    assert "Wanda" not in text
    assert 'id="comment-2"' in text


def test_search_engines_are_told_to_keep_the_discussion_instead(client: Client) -> None:
    grow(world.make_post(), [None, 1])
    assert '<meta name="robots" content="noindex, follow' in client.get("/-/comments/1/replies/").content.decode()
