"""The index of listings holds what the public may see, in order, and counts it right."""

import datetime

import pytest

from coranto.posts.actions import bin_posts, list_post, list_posts, recount_listings, restore_posts
from coranto.posts.models import FORMAT_KEYS, ListingCount, ListingEntry, Post
from tests.world import NOON, make_author, make_category, make_post, make_source, make_tag

pytestmark = pytest.mark.django_db
LATER = NOON + datetime.timedelta(days=3650)


def test_the_keys_of_formats_never_change_since_they_stand_in_rows() -> None:
    names = ["standard", "aside", "chat", "gallery", "link", "image", "quote", "status", "video", "audio"]
    assert dict(zip(names, range(10), strict=True)) == FORMAT_KEYS
    assert set(FORMAT_KEYS) == set(Post.Format.values)


def counts() -> dict[tuple[str, int], int]:
    """All counts, by kind and key."""
    return {(row.kind, row.key): row.count for row in ListingCount.objects.all()}


def test_a_post_stands_under_all_it_is_filed_under_and_above() -> None:
    world = make_category("World")
    alps = make_category("Alps", parent=world)
    tag, author = make_tag(), make_author()
    post = make_post("News", categories=[alps], tags=[tag], author=author, format="quote")
    list_post(post=post, at=LATER)
    expected = {
        ("category", alps.pk),
        ("category", world.pk),
        ("tag", tag.pk),
        ("author", author.pk),
        ("month", 201602),
        ("format", FORMAT_KEYS["quote"]),
    }
    assert set(ListingEntry.objects.filter(post=post).values_list("kind", "key")) == expected
    assert counts() == dict.fromkeys(expected, 1)


@pytest.mark.parametrize(
    "change", [{"live": False}, {"is_private": True}, {"posted_at": LATER + datetime.timedelta(days=1)}]
)
def test_what_the_public_may_not_see_stands_nowhere(change: dict[str, object]) -> None:
    post = make_post("News", categories=[make_category()])
    list_post(post=post, at=LATER)
    assert counts()
    Post.objects.filter(pk=post.pk).update(**change)
    list_post(post=post, at=LATER)
    assert counts() == {} and not ListingEntry.objects.exists()


def test_listing_again_changes_nothing_and_a_new_moment_moves_the_post() -> None:
    post = make_post("News", categories=[make_category()])
    list_posts(post_ids=[post.pk, post.pk], at=LATER)
    before = counts()
    list_post(post=post, at=LATER)
    assert counts() == before
    Post.objects.filter(pk=post.pk).update(posted_at=NOON - datetime.timedelta(days=40))
    list_post(post=post, at=LATER)
    assert {place for place in counts() if place[0] == "month"} == {("month", 201512)}
    assert set(ListingEntry.objects.values_list("posted_at", flat=True)) == {NOON - datetime.timedelta(days=40)}


def test_counting_afresh_mends_counts() -> None:
    for name in ("One", "Two"):
        list_post(post=make_post(name, categories=[make_category(name)], source=make_source()), at=LATER)
    before = counts()
    ListingCount.objects.update(count=99)
    recount_listings()
    assert counts() == before


def test_a_post_goes_into_the_bin_and_comes_out_as_a_draft() -> None:
    post = make_post("News", categories=[make_category()])
    list_post(post=post, at=LATER)
    bin_posts(posts=[post], at=LATER, by=None)
    post.refresh_from_db()
    assert (post.live, post.binned_at) == (False, LATER) and counts() == {}
    restore_posts(posts=[post], at=LATER, by=None)
    post.refresh_from_db()
    assert (post.live, post.binned_at) == (False, None)
