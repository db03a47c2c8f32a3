"""What every page asks is read off an index in its order: nothing is gone through whole, nothing is sorted.

Only SQLite says so for a table of any size; PostgreSQL rightly reads a small table whole.
"""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from coranto.comments.discussions import post_subject
from coranto.posts.listings.finding import date_listing, tag_listing
from coranto.posts.listings.listing import home_listing
from coranto.posts.models import ListingEntry, ListingKind, Permalink, Post
from coranto.publication.addresses import addresses_of
from tests import world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads small tables whole"),
]
NOW = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)


def plan(rows: QuerySet[Any, Any]) -> str:
    """How the database would go about it."""
    return str(rows.explain())


def is_read_off(rows: QuerySet[Any, Any], index: str) -> bool:
    """Whether the rows come off that index, in its order."""
    found = plan(rows)
    return index in found and "SCAN" not in found and "TEMP B-TREE" not in found


def test_the_newest_posts() -> None:
    newest = Post.objects.published(NOW).newest_first()
    assert is_read_off(newest[:5], "post_published")
    assert is_read_off(newest.filter(posted_at__lt=world.NOON)[:1], "post_published")
    assert is_read_off(newest.reverse()[:1], "post_published")


def test_the_sticky_posts() -> None:
    sticky = ListingEntry.objects.filter(kind=ListingKind.STICKY, key=0).order_by("-posted_at", "-post_id")
    assert is_read_off(sticky.values_list("post_id")[:20], "COVERING INDEX")


def test_every_listing() -> None:
    addresses = addresses_of(world.publication())
    tag = world.make_tag()
    for listing in (
        home_listing(),
        date_listing(addresses, 2016),
        date_listing(addresses, 2016, 2),
        tag_listing(tag, addresses),
    ):
        for rows in (listing.entries(), listing.entries().reverse()):
            assert is_read_off(rows.values_list("post_id")[:10], "COVERING INDEX"), listing.kind


def test_an_address() -> None:
    assert is_read_off(Permalink.objects.filter(path__in=["/a/", "/b/"]), "posts_permalink")


def test_the_top_level_of_a_discussion() -> None:
    post = world.make_post()
    top = post_subject(post).comments().filter(parent__isnull=True).values_list("pk", flat=True)
    assert "TEMP B-TREE" not in plan(top[:20])
