"""A page of a discussion in stretches: each is drawn and printed once for strangers, until one of its rows changes.

With a new comment the last stretch of a long page is another. The others are not even made objects of.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from coranto.comments.contexts import CommentView
from coranto.comments.discussions import Columns, Rows, columns, comments_of
from coranto.comments.models import Comment
from coranto.comments.tree import Before, Setting, in_printing_order, tree_of
from coranto.core.database.prepared_queries import Row
from coranto.core.lazy_sequence import LazySequence

LENGTH = 10
"""Top-level comments of a stretch, counted from the oldest."""


@dataclass(frozen=True, slots=True)
class Order:
    """How deep comments may stand, and whether the newest of the top level come first."""

    deepest: int
    newest_first: bool


def stretches_of(found: Rows, setting: Setting, order: Order, before: Before) -> tuple[LazySequence[CommentView], ...]:
    """The page's stretches in the order of printing; ``before`` says what other pages print before this one."""
    at = columns()
    subject, frame = setting.subject, setting.frame
    around = (
        *(setting.path, setting.is_part, order, subject.author and subject.author.number, get_language()),
        *(*frame.for_everybody, *setting.slugs.items()),
    )
    made = []
    for rows in divided(found.rows, at)[:: -1 if order.newest_first else 1]:
        cut = {row[at.key]: found.cut[row[at.key]] for row in rows if row[at.key] in found.cut} if found.cut else {}
        top, numbered = _counts(rows, at, is_flat=order.deepest == 1, is_part=setting.is_part)
        parity = replace(before, place=before.place % 2, thread=before.thread % 2)
        key = (*rows, *cut.items(), parity, *around)
        made.append(LazySequence(key, _drawing(rows, cut, setting, order, parity), top))
        before = Before(before.place + len(rows), before.thread + top, before.ordinal + numbered)
    return tuple(made)


def _drawing(
    rows: Sequence[Row], cut: Mapping[int, int], setting: Setting, order: Order, before: Before
) -> Callable[[], tuple[CommentView, ...]]:
    def draw() -> tuple[CommentView, ...]:
        printed = in_printing_order(comments_of(rows), order.deepest, newest_first=order.newest_first)
        return tree_of(list(printed), setting, cut, before)

    return draw


def divided(rows: Sequence[Row], at: Columns) -> list[Sequence[Row]]:
    """The rows in stretches, oldest first, without replies to what is not there.

    All in one where a reply is older than what it answers.
    """
    of: dict[int, int] = {}
    found: list[list[Row]] = []
    top = 0
    for row in (attached := _attached(rows, at)):
        if row[at.parent] is None:
            place, top = top // LENGTH, top + 1
            if place == len(found):
                found.append([])
        elif row[at.parent] in of:
            place = of[row[at.parent]]
        else:
            return [attached]
        of[row[at.key]] = place
        found[place].append(row)
    return [*found]


def _attached(rows: Sequence[Row], at: Columns) -> Sequence[Row]:
    """The rows without those that answer what is not there, nor those that answer these."""
    there = {None, *(row[at.key] for row in rows)}
    while len(left := [row for row in rows if row[at.parent] in there]) < len(rows):
        rows = left
        there = {None, *(row[at.key] for row in rows)}
    return rows


def _counts(rows: Sequence[Row], at: Columns, *, is_flat: bool, is_part: bool) -> tuple[int, int]:
    """How many stand on the top level, and how many take a running number."""
    top = [row for row in rows if is_flat or row[at.parent] is None]
    counted = top if is_part else [row for row in rows if row[at.kind] == Comment.Kind.COMMENT]
    return len(top), sum(row[at.status] == Comment.Status.PUBLISHED for row in counted)
