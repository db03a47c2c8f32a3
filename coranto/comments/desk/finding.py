"""Finding a page of the queue: by index, whatever was asked, and at the same cost among a million comments."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.dateparse import parse_datetime

from coranto.accounts.models import User
from coranto.comments.desk.asked import REPORTED, Asked
from coranto.comments.models import Comment, CommentTrait, Report, Thread
from coranto.comments.policy import author_key, is_moderator, own_comments, visible_comments
from coranto.comments.traits import Trait

Place = tuple[datetime.datetime, int]
"""Where a comment stands in the queue: its moment and its key."""
FEW = 20_000
"""So many comments of one author are sorted in no time."""
COMPARED = 5_000
"""Traits that more comments have are all common."""
COUNTS = """
WITH wanted (number, sought, state) AS (VALUES {wanted})
SELECT number, (SELECT COUNT(*) FROM (SELECT 1 FROM {traits} WHERE key = sought LIMIT {limit:d}) AS found)
FROM wanted WHERE state = ''
UNION ALL
SELECT number,
    (SELECT COUNT(*) FROM (SELECT 1 FROM {traits} WHERE key = sought AND status = state LIMIT {limit:d}) AS found)
FROM wanted WHERE state <> ''
"""
"""Planned once, however many are wanted: a hundred counts of their own take longer to plan than to do."""
IN_ORDER = "SELECT posted_at, id FROM ({own}) AS own WHERE {having} ORDER BY posted_at DESC, id DESC LIMIT {limit:d}"
HAS_TRAIT = "EXISTS (SELECT 1 FROM {table} WHERE comment_id = own.id AND key = %s)"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a moderator sees all comments; an author ``has_few`` or many below their own posts."""

    user: User
    sees_all: bool
    has_few: bool = False

    @classmethod
    def of(cls, user: User) -> "Viewer":
        """The person. How much an author has decides which index finds it fast."""
        if is_moderator(user):
            return cls(user, sees_all=True)
        count = visible_comments(user).filter(thread__in=own_threads(user))[: FEW + 1].count()
        return cls(user, sees_all=False, has_few=count <= FEW)


def own_threads(user: User) -> QuerySet[Thread]:
    """The discussions below the person's posts."""
    return Thread.objects.filter(post__author=author_key(user))


def find_page(asked: Asked, viewer: Viewer, after: str, limit: int) -> list[Place]:
    """The next so many comments after a place (as :func:`write_place` writes it), newest first."""
    if asked.is_impossible:
        return []
    asked, is_rare = rarest_first(asked, viewer)
    if is_rare:
        viewer = replace(viewer, has_few=False)
    found: list[Place] = []
    for status in [""] if asked.tab == REPORTED else asked.statuses:
        rows, key = rows_of(asked, viewer, status)
        rows = older_than(rows, read_place(after), key).order_by("-posted_at", f"-{key}")
        if viewer.has_few and status and asked.traits:
            found += first_having(rows, asked.traits, limit)
        else:
            found += rows.values_list("posted_at", key)[:limit]
    return sorted(found, reverse=True)[:limit]


def rarest_first(asked: Asked, viewer: Viewer) -> tuple[Asked, bool]:
    """What is asked, with the rarest trait in front, which drives the search, and whether few comments have it."""
    if len(asked.traits) < (1 if viewer.has_few else 2):
        return asked, False
    counts = count_traits([(trait.key, "") for trait in asked.traits], COMPARED)
    traits = tuple(sorted(asked.traits, key=lambda trait: counts[trait.key, ""]))
    return replace(asked, traits=traits), counts[traits[0].key, ""] < COMPARED


def first_having(rows: QuerySet[Any], traits: Iterable[Trait], limit: int) -> list[Place]:
    """The first of an author's few comments, in order, that have these traits.

    Sorted before they are looked through: among so few that is nothing, and where a trait is common it ends soon.
    """
    own, params = rows.values("posted_at", "id")[: FEW + 1].query.sql_with_params()
    table = connection.ops.quote_name(CommentTrait._meta.db_table)
    keys = [trait.key for trait in traits]
    having = " AND ".join(HAS_TRAIT.format(table=table) for _key in keys)
    found = Comment.objects.raw(IN_ORDER.format(own=own, having=having, limit=limit), [*params, *keys])
    return [(comment.posted_at, comment.pk) for comment in found]


def count_up_to(asked: Asked, viewer: Viewer, status: str, limit: int) -> int | None:
    """How many there are of that state (empty: reported), counted no further than to the limit.

    Nothing where no index can count: below many posts of one author, and where several things must come together.
    """
    if asked.is_impossible:
        return 0
    conditions = len(asked.traits) + bool(asked.thread) + (not viewer.sees_all)
    if conditions > 1 or not (viewer.sees_all or viewer.has_few):
        return None
    if not (status or conditions):
        return Report.objects.filter(settled_at=None).order_by().values("comment").distinct()[:limit].count()
    rows, key = rows_of(asked, viewer, status)
    return rows.order_by().values(key)[:limit].count()


def rows_of(asked: Asked, viewer: Viewer, status: str) -> tuple[QuerySet[Any], str]:
    """Rows that hold what was asked in one state, and the column with the comment's key.

    What is rarest drives: the reports (the state is ``""``), the discussion, an author's few comments (whose traits
    are left to :func:`first_having`), the first trait.
    """
    seen = visible_comments(viewer.user)
    if status == "":
        reported = Comment.objects.filter(pk__in=Report.objects.filter(settled_at=None).values("comment"))
        if not viewer.sees_all:
            reported = reported.filter(Exists(own_threads(viewer.user).filter(pk=OuterRef("thread"))))
        return having(reported, asked.traits, asked, "pk"), "id"
    if asked.thread is not None:
        return having(seen.filter(status=status), asked.traits, asked, "pk"), "id"
    if viewer.has_few:
        own = seen.filter(thread__in=own_threads(viewer.user))
        own = own.alias(state=Concat("status", Value(""))).filter(state=status)  # so that no index of states is taken
        return own, "id"
    if not asked.traits:
        return seen.filter(status=status), "id"
    rows = CommentTrait.objects.filter(key=asked.traits[0].key, status=status)
    rows = rows.filter(own_comments(viewer.user, "comment__"))
    return having(rows, asked.traits[1:], asked, "comment"), "comment_id"


def having(rows: QuerySet[Any], traits: Iterable[Trait], asked: Asked, key: str) -> QuerySet[Any]:
    """Only rows whose comment has these traits too, and stands in the discussion that was asked for."""
    for trait in traits:
        rows = rows.filter(Exists(CommentTrait.objects.filter(comment=OuterRef(key), key=trait.key)))
    return rows.filter(thread=asked.thread) if asked.thread else rows


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
    sql = COUNTS.format(
        wanted=", ".join(["(%s, %s, %s)"] * len(wanted)),
        traits=connection.ops.quote_name(CommentTrait._meta.db_table),
        limit=limit,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for number, (key, status) in enumerate(wanted) for value in (number, key, status)])
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
