"""Questions about several rows by their keys, built once for each number of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_for_keys import objects_for_keys, rows_for_keys
from coranto.core.database.prepared_queries import given_number
from coranto.core.database.remembered_objects import RememberedObjects
from coranto.posts.models import Attribution, Author, Post
from tests.world import make_author, make_post

pytestmark = pytest.mark.django_db


def test_any_number_of_keys_may_be_asked_for() -> None:
    keys = [make_author(f"Ada {number}").pk for number in range(9)]
    authors = objects_for_keys(lambda keys: Author.objects.filter(pk__in=keys).order_by("pk"))
    for length in range(10):
        assert [author.pk for author in authors.all(keys[:length])] == keys[:length]


def test_numbers_near_each_other_share_a_query() -> None:
    keys = [make_author(f"Ada {number}").pk for number in range(4)]
    numbers = rows_for_keys(lambda keys: Author.objects.filter(pk__in=keys).values_list("pk"))
    with CaptureQueriesContext(connection) as asked:
        numbers.all(keys[:3])
        numbers.all(keys)
    assert len({len(query["sql"].split(",")) for query in asked}) == 1


def test_what_refers_to_the_keys_is_found() -> None:
    assert not list(objects_for_keys(lambda keys: Attribution.objects.filter(post__in=keys)).all([make_post().pk, 0]))


def test_a_row_that_is_the_same_gives_the_same_object_and_one_that_has_changed_another() -> None:
    post, other = make_post(), make_post()
    posts = RememberedObjects(lambda: Post.objects.filter(pk=given_number("key")), BoundedMemory(1_000_000))
    (first,), (second,) = posts.all(key=post.pk), posts.all(key=post.pk)
    assert first is second
    Post.objects.filter(pk=post.pk).update(title="Other words")
    (changed,) = posts.all(key=post.pk)
    assert changed is not first and changed.title == "Other words"
    assert [found.pk for found in posts.all(key=other.pk)] == [other.pk]
