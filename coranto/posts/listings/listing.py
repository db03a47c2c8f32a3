"""Public listings: what they are about, how many posts they hold, and the posts of one page, by key.

Everything is read from :class:`~coranto.posts.models.ListingEntry` in the order of its index, so a page costs the same
however many posts there are; only the number of rows to pass over grows, and it is taken from the nearer end. The month
entries are every post of the site in reading order, so the front page and years are ranges of them.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_for_keys import ForKeys, objects_for_keys
from coranto.core.database.prepared_queries import PreparedRows, given_day, given_moment, given_number, given_text
from coranto.core.database.remembered_objects import remembered_for_keys
from coranto.core.made_of import POSTS
from coranto.posts.models import Author, Category, ListingCount, ListingEntry, ListingKind, Post, Source, Tag

Subject = Category | Tag | Author | Source
READING_ORDER = ("-key", "-posted_at", "-post_id")
WIDEST_OFFSET = datetime.timedelta(hours=16)
A_DAY = datetime.timedelta(days=1)
MOST_SUBJECTS = 10
MOST_STICKY = 20
MOST_CARDS = 4_000_000
"""Bytes of posts for cards that are remembered, about."""


def _of_one_key() -> QuerySet[ListingEntry, Any]:
    rows = ListingEntry.objects.filter(kind=given_text("kind"), key=given_number("key"))
    return rows.order_by("-posted_at", "-post_id").values_list("post_id")


def _of_several_keys() -> QuerySet[ListingEntry, Any]:
    rows = ListingEntry.objects.filter(
        kind=given_text("kind"), key__gte=given_number("first"), key__lte=given_number("last")
    )
    return rows.order_by(*READING_ORDER).values_list("post_id")


_one_key, _one_key_reversed = PreparedRows(_of_one_key), PreparedRows(lambda: _of_one_key().reverse())
_several_keys, _several_keys_reversed = (
    PreparedRows(_of_several_keys),
    PreparedRows(lambda: _of_several_keys().reverse()),
)


def _of_one_day() -> QuerySet[ListingEntry, Any]:
    rows = _of_one_key().filter(posted_at__gte=given_moment("since"), posted_at__lte=given_moment("until"))
    return rows.filter(post__posted_on=given_day("date"))


_one_day = PreparedRows(_of_one_day)
_counts = PreparedRows(
    lambda: ListingCount.objects.filter(
        kind=given_text("kind"), key__gte=given_number("first"), key__lte=given_number("last")
    ).values_list("count")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One listing. ``path`` is its address as printed; ``first_key`` and ``last_key`` bound its keys in the index.

    ``subjects`` are the terms, author or outlet it is about: several for WordPress's unions (``a,b``) and intersections
    (``a+b``, with ``needs_all``). ``kind`` is that of :class:`~coranto.posts.contexts.ListingPage`.
    ``query`` is what its address ends in, ``heading`` stands before what is made of the rest; it is ``is_exact`` where
    nothing but :attr:`marks` and its posts' own pages tell of changes to it.
    """

    kind: str
    path: str
    index: ListingKind = ListingKind.MONTH
    first_key: int = 0
    last_key: int = 999_912
    subjects: tuple[Subject, ...] = ()
    needs_all: bool = False
    year: int = 0
    month: int = 0
    day: int = 0
    name: str = ""
    query: str = ""
    heading: str = ""
    is_exact: bool = True
    known_count: int | None = field(default=None, compare=False)

    @property
    def subject(self) -> Subject | None:
        """The one thing it is about, if it is about one."""
        return self.subjects[0] if len(self.subjects) == 1 else None

    @property
    def named_for(self) -> Subject | None:
        """The one that WordPress names where several are listed: the first in the address."""
        return self.subjects[0] if self.subjects else None

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands in :mod:`coranto.core.made_of` for the posts it holds. One of dates also says what is near."""
        if not self.subjects:
            return (POSTS,)
        return tuple(f"listing:{self.index}:{subject.pk}" for subject in self.subjects)

    def entries(self) -> QuerySet[ListingEntry, Any]:
        """Its rows of the index, in reading order."""
        rows = ListingEntry.objects.filter(kind=self.index)
        if len(self.subjects) > 1:
            return self._combined(rows)
        if self.day:
            rows = rows.filter(posted_at__range=self._day_bounds(), post__posted_on=self._date())
        if self.first_key == self.last_key:
            return rows.filter(key=self.first_key).order_by("-posted_at", "-post_id")
        return rows.filter(key__gte=self.first_key, key__lte=self.last_key).order_by(*READING_ORDER)

    def count(self) -> int:
        """How many posts it holds, from the counts that are kept; for days and combinations they are counted."""
        if self.known_count is not None:
            return self.known_count
        if self.day:
            return len(_one_day.all(**self._given_day()))
        if len(self.subjects) > 1:
            return self.entries().count()
        return sum(count for (count,) in _counts.all(kind=self.index, first=self.first_key, last=self.last_key))

    def post_ids(self, *, start: int, length: int, count: int) -> list[int]:
        """The keys of ``length`` posts from place ``start`` (0 is the newest) of ``count``, in reading order."""
        length = min(length, count - start)
        if length <= 0:
            return []
        if self.day:
            return [pk for (pk,) in _one_day.part(start, length, **self._given_day())]
        if len(self.subjects) > 1:
            return list(self.entries().values_list("post_id", flat=True)[start : start + length])
        if start <= count // 2:
            return self._stretch(_one_key, _several_keys, start, length)
        return self._stretch(_one_key_reversed, _several_keys_reversed, count - start - length, length)[::-1]

    def _stretch(self, of_one: PreparedRows, of_several: PreparedRows, start: int, length: int) -> list[int]:
        if self.first_key == self.last_key:
            found = of_one.part(start, length, kind=self.index, key=self.first_key)
        else:
            found = of_several.part(start, length, kind=self.index, first=self.first_key, last=self.last_key)
        return [pk for (pk,) in found]

    def _combined(self, rows: QuerySet[ListingEntry]) -> QuerySet[ListingEntry, Any]:
        keys = [subject.pk for subject in self.subjects]
        if self.needs_all:
            others = (
                Exists(rows.filter(key=key, posted_at=OuterRef("posted_at"), post=OuterRef("post_id")))
                for key in keys[1:]
            )
            return rows.filter(reduce(and_, others), key=keys[0]).order_by("-posted_at", "-post_id")
        return rows.filter(key__in=keys).values("posted_at", "post_id").distinct().order_by("-posted_at", "-post_id")

    def _given_day(self) -> dict[str, Any]:
        since, until = self._day_bounds()
        return {"kind": self.index, "key": self.first_key, "since": since, "until": until, "date": self._date()}

    def _date(self) -> datetime.date:
        return datetime.date(self.year, self.month, self.day)

    def _day_bounds(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Moments between which the local day lies, wherever on Earth."""
        start = datetime.datetime.combine(self._date(), datetime.time(), datetime.UTC)
        return start - WIDEST_OFFSET, start + A_DAY + WIDEST_OFFSET


