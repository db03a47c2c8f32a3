"""A page of a discussion drawn in stretches is what it would be if it were drawn at once."""

import datetime
import random

import pytest

from coranto.comments.contexts import ThreadView
from coranto.comments.discussions import post_subject
from coranto.comments.frame import Frame
from coranto.comments.models import Comment
from coranto.comments.reader import Reader
from coranto.comments.thread import Place, build_thread, place_of
from coranto.core.lazy_sequence import LazySequence
from coranto.posts.models import Post
from coranto.publication.models import Publication
from tests import world

pytestmark = pytest.mark.django_db
EVERYBODY = Frame(reader=Reader(), reaction="Well put")
SOMEBODY = Frame(reader=Reader(keys={1: "a key that opens nothing"}), reaction="Well put")
"""Has nothing of their own on the page, but might."""


def discussed(seed: int, length: int, *, late_parents: bool) -> Post:
    """A post with a wild tree of comments: pings, an author's own, held ones with replies below them."""
    chance = random.Random(seed)  # noqa: S311 - the same tree again for the same seed
    author = world.make_author("Ada Quill")
    post = world.make_post(author=author)
    by = [world.make_commenter("Ada", author_number=author.number), world.make_commenter("Bo")]
    made: list[Comment] = []
    for number in range(length):
        at = world.NOON + datetime.timedelta(minutes=number)
        parent = chance.choice(made) if made and chance.random() < 0.5 else None
        if parent and late_parents and chance.random() < 0.1:
            at = parent.posted_at - datetime.timedelta(seconds=30)
        kind = Comment.Kind.PINGBACK if parent is None and chance.random() < 0.1 else Comment.Kind.COMMENT
        status = Comment.Status.HELD if chance.random() < 0.1 else Comment.Status.PUBLISHED
        words, person = f"Said {number}.", chance.choice(by)
        said = world.make_comment(post, words, at=at, by=person, parent=parent, kind=kind, status=status, counted=False)
        made.append(said)
    world.count_comments(post)
    return post


def drawn(post: Post, frame: Frame, place: Place) -> ThreadView:
    """The discussion, for a reader."""
    return build_thread(post_subject(post), world.publication(), place=place, frame=frame)


@pytest.mark.parametrize("late_parents", [False, True])
@pytest.mark.parametrize("depth", [1, 3])
@pytest.mark.parametrize("order", Publication.CommentOrder.values)
@pytest.mark.parametrize("per_page", [0, 15])
def test_stretches_make_the_page(*, late_parents: bool, depth: int, order: str, per_page: int) -> None:
    post = discussed(depth + per_page, 70, late_parents=late_parents)
    world.publication(thread_depth=depth, comment_order=order, page_comments=bool(per_page), comments_per_page=15)
    pages = place_of(post_subject(post), world.publication(), 0).pages
    for number in range(1, pages + 1):
        place = place_of(post_subject(post), world.publication(), number)
        shown, whole = drawn(post, EVERYBODY, place), drawn(post, SOMEBODY, place)
        assert len(whole.stretches) == 1
        assert len(shown.stretches) > 1 or late_parents
        assert list(shown.entries) == list(whole.entries)
        assert len(shown.entries) == len(whole.entries)
        assert [view for stretch in shown.stretches for view in stretch] == list(whole.entries)
        assert (list(shown.comments), list(shown.pingbacks)) == (list(whole.comments), list(whole.pingbacks))
    assert pages > 1 or not per_page


def test_a_new_comment_changes_the_last_stretch_alone() -> None:
    post = world.make_post()
    for number in range(34):
        world.make_comment(post, f"Said {number}.", at=world.NOON + datetime.timedelta(minutes=number))
    before = keys(post)
    world.make_comment(post, "And more.", at=world.NOON + datetime.timedelta(days=1))
    after = keys(post)
    assert len(before) == len(after) == 4
    assert before[:3] == after[:3] and before[3] != after[3]


def keys(post: Post) -> list[object]:
    """What the stretches are known by."""
    post.refresh_from_db()
    place = place_of(post_subject(post), world.publication(), 0)
    stretches = drawn(post, EVERYBODY, place).stretches
    return [stretch.key for stretch in stretches if isinstance(stretch, LazySequence)]
