"""The digest of an item: the same for the same item, another for any change."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from coranto.wordpress.wxr.records import CommentRecord, ItemRecord, Meta, TermRef, UnknownElement

MOMENT = datetime(2024, 5, 1, 12, tzinfo=UTC)
COMMENT = CommentRecord(wp_id=5, author="Reader", content="Yes.")
ITEM = ItemRecord(
    wp_id=1,
    title="A title",
    content="Text.",
    terms=(TermRef("category", "a", "A"),),
    meta=(Meta("k", "v"),),
    comments=(COMMENT,),
)


def other(value: Any) -> Any:
    """A value that differs from the given one, of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + "x"
    return MOMENT if value is None else (*value, UnknownElement("a", "<a/>"))


@pytest.mark.parametrize("name", [field.name for field in fields(ItemRecord) if field.compare])
def test_the_digest_changes_with_every_field(name: str) -> None:
    if name == "comments":
        changed = replace(ITEM, comments=(*ITEM.comments, replace(COMMENT, wp_id=6)))
    else:
        changed = replace(ITEM, **{name: other(getattr(ITEM, name))})
    assert changed.digest() != ITEM.digest()


@pytest.mark.parametrize("name", [field.name for field in fields(CommentRecord)])
def test_the_digest_changes_with_every_field_of_a_comment(name: str) -> None:
    changed = replace(COMMENT, **{name: other(getattr(COMMENT, name))})
    assert replace(ITEM, comments=(changed,)).digest() != ITEM.digest()


def test_the_digest_does_not_know_where_the_item_stood() -> None:
    assert replace(ITEM, file="other.xml", byte=99).digest() == ITEM.digest()


def test_texts_that_move_between_fields_change_the_digest() -> None:
    assert replace(ITEM, title="ab", link="c").digest() != replace(ITEM, title="a", link="bc").digest()
    one = replace(ITEM, meta=(Meta("a", "b"),), unknown=())
    assert one.digest() != replace(ITEM, meta=(), unknown=(UnknownElement("a", "b"),)).digest()


def test_the_digest_is_the_same_on_every_machine() -> None:
    assert ITEM.digest() == "491836000300fba7ae044fe9d7756bea"
