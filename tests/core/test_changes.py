"""What readers see has changed: told at the right moment, and never forgotten."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.signals import connection_created

from coranto.core import changes
from coranto.core.changes import note, note_unseen, one_request
from coranto.core.numbers import Sequence
from coranto.posts.models import Tag
from coranto.publication.models import Publication, SequenceRow
from tests.world import make_tag

Told = list[frozenset[str]]


@pytest.fixture
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Told]:
    """What listeners were told since the test began. The commits are real ones, so the test clears up by hand."""
    found: Told = []

    def listener(names: frozenset[str], moment: datetime.datetime | None) -> None:
        found.append(names)

    with django_db_blocker.unblock():
        last = SequenceRow.objects.filter(name=Sequence.TERM).values_list("last", flat=True).first()
        tag = make_tag("Tides")
        changes.listen(listener)
        yield found
        changes.forget_listener(listener)
        Tag.objects.filter(pk=tag.pk).delete()
        SequenceRow.objects.filter(name=Sequence.TERM).update(last=last or 0)


def test_what_nobody_named_is_noted_in_the_database_too(told: Told) -> None:
    before = Publication.objects.current().changed_but_for_comments_at
    rename("Ebb")
    go_on()
    assert Publication.objects.current().changed_but_for_comments_at > before


def rename(name: str) -> None:
    """A statement of which nobody says anything."""
    Tag.objects.update(name=name)


def go_on() -> None:
    """The next statement, before which the one before is told."""
    Tag.objects.exists()


def test_names_are_told_once_the_transaction_is_committed(told: Told) -> None:
    with transaction.atomic():
        note(["post:1"])
        with transaction.atomic():
            note(["post:2"])
        assert told == []
    assert told == [{"post:1", "post:2", "any"}]


def test_a_write_that_nobody_names_is_a_change_of_everything(told: Told) -> None:
    rename("Ebb")
    go_on()
    with transaction.atomic():
        rename("Flood")
    assert told == [{"site", "any"}, {"site", "any"}]


def test_a_write_that_is_named_is_what_it_is_called(told: Told) -> None:
    with transaction.atomic():
        rename("Ebb")
        note(["post:1"])
        rename("Flood")
    assert told == [{"post:1", "any"}]


def test_a_write_that_no_reader_sees_is_told_to_nobody_but_others_of_the_same_transaction_are(told: Told) -> None:
    with transaction.atomic():
        rename("Ebb")
        note_unseen(Tag._meta.db_table)
    assert told == []
    with transaction.atomic():
        note_unseen(Tag._meta.db_table)
        rename("Flood")
    assert told == [{"site", "any"}]


def test_what_is_rolled_back_is_no_change(told: Told) -> None:
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        note(["post:1"])
        raise ValueError("no")
    assert told == []


def test_after_part_of_a_transaction_was_rolled_back_the_rest_is_told(told: Told) -> None:
    with transaction.atomic():
        with pytest.raises(ValueError, match="no"), transaction.atomic():
            note(["post:1"])
            raise ValueError("no")
        note(["post:2"])
    assert told[0] >= {"post:2"}


def test_within_a_request_there_is_time_to_name_what_was_written(told: Told) -> None:
    with one_request():
        rename("Ebb")
        with transaction.atomic():
            rename("Flood")
        assert told == []
        with transaction.atomic():
            note(["post:1"])
        assert told == [{"post:1", "any"}], "whatever has a name is told when it is committed"
    assert told == [{"post:1", "any"}]


def test_at_the_end_of_a_request_what_nobody_named_is_told(told: Told) -> None:
    with one_request():
        rename("Ebb")
        assert told == []
    assert told == [{"site", "any"}]


def test_statements_written_by_hand_are_seen_too_and_reading_ones_are_not(told: Told) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM posts_tag")
        cursor.execute("insert into posts_sourcename (source_id, name) select 1, 'x' where 1 = 0")
        go_on()
        assert told == [{"site", "any"}]
        cursor.execute('DELETE FROM "comments_pace"')
    go_on()
    assert len(told) == 1


def test_a_row_that_is_given_back_by_the_statement_that_wrote_it_is_there(told: Told) -> None:
    """Telling runs statements of its own: it may not come between a statement and the fetching of its rows."""
    tag = make_tag("Slack water")
    go_on()
    assert Tag.objects.filter(pk=tag.pk).exists()
    tag.delete()


def test_what_is_written_to_another_database_is_no_change_of_this_site() -> None:
    here, elsewhere = connection.copy(), connection.copy(alias="elsewhere")
    for each in (here, elsewhere):
        connection_created.send(sender=type(each), connection=each)
    assert here.execute_wrappers and not elsewhere.execute_wrappers
