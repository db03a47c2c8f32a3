"""The posts for which several conditions hold at once: in a category and with a tag, of an author and a year.

The index of listings has one subject in each row, so the narrowest condition is read in the order of the index and the
others are looked up for each of its posts. It is read only so far: of a listing with more than
:data:`MOST_LOOKED_THROUGH` posts the rest counts as not being there. So no such page costs more with every post.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from coranto.core.moments import at_offset
from coranto.posts.listings.counted_links import month_counts
from coranto.posts.listings.date_parts import DateParts
from coranto.posts.models import ListingCount, ListingEntry, ListingKind

MOST_LOOKED_THROUGH = 10_000
Place = tuple[datetime.datetime, int]


@dataclass(frozen=True, slots=True)
class Condition:
    """A post stands in one of these listings of a kind, or in none of them. Without keys nothing fulfils it."""

    kind: ListingKind
    keys: tuple[int, ...]
    is_refused: bool = False


def chosen_ids(conditions: Sequence[Condition], dates: DateParts, *, oldest_first: bool = False) -> list[int]:
    """The keys of the posts for which all conditions hold, in reading order or in the opposite one."""
    wanted = [condition for condition in conditions if not condition.is_refused]
    if not all(condition.keys for condition in wanted):
        return []
    leading, count = _narrowest(wanted, dates, oldest_first=oldest_first)
    others = [condition for condition in conditions if condition is not leading]
    found: set[Place] = set()
    by_month = leading.kind == ListingKind.MONTH
    for keys in [leading.keys] if by_month else [(key,) for key in leading.keys]:
        rows = ListingEntry.objects.filter(kind=leading.kind, key__in=keys)
        if not by_month:
            rows = _bounded(rows, dates, oldest_first=oldest_first, is_long=count > MOST_LOOKED_THROUGH)
        found.update(_places(_with_all(rows, others), dates))
    return [post for _moment, post in sorted(found, reverse=not oldest_first)]


def _narrowest(wanted: list[Condition], dates: DateParts, *, oldest_first: bool) -> tuple[Condition, int]:
    """The condition with the fewest posts, and how many; months too where there is no other, or a date is given."""
    choices = _counted(wanted)
    if not wanted or dates.are_given:
        counts = dict(month_counts())
        keys = dates.months(sorted(counts, reverse=not oldest_first))
        count = sum(counts[key] for key in keys)
        choices.append((Condition(ListingKind.MONTH, _first_months(keys, counts)), count))
    return min(choices, key=lambda choice: choice[1])


def _first_months(keys: list[int], counts: dict[int, int]) -> tuple[int, ...]:
    """As many months as have the posts that are looked through."""
    kept, count = list[int](), 0
    for key in keys:
        if count >= MOST_LOOKED_THROUGH:
            break
        kept.append(key)
        count += counts[key]
    return tuple(kept)


def _counted(wanted: list[Condition]) -> list[tuple[Condition, int]]:
    if not wanted:
        return []
    places = Q()
    for condition in wanted:
        places |= Q(kind=condition.kind, key__in=condition.keys)
    rows = ListingCount.objects.filter(places).values_list("kind", "key", "count")
    counts = {(kind, key): count for kind, key, count in rows}
    return [(each, sum(counts.get((each.kind, key), 0) for key in each.keys)) for each in wanted]


def _bounded(
    rows: QuerySet[ListingEntry], dates: DateParts, *, oldest_first: bool, is_long: bool
) -> QuerySet[ListingEntry]:
    """The rows of one listing within the year that is asked for, and no more than are looked through."""
    if within := dates.bounds():
        rows = rows.filter(posted_at__range=within)
    if not is_long:
        return rows
    order = "posted_at" if oldest_first else "-posted_at"
    ends = rows.order_by(order).values_list("posted_at", flat=True)[MOST_LOOKED_THROUGH : MOST_LOOKED_THROUGH + 1]
    for end in ends:
        rows = rows.filter(posted_at__lt=end) if oldest_first else rows.filter(posted_at__gt=end)
    return rows


def _with_all(rows: QuerySet[ListingEntry], others: list[Condition]) -> QuerySet[ListingEntry]:
    for other in others:
        there = Exists(
            ListingEntry.objects.filter(
                kind=other.kind, key__in=other.keys, posted_at=OuterRef("posted_at"), post=OuterRef("post_id")
            )
        )
        rows = rows.filter(~there if other.is_refused else there)
    return rows


def _places(rows: QuerySet[ListingEntry, Any], dates: DateParts) -> list[Place]:
    if not dates.are_given:
        return list(rows.values_list("posted_at", "post_id"))
    found = rows.values_list("posted_at", "post_id", "post__utc_offset")
    return [(moment, post) for moment, post, offset in found if dates.holds(at_offset(moment, offset))]