def posts_of(ids: Sequence[int], *, at: datetime.datetime) -> list[Post]:
    """These posts with what cards show, in the given order, as far as the public may see them now."""
    return _in_order(_for_listing, ids, at)


def card_posts(ids: Sequence[int], *, at: datetime.datetime) -> list[Post]:
    """These posts in the given order, as far as the public may see them now, with just what cards show.

    They are shared by all who ask (:class:`~coranto.core.database.remembered_objects.RememberedObjects`).
    """
    return _in_order(_for_cards, ids, at)


_for_listing = objects_for_keys(lambda ids: Post.objects.published(given_moment("at")).for_listing().filter(pk__in=ids))
_for_cards = remembered_for_keys(
    lambda ids: Post.objects.published(given_moment("at")).for_cards().filter(pk__in=ids), BoundedMemory(MOST_CARDS)
)


def _in_order(posts: ForKeys[Post], ids: Sequence[int], at: datetime.datetime) -> list[Post]:
    found = {post.pk: post for post in posts.all(ids, at=at)}
    return [found[pk] for pk in ids if pk in found]


def home_listing(path: str = "/", *, name: str = "") -> Listing:
    """All posts; ``name`` is what the owner calls the page of them, where that is not the front page."""
    return Listing(kind="home", path=path, name=name)


def sticky_ids() -> list[int]:
    """The posts that are held on top of the front page, newest first."""
    return [pk for (pk,) in _one_key.part(0, MOST_STICKY, kind=ListingKind.STICKY, key=0)]


def neighbour_days(listing: Listing, *, at: datetime.datetime) -> tuple[datetime.date | None, datetime.date | None]:
    """The nearest local days with posts before and after the day of the listing, at one query."""
    date = datetime.date(listing.year, listing.month, listing.day)
    noon = datetime.datetime.combine(date, datetime.time(12), datetime.UTC)
    until = min(at, noon + A_DAY)  # as one bound: of two SQLite took the later, and went through all newer posts
    days = [day for (day,) in _near_days.all(at=at, until=until, since=noon - A_DAY, date=date) if day]
    return min((day for day in days if day < date), default=None), max(
        (day for day in days if day > date), default=None
    )


def _days_near() -> QuerySet[Post, Any]:
    date, posts = given_day("date"), Post.objects.published(given_moment("at"))
    before = Post.objects.published(given_moment("until")).filter(posted_on__lt=date).newest_first()
    after = posts.filter(posted_at__gt=given_moment("since"), posted_on__gt=date).order_by("posted_at", "pk")
    nearest = [Subquery(rows.values("pk")[:1]) for rows in (before, after)]
    return posts.filter(pk__in=nearest).values_list("posted_on")  # one list: of two PostgreSQL goes through all posts


_near_days = PreparedRows(_days_near)
