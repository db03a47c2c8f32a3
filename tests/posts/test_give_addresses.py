"""Posts get addresses by the owner's pattern, keep them, and lose none."""

import datetime

import pytest

from coranto.posts.actions import Addresses, record_addresses, settle_permalink
from coranto.posts.models import Permalink, Post
from coranto.posts.permalinks import AddressParts, permalink_path, still_fits
from tests.world import make_author, make_category, make_post, publication

PARTS = AddressParts(
    number=17,
    slug="a-name",
    posted_local=datetime.datetime(2016, 2, 7, 8, 9, 5),  # noqa: DTZ001 - a wall clock has no zone
    category="world/alps",
    author="ada",
)


@pytest.mark.parametrize(
    ("structure", "path"),
    [
        ("/%year%/%monthnum%/%day%/%postname%/", "/2016/02/07/a-name/"),
        ("/%year%/%monthnum%/%day%/%hour%/%minute%/%second%/%post_id%/", "/2016/02/07/08/09/05/17/"),
        ("/%category%/%postname%/", "/world/alps/a-name/"),
        ("/%author%/%postname%", "/ada/a-name"),
        ("/archives/%post_id%", "/archives/17"),
        ("/%postname%.html", "/a-name.html"),
    ],
)
def test_every_tag_of_wordpress_fills_in(structure: str, path: str) -> None:
    assert permalink_path(structure, PARTS) == path


def test_letters_beyond_ascii_are_encoded_in_lower_case() -> None:
    parts = AddressParts(number=1, slug="%D1%82ест", posted_local=PARTS.posted_local)
    assert permalink_path("/%postname%/", parts) == "/%d1%82%d0%b5%d1%81%d1%82/"


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("/2016/02/07/a-name/", True),
        ("/2016/02/a-name/", True),
        ("/a-name.html/", True),
        ("/elsewhere/17/", True),
        ("/2016/02/08/a-name/", False),
        ("/2016/02/07/other-name/", False),
    ],
)
def test_an_address_still_fits_while_name_and_day_are_in_it(path: str, fits: bool) -> None:
    assert still_fits(path, "/%year%/%monthnum%/%day%/%postname%/", PARTS) is fits


@pytest.mark.django_db
def test_a_published_post_gets_its_address_by_the_local_day() -> None:
    publication(time_zone="America/New_York")
    post = make_post("Late news", at="2016-02-08 02:40")
    settle_permalink(post=post, at=post.posted_at)
    post.refresh_from_db()
    assert (post.path, str(post.posted_on), post.utc_offset) == ("/2016/02/07/late-news/", "2016-02-07", -300)


@pytest.mark.django_db
def test_a_name_that_is_taken_gets_a_number() -> None:
    first, second, third = (make_post("Same", slug="same") for _each in range(3))
    for post in (first, second, third):
        settle_permalink(post=post, at=post.posted_at)
    slugs = [Post.objects.get(pk=post.pk).slug for post in (first, second, third)]
    assert slugs == ["same", "same-2", "same-3"]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["feed", "embed", "rss2"])
def test_a_name_that_is_a_word_of_addresses_gets_a_number(word: str) -> None:
    post = make_post(word, slug=word)
    settle_permalink(post=post, at=post.posted_at)
    assert Post.objects.get().slug == f"{word}-2"


@pytest.mark.django_db
def test_a_renamed_post_moves_and_the_former_address_stays_its_own() -> None:
    post = make_post("Old", slug="old")
    settle_permalink(post=post, at=post.posted_at)
    before = post.path
    post.slug = "new"
    settle_permalink(post=post, at=post.posted_at)
    rows = dict(Permalink.objects.values_list("path", "is_current"))
    assert rows == {before: False, before.replace("old", "new"): True}


@pytest.mark.django_db
def test_a_renamed_post_keeps_its_guid() -> None:
    post = make_post("First", slug="first")
    settle_permalink(post=post, at=post.posted_at)
    given = Post.objects.get().guid
    post.slug = "second"
    settle_permalink(post=post, at=post.posted_at)
    assert Post.objects.get().path.endswith("/second/")
    assert Post.objects.get().guid == given == f"http://digest.example/?p={post.number}"


@pytest.mark.django_db
def test_an_imported_address_stays_when_only_the_text_is_corrected() -> None:
    post = make_post("News", slug="news")
    record_addresses([Addresses(post=post.pk, path="/moved/by/hand/news/")])
    post.title = "News, corrected"
    assert settle_permalink(post=post, at=post.posted_at).path == "/moved/by/hand/news/"


@pytest.mark.django_db
def test_the_category_in_an_address_is_the_chosen_one_or_the_oldest() -> None:
    publication(permalink_structure="/%category%/%postname%/")
    world = make_category("World")
    alps = make_category("Alps", parent=world)
    harbours = make_category("Harbours")
    post = make_post("News", slug="news", author=make_author())
    post.categories.set([harbours, alps])
    post.save()
    settle_permalink(post=post, at=post.posted_at)
    assert post.path == "/world/alps/news/"
    post.main_category = harbours
    settle_permalink(post=post, at=post.posted_at)
    assert post.path == "/harbours/news/"


@pytest.mark.django_db
def test_an_address_is_never_two_posts_and_a_former_one_gives_way() -> None:
    first, second = make_post("One"), make_post("Two")
    record_addresses([Addresses(post=first.pk, path="/a/", former=("/b/",))])
    bent = record_addresses([Addresses(post=second.pk, path="/b/", former=("/a/",))])
    assert bent == {}
    assert {row.path: (row.post_id, row.is_current) for row in Permalink.objects.filter(path__in=["/a/", "/b/"])} == {
        "/a/": (first.pk, True),
        "/b/": (second.pk, True),
    }
    assert record_addresses([Addresses(post=second.pk, path="/a/")]) == {second.pk: "/a-2/"}
