"""Rows that are written in bulk, past the ORM's slow paths."""

import datetime

import pytest

from coranto.core.bulk_rows import insert_rows, insert_values, insert_with_keys
from coranto.core.row_keys import reserve_keys, take_keys
from coranto.media.models import Attachment
from coranto.posts.models import Category, ListingCount, Tag

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2026, 2, 7, 12, tzinfo=datetime.UTC)


def test_rows_come_back_as_they_went_in() -> None:
    row = Attachment(number=7, title="Été", posted_at=MOMENT, modified_at=MOMENT, meta=[{"key": "a", "value": "b"}])
    insert_rows([row])
    found = Attachment.objects.get(number=7)
    assert (found.title, found.posted_at, found.meta) == ("Été", MOMENT, [{"key": "a", "value": "b"}])


def test_a_row_that_is_there_is_overwritten_where_asked() -> None:
    for count in (1, 2):
        values = [("tag", 5, count)]
        insert_values(ListingCount, ["kind", "key", "count"], values, unique=["kind", "key"], update=["count"])
    assert ListingCount.objects.get(kind="tag", key=5).count == 2


def test_rows_are_told_their_keys_and_later_rows_get_others() -> None:
    tags = [Tag(number=number, name=str(number), slug=str(number)) for number in (1, 2)]
    insert_with_keys(tags)
    assert [Tag.objects.get(number=tag.number).pk for tag in tags] == [tag.pk for tag in tags]
    assert Tag.objects.create(number=3, name="3", slug="3").pk > max(tag.pk for tag in tags)


def test_keys_are_given_once() -> None:
    assert len({*take_keys(Category, 3), *take_keys(Category, 2)}) == 5


def test_reserved_keys_are_not_given() -> None:
    reserve_keys(Category, up_to=500)
    assert Category.objects.create(number=1, name="a", slug="a").pk > 500
    reserve_keys(Category, up_to=1)
    assert Category.objects.create(number=2, name="b", slug="b").pk > 501


def test_columns_that_are_not_named_get_their_defaults() -> None:
    values = [(7, MOMENT, MOMENT)]
    insert_values(Attachment, ["number", "posted_at", "modified_at"], values)
    found = Attachment.objects.get(number=7)
    assert (found.state, found.meta, found.title, found.comments_open) == ("missing", [], "", True)
