"""Rows that are written in bulk, past the ORM's slow paths."""

import datetime
from typing import Any

import pytest
from django.db.models.signals import post_save

from coranto.core.database.bulk_rows import insert_new, insert_rows, insert_values, insert_with_keys
from coranto.core.database.row_keys import reserve_keys, take_keys
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


def test_a_row_that_a_constraint_keeps_out_is_left_out_where_asked() -> None:
    columns = ["kind", "key", "count"]
    insert_values(ListingCount, columns, [("tag", 5, 1)])
    insert_values(ListingCount, columns, [("tag", 5, 2)], unless_there=True)
    insert_values(ListingCount, columns, [("tag", 5, 3), ("tag", 6, 4)], unless_there=True)
    assert sorted(ListingCount.objects.values_list("key", "count")) == [(5, 1), (6, 4)]


def test_a_new_row_is_as_saving_it_would_have_left_it() -> None:
    given = {"title": "Été", "posted_at": MOMENT, "modified_at": MOMENT, "meta": [{"key": "a"}]}
    saved, new = (Attachment(number=number, **given) for number in (1, 2))
    saved.save(force_insert=True)
    insert_new(new)
    assert new.pk == saved.pk + 1
    assert not new._state.adding
    rows = Attachment.objects.order_by("pk").values()
    apart = {"id", "number"}
    first, second = ({name: value for name, value in row.items() if name not in apart} for row in rows)
    assert first == second
    new.title = "Hiver"
    new.save()
    assert Attachment.objects.get(pk=new.pk).title == "Hiver"


def test_a_new_row_is_told_of_once() -> None:
    told: list[Any] = []

    def listen(instance: Tag, created: bool, **kwargs: Any) -> None:
        told.append((instance.pk, created))

    post_save.connect(listen, sender=Tag)
    try:
        tag = Tag(number=1, name="1", slug="1")
        insert_new(tag)
    finally:
        post_save.disconnect(listen, sender=Tag)
    assert told == [(tag.pk, True)]
