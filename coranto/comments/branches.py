"""The replies below some comments, as many as fit on a page.

A page of a discussion counts comments that answer no other, as in WordPress; below these may stand any number of
replies, and anybody whose comments are published could let a page grow until it cannot be made. So a page holds
:data:`MOST` replies, or :data:`FEWEST` for each of its comments where that is more. Where there are more replies, each
branch gets its share, what small branches do not need of theirs is passed on to large ones, and a branch that is cut
leads to a page with all of it.

Queries and the rows that come back are bounded, however many replies there are. SQLite still looks through all direct
replies to a comment: half a second at a million.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import OuterRef, Subquery

from coranto.comments.models import Comment
from coranto.core.chunks import chunks

MOST = 500
"""Replies on a page, all together."""
FEWEST = 5
"""Replies below each comment of a page that has too many of both."""
PASSED_ON = 3
"""How often what is left over is passed on. Each time costs a query; what may then be left are a few places."""
BRANCHES_ASKED = 200
"""SQLite takes no more than 500 questions in one."""

# The first so many comments below some given ones: their replies, then the replies to these, and so on.
BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT id FROM comments_comment WHERE parent_id IN ({places}) AND status = %s
        UNION
        SELECT reply.id FROM comments_comment reply JOIN below ON reply.parent_id = below.id WHERE reply.status = %s
    )
    SELECT id FROM below LIMIT %s
"""
# The same for one, beginning with its earliest replies.
BELOW_ONE = """
    SELECT %s AS root, id FROM (
        WITH RECURSIVE below(id) AS (
            SELECT id FROM (
                SELECT id FROM comments_comment WHERE parent_id = %s AND status = %s ORDER BY id LIMIT %s
            ) earliest
            UNION
            SELECT reply.id FROM comments_comment reply JOIN below ON reply.parent_id = below.id WHERE reply.status = %s
        )
        SELECT id FROM below LIMIT %s
    ) share
"""


def keys_of_branches(roots: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """The keys of these published comments and the replies below them that fit; and :func:`cut_off`."""
    below, is_all = replies_that_fit(roots)
    keys = [*roots, *below]
    return keys, {} if is_all else cut_off(keys)


def replies_that_fit(roots: Sequence[int]) -> tuple[list[int], bool]:
    """The keys of the replies on a page with these comments, and whether they are all."""
    below = keys_below(roots) if roots else []
    return (below, True) if len(below) <= MOST else (shares(roots), False)


def keys_below(roots: Sequence[int]) -> list[int]:
    """The keys of what stands below; one more than :data:`MOST` when there are more."""
    published = Comment.Status.PUBLISHED.value
    places = ", ".join(["%s"] * len(roots))
    return [key for (key,) in _rows(BELOW.format(places=places), [*roots, published, published, MOST + 1])]


def shares(roots: Sequence[int]) -> list[int]:
    """The keys below each of them, as many as its share of the page is: what one does not use goes to the others."""
    share = max(MOST // len(roots), FEWEST)
    found = first_below(roots, share)
    for _time in range(PASSED_ON):
        large = [root for root in roots if len(found[root]) == share]
        left_over = MOST - sum(map(len, found.values()))
        if not large or left_over < len(large):
            break
        share += left_over // len(large)
        found.update(first_below(large, share))
    return [key for root in roots for key in found[root]]


def first_below(roots: Sequence[int], most: int) -> dict[int, list[int]]:
    """The keys below each of them, the first ``most``."""
    published = Comment.Status.PUBLISHED.value
    found: dict[int, list[int]] = {root: [] for root in roots}
    for some in chunks(roots, BRANCHES_ASKED):
        asked = [value for root in some for value in (root, root, published, most, published, most)]
        for root, key in _rows(" UNION ALL ".join([BELOW_ONE] * len(some)), asked):
            found[root].append(key)
    return found


def cut_off(keys: Sequence[int]) -> dict[int, int]:
    """Which of these comments have replies that are not among them, each with the key of the first."""
    left_out = Comment.objects.in_threads().filter(parent=OuterRef("pk")).exclude(pk__in=keys).order_by("pk")
    found = Comment.objects.filter(pk__in=keys).annotate(first=Subquery(left_out.values("pk")[:1]))
    return dict(found.filter(first__isnull=False).values_list("pk", "first"))


def _rows(sql: str, values: Sequence[str | int]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
