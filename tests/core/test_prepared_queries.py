"""Queries that Django builds once, asked with other values each time."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext

from coranto.comments.models import Thread
from coranto.core.database.prepared_queries import (
    PreparedObjects,
    PreparedRows,
    PreparedUpdate,
    given_moment,
    given_number,
    given_text,
)
from coranto.posts.models import Author, Post
from tests.world import NOON, make_author, make_comment, make_post

pytestmark = pytest.mark.django_db


def test_rows_come_for_other_values_each_time() -> None:
    ada, bo = make_author("Ada Quill"), make_author("Bo Reed")
    numbers = PreparedRows(lambda: Author.objects.filter(slug=given_text("slug")).values_list("number"))
    assert [numbers.all(slug="ada-quill"), numbers.all(slug="bo-reed")] == [[(ada.number,)], [(bo.number,)]]
    assert numbers.first(slug="nobody") is None


def test_columns_are_read_as_django_reads_them() -> None:
    post = make_post(at=NOON)
    rows = PreparedRows(
        lambda: Post.objects.filter(pk=given_number("key")).values_list("live", "posted_at", "slug", "binned_at")
    )
    assert rows.first(key=post.pk) == Post.objects.values_list("live", "posted_at", "slug", "binned_at").get(pk=post.pk)
    assert rows.first(key=post.pk)[:2] == (True, NOON)  # type: ignore[index]  # there is one, or the test fails


def test_moments_and_lists_may_be_given() -> None:
    early, late = make_post(at=NOON), make_post(at=NOON + datetime.timedelta(days=1))
    since = PreparedRows(lambda: Post.objects.filter(posted_at__gt=given_moment("at")).values_list("pk"))
    assert since.all(at=NOON) == [(late.pk,)]
    among = PreparedRows(
        lambda: (
            Post.objects.filter(pk__in=[given_number("one"), given_number("other")]).values_list("pk").order_by("pk")
        )
    )
    assert among.all(one=early.pk, other=0) == [(early.pk,)]
    assert among.all(one=early.pk, other=late.pk) == [(early.pk,), (late.pk,)]


def test_a_part_of_the_rows_is_given() -> None:
    keys = [make_post(at=NOON + datetime.timedelta(days=day)).pk for day in range(4)]
    since = PreparedRows(
        lambda: Post.objects.filter(posted_at__gt=given_moment("at")).order_by("posted_at").values_list("pk")
    )
    assert since.part(1, 2, at=NOON) == [(keys[2],), (keys[3],)]
    assert since.part(2, 5, at=NOON) == [(keys[3],)]


def test_objects_come_with_those_they_are_joined_with() -> None:
    post = make_post(author=make_author("Ada Quill"))
    posts = PreparedObjects(
        lambda: Post.objects.filter(number=given_number("number")).select_related("author").only("title", "author")
    )
    found = posts.first(number=post.number)
    assert found is not None
    with CaptureQueriesContext(connection) as asked:
        assert (found.title, found.author and found.author.name) == (post.title, "Ada Quill")
    assert len(asked) == 0
    assert found.get_deferred_fields() >= {"body_html", "slug"}
    assert posts.first(number=0) is None


def test_an_object_without_the_joined_one_has_none() -> None:
    post = make_post()
    Post.objects.update(author=None)
    posts = PreparedObjects(lambda: Post.objects.filter(number=given_number("number")).select_related("author"))
    found = posts.first(number=post.number)
    assert found == post
    assert found.author is None


def test_objects_have_what_was_asked_beside_their_columns() -> None:
    post = make_post("Low water")
    posts = PreparedObjects(
        lambda: Post.objects.filter(pk=given_number("key")).annotate(shouted=Upper("title")).only("number")
    )
    found = posts.first(key=post.pk)
    assert found is not None
    assert (found.number, found.shouted) == (post.number, "LOW WATER")


def test_a_union_is_asked_like_any_other() -> None:
    ada, post = make_author("Ada Quill"), make_post("Low water")
    both = PreparedRows(
        lambda: (
            Author.objects.filter(pk=given_number("author"))
            .order_by()
            .values_list("name")
            .union(Post.objects.filter(pk=given_number("post")).values_list("title"), all=True)
        )
    )
    assert set(both.all(author=ada.pk, post=post.pk)) == {("Ada Quill",), ("Low water",)}


def test_rows_are_changed_and_counted() -> None:
    thread = make_comment(make_post()).thread
    more = PreparedUpdate(
        lambda: Thread.objects.filter(pk=given_number("key")),
        published_count=F("published_count") + 2,
        last_comment_at=given_moment("at"),
    )
    before = Thread.objects.get(pk=thread.pk).published_count
    assert (more.run(key=thread.pk, at=NOON), more.run(key=0, at=NOON)) == (1, 0)
    thread.refresh_from_db()
    assert (thread.published_count, thread.last_comment_at) == (before + 2, NOON)


def test_the_query_is_built_once() -> None:
    built: list[int] = []

    def make() -> Any:
        built.append(1)
        return Author.objects.filter(slug=given_text("slug")).values_list("pk")

    rows = PreparedRows(make)
    for slug in ("a", "b", "c' OR 1=1 --"):
        assert rows.all(slug=slug) == []
    assert len(built) == 1


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_a_number_too_large_for_the_database_is_nobody_s(number: int) -> None:
    make_author("Ada Quill")
    rows = PreparedRows(lambda: Author.objects.filter(number=given_number("number")).values_list("pk"))
    assert rows.all(number=number) == []


def test_a_value_that_was_forgotten_is_an_error() -> None:
    rows = PreparedRows(lambda: Author.objects.filter(slug=given_text("slug")).values_list("pk"))
    with pytest.raises(KeyError, match="slug"):
        rows.all()
