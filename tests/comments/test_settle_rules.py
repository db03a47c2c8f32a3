"""What the owner settles counts with the next comment, though processes keep it."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coranto.akismet.models import OutsideScorer
from coranto.comments.models import Block, Comment
from coranto.comments.settled import Settled, settled_in
from coranto.publication.actions import note_change
from coranto.publication.models import Publication
from tests.comments.pages import rules, write
from tests.world import make_post

pytestmark = pytest.mark.django_db


def settled() -> Settled:
    """What a request that begins now is told."""
    return settled_in(Publication.objects.current())


def newest() -> Comment:
    """The comment that came last."""
    return Comment.objects.order_by("-pk")[0]


def test_it_is_read_once_until_something_is_settled() -> None:
    rules()
    publication = Publication.objects.current()
    first = settled_in(publication)
    with CaptureQueriesContext(connection) as asked:
        assert settled_in(publication) is first
    assert not asked.captured_queries
    note_change(at=timezone.now(), is_of_comments=True)
    assert settled() is first


def test_a_rule_counts_with_the_next_comment() -> None:
    post = make_post()
    rules()
    write(Client(), post, comment="The first one.")
    assert newest().status == Comment.Status.PUBLISHED
    rules(hold_all=True)
    write(Client(), post, comment="The second one.")
    assert newest().status == Comment.Status.HELD


def test_a_block_counts_with_the_next_comment_until_it_is_lifted() -> None:
    post = make_post()
    rules()
    block = None
    for text, kept_as in (("One.", "published"), ("Two.", "spam"), ("Three.", "published")):
        if kept_as == "spam":
            block = Block.objects.create(kind="name", value="bea")
        elif block:
            block.delete()
        write(Client(), post, comment=text)
        assert newest().status == kept_as


def test_a_block_ends_at_its_moment_though_nothing_is_settled_then() -> None:
    ends = timezone.now() + datetime.timedelta(minutes=5)
    Block.objects.create(kind="name", value="bea", until=ends)
    Block.objects.create(kind="name", value="cy")
    found = settled()
    assert found.blocks_at(ends - datetime.timedelta(seconds=1)) == (("name", "bea"), ("name", "cy"))
    assert found.blocks_at(ends) == (("name", "cy"),)


def test_another_filter_is_asked_from_the_moment_it_is_chosen() -> None:
    assert not settled().outside.is_asked
    OutsideScorer.objects.create(use=OutsideScorer.Use.ALONE, sealed_key="sealed")
    assert settled().outside.is_asked
    OutsideScorer.objects.get().delete()
    assert not settled().outside.is_asked
