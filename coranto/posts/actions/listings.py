"""Keeping the index of public listings: see :mod:`coranto.posts.models.listing`."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from django.db import models, transaction

from coranto.core.database.bulk_rows import insert_rows, insert_values
from coranto.posts.actions.noting import Change, changed_names, names_to_come
from coranto.posts.models import (
    FORMAT_KEYS,
    Attribution,
    Byline,
    Category,
    FoundText,
    ListingCount,
    ListingEntry,
    ListingKind,
    Post,
)
from coranto.posts.search.index import index_posts, write_texts
from coranto.publication.actions import note_change

Key = tuple[str, int]
CHUNK = 500


def list_post(*, post: Post, at: datetime.datetime) -> None:
    """Write down in which listings the post stands at that moment; in none, if the public may not see it."""
    list_posts(post_ids=[post.pk], at=at)


@transaction.atomic
def list_posts(*, post_ids: Iterable[int], at: datetime.datetime) -> None:
    """Do the same for many posts, and for what is searched, at a fixed number of queries for each five hundred."""
    ids = sorted(set(post_ids))
    parents = dict(Category.objects.values_list("pk", "parent_id")) if ids else {}
    changes: list[Change] = []
    for start in range(0, len(ids), CHUNK):
        changes += _list_chunk(ids[start : start + CHUNK], at, parents)
    index_posts(ids, at=at)
    note_change(at=at, of=changed_names(ids, changes) | names_to_come(ids, at))


@transaction.atomic
def forget_posts(*, post_ids: Iterable[int], at: datetime.datetime) -> None:
    """Take posts that are about to be deleted out of all listings and of what is searched."""
    ids = sorted(set(post_ids))
    changes = _settle(ids, {})
    write_texts(FoundText, "post", ids, [])
    note_change(at=at, of=changed_names(ids, changes))


@transaction.atomic
def recount_listings() -> None:
    """Count all listings afresh from their entries."""
    ListingCount.objects.all().delete()
    counts = ListingEntry.objects.values_list("kind", "key").annotate(n=models.Count("pk")).order_by("kind", "key")
    rows = (ListingCount(kind=kind, key=key, count=n) for kind, key, n in counts.iterator())
    ListingCount.objects.bulk_create(rows)


def _list_chunk(ids: list[int], at: datetime.datetime, parents: Mapping[int, int | None]) -> list[Change]:
    return _settle(ids, _wanted(ids, at, parents))


def _settle(ids: list[int], wanted: Mapping[tuple[int, str, int], datetime.datetime]) -> list[Change]:
    """Let the entries of these posts be exactly those wanted, and the counts follow; which came and went."""
    present = {
        (post, kind, key): (pk, moment)
        for pk, post, kind, key, moment in ListingEntry.objects.filter(post__in=ids).values_list(
            "pk", "post", "kind", "key", "posted_at"
        )
    }
    stale = [place for place, (_pk, moment) in present.items() if wanted.get(place) != moment]
    fresh = [place for place, moment in wanted.items() if place not in present or present[place][1] != moment]
    ListingEntry.objects.filter(pk__in=[present[place][0] for place in stale]).delete()
    entries = ((kind, key, wanted[post, kind, key], post) for post, kind, key in fresh)
    insert_values(ListingEntry, ["kind", "key", "posted_at", "post_id"], entries)
    changes = Counter((kind, key) for _post, kind, key in fresh)
    changes.subtract((kind, key) for _post, kind, key in stale)
    _add_to_counts({place: change for place, change in changes.items() if change})
    gone = [Change(*place, present[place][1]) for place in stale]
    return [*gone, *(Change(*place, wanted[place]) for place in fresh)]


def _wanted(
    ids: list[int], at: datetime.datetime, parents: Mapping[int, int | None]
) -> dict[tuple[int, str, int], datetime.datetime]:
    """The entries that should be: (post, kind, key) and the moment they are filed under."""
    seen = Post.objects.published(at).filter(pk__in=ids).order_by("pk")
    moments: dict[int, datetime.datetime] = {}
    places: set[tuple[int, str, int]] = set()
    for post in seen.only("posted_at", "utc_offset", "author", "format", "is_sticky"):
        moments[post.pk] = post.posted_at
        local = post.posted_local
        places.add((post.pk, ListingKind.MONTH, local.year * 100 + local.month))
        if post.author_id:
            places.add((post.pk, ListingKind.AUTHOR, post.author_id))
        if post.is_sticky:
            places.add((post.pk, ListingKind.STICKY, 0))
        if post.format != Post.Format.STANDARD:
            places.add((post.pk, ListingKind.FORMAT, FORMAT_KEYS[post.format]))
    places.update(_filed(list(moments), parents))
    return {place: moments[place[0]] for place in sorted(places)}


def _filed(ids: list[int], parents: Mapping[int, int | None]) -> Iterable[tuple[int, str, int]]:
    for post, category in Post.categories.through.objects.filter(post__in=ids).values_list("post", "category"):
        for key in _with_ancestors(category, parents):
            yield post, ListingKind.CATEGORY, key
    for post, key in Post.tags.through.objects.filter(post__in=ids).values_list("post", "tag"):
        yield post, ListingKind.TAG, key
    for post, key in Byline.objects.filter(post__in=ids, author__isnull=False).values_list("post", "author"):
        yield post, ListingKind.AUTHOR, key
    for post, key in Attribution.objects.shown().filter(post__in=ids).values_list("post", "source"):
        yield post, ListingKind.SOURCE, key


def _with_ancestors(category: int, parents: Mapping[int, int | None]) -> list[int]:
    line: list[int] = []
    step: int | None = category
    while step is not None and step not in line:
        line.append(step)
        step = parents.get(step)
    return line


def _add_to_counts(changes: Mapping[Key, int]) -> None:
    """Add to the counts of listings; one that comes to nothing goes."""
    for kind, places in groupby(sorted(changes), key=lambda place: place[0]):
        keys = [key for _kind, key in places]
        rows = ListingCount.objects.select_for_update().filter(kind=kind, key__in=keys)
        present = dict(rows.values_list("key", "count"))
        totals = {key: max(present.get(key, 0) + changes[kind, key], 0) for key in keys}
        insert_rows(
            [ListingCount(kind=kind, key=key, count=total) for key, total in totals.items() if total],
            unique=["kind", "key"],
            update=["count"],
        )
        ListingCount.objects.filter(kind=kind, key__in=[key for key, total in totals.items() if not total]).delete()
