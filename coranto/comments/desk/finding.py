"""Finding a page of the queue: by index, whatever was asked, and at the same cost among a million comments."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime

from coranto.accounts.models import User
from coranto.comments.desk.asked import REPORTED, Asked
from coranto.comments.models import Comment, CommentTrait, Report
from coranto.comments.policy import own_comments, visible_comments

Place = tuple[datetime.datetime, int]
"""Where a comment stands in the queue: its moment and its key."""
ONE_COUNT = "SELECT {number:d}, (SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {where} LIMIT {limit:d}) AS some)"


def find_page(asked: Asked, user: User, after: str, limit: int) -> list[Place]:
    """The next so many comments after a place (as :func:`write_place` writes it), newest first."""
    if asked.is_impossible:
        return []
    found: list[Place] = []
    for status in [""] if asked.tab == REPORTED else asked.statuses:
        rows, key = rows_of(asked, user, status)
        rows = older_than(rows, read_place(after), key).order_by("-posted_at", f"-{key}")
        found += rows.values_list("posted_at", key)[:limit]
    return sorted(found, reverse=True)[:limit]


def count_up_to(asked: Asked, user: User, status: str, limit: int) -> int:
    """How many there are of that state (empty: reported), counted no further than to the limit."""
    if asked.is_impossible:
        return 0
    rows, key = rows_of(asked, user, status)
    return rows.order_by().values(key)[:limit].count()


def rows_of(asked: Asked, user: User, status: str) -> tuple[QuerySet[Any], str]:
    """Rows that hold what was asked in one state, and the column with the comment's key.

    The first trait drives, since its index has the queue's order; the state ``""`` is that of reported comments.
    """
    if status == "":
        standing = Report.objects.filter(settled_at=None).values("comment")
        rows: QuerySet[Any] = visible_comments(user).filter(pk__in=standing)
        return narrowed(rows, asked.traits, asked, "pk", ""), "id"
    if not asked.traits:
        return narrowed(visible_comments(user).filter(status=status), (), asked, "pk", ""), "id"
    rows = CommentTrait.objects.filter(key=asked.traits[0].key, status=status).filter(own_comments(user, "comment__"))
    return narrowed(rows, asked.traits[1:], asked, "comment", "comment__"), "comment_id"


def narrowed(rows: QuerySet[Any], traits: Iterable[Any], asked: Asked, key: str, prefix: str) -> QuerySet[Any]:
    """Only rows whose comment has these traits too, and stands in the discussion that was asked for."""
    for trait in traits:
        rows = rows.filter(Exists(CommentTrait.objects.filter(comment=OuterRef(key), key=trait.key)))
    return rows.filter(**{f"{prefix}thread": asked.thread}) if asked.thread else rows


def write_place(place: Place) -> str:
    """A place, for an address."""
    return f"{place[0].astimezone(datetime.UTC).isoformat()},{place[1]}"


def read_place(written: str) -> Place | None:
    """A place that an address names; nothing where it makes no sense."""
    text, _comma, key = written.rpartition(",")
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not key.isdecimal() or len(key) > 18:
        return None
    return at, int(key)


def older_than(rows: QuerySet[Any], place: Place | None, key: str) -> QuerySet[Any]:
    """The rows after a place in the queue; all of them without one."""
    if place is None:
        return rows
    at, last = place
    return rows.filter(Q(posted_at__lt=at) | Q(**{"posted_at": at, f"{key}__lt": last}), posted_at__lte=at)


def count_traits(wanted: Sequence[tuple[int, str]], limit: int) -> dict[tuple[int, str], int]:
    """How many comments have each trait (its key, and a status or none), up to the limit. One query for all."""
    if not wanted:
        return {}
    table = connection.ops.quote_name(CommentTrait._meta.db_table)
    parts, values = [], []
    for number, (key, status) in enumerate(wanted):
        where = "key = %s AND status = %s" if status else "key = %s"
        parts.append(ONE_COUNT.format(number=number, table=table, where=where, limit=limit))
        values += [key, status] if status else [key]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {wanted[number]: count for number, count in cursor.fetchall()}


def comments_of(places: Sequence[Place]) -> list[Comment]:
    """The comments at these places with all that the queue shows of them but lists, in order."""
    rows = Comment.objects.filter(pk__in=[key for _at, key in places]).select_related(
        "thread__post", "thread__page", "thread__attachment", "commenter", "parent"
    )
    rows = rows.defer(
        "html",
        "meta",
        "user_agent",
        "parent__html",
        "thread__post__body",
        "thread__post__body_html",
        "thread__post__excerpt",
    )
    return list(rows.newest_first())
