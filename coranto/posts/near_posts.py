"""Posts near another one: before and after it in time, and related by shared tags and source."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from coranto.core.database.prepared_queries import PreparedObjects, given_moment, given_number
from coranto.core.made_of import made_of, made_of_each
from coranto.core.moments import at_offset
from coranto.core.titles import title_html, title_text
from coranto.posts.contexts import AttributionView, PostCard
from coranto.posts.details import Details
from coranto.posts.listings.cards import post_link
from coranto.posts.models import Attribution, ListingKind, Post
from coranto.posts.models.post import PostQuerySet
from coranto.publication.addresses import Addresses
from coranto.publication.contexts import PostLink

RELATED = 4
MOST_TAGS = 8
LOOKED_AT = 15
"""How many of the newest posts of each shared tag are looked at: a tag on every post costs no more than a rare one."""
NEWEST_LISTED = """
    SELECT * FROM (
        SELECT post_id FROM posts_listingentry WHERE kind = %s AND key = %s
        ORDER BY posted_at DESC, post_id DESC LIMIT %s
    ) AS newest
"""
HERE = given_moment("posted_at")
NO_KIN = {f"related{place}": 0 for place in range(RELATED)}
LINK_COLUMNS = ("pk", "title", "path", "posted_at", "utc_offset")


def with_source_name(posts: PostQuerySet) -> QuerySet[Post]:
    """The posts with the name of the outlet each came from, as ``source_name``."""
    first = Attribution.objects.shown().filter(post=OuterRef("pk")).values("source__name")[:1]
    named: QuerySet[Post] = posts.annotate(source_name=Subquery(first))
    return named


@dataclass(frozen=True, slots=True)
class NearPosts:
    """The posts round another one."""

    previous: PostLink | None
    next: PostLink | None
    related: tuple[PostCard, ...]


def near_posts(post: Post, details: Details, addresses: Addresses, *, at: datetime.datetime) -> NearPosts:
    """The posts before and after this one in time, and those related to it; at two queries, or one without tags."""
    related = _related_ids(post, details)
    kin = {f"related{place}": pk for place, pk in enumerate(related)}
    until = min(at, post.posted_at)
    rows = _round.all(at=at, until=until, posted_at=post.posted_at, key=post.pk, **{**NO_KIN, **kin})
    found = {row.pk: row for row in rows}
    made_of(f"near:{post.pk}")
    made_of_each("post", (*found, *related))
    here = (post.posted_at, post.pk)
    before = [row for row in found.values() if (row.posted_at, row.pk) < here]
    after = [row for row in found.values() if (row.posted_at, row.pk) > here]
    previous = max(before, key=lambda row: (row.posted_at, row.pk), default=None)
    following = min(after, key=lambda row: (row.posted_at, row.pk), default=None)
    return NearPosts(
        post_link(previous) if previous else None,
        post_link(following) if following else None,
        tuple(_small_card(found[pk], addresses) for pk in related if pk in found),
    )


def _near() -> QuerySet[Post]:
    """All of them by one list of keys: of one list or another PostgreSQL would go through all posts."""
    public = Post.objects.published(given_moment("at"))
    nearest = [Subquery(near.values("pk")[:1]) for near in (_before(), _after(public))]
    first = Attribution.objects.shown().filter(post=OuterRef("pk"))
    rows: QuerySet[Post] = public.filter(pk__in=[*nearest, *map(given_number, NO_KIN)]).annotate(
        source_name=Subquery(first.values("source__name")[:1]), source_slug=Subquery(first.values("source__slug")[:1])
    )
    return rows.only(*LINK_COLUMNS, "number", "password")


def _before() -> PostQuerySet:
    """``until`` is the post's moment, or now if that is earlier.

    With both as bounds SQLite took the later one, and went through all posts after the post.
    """
    earlier = Q(posted_at__lt=HERE) | Q(posted_at=HERE, pk__lt=given_number("key"))
    return Post.objects.published(given_moment("until")).filter(earlier).newest_first()


def _after(public: PostQuerySet) -> PostQuerySet:
    later = Q(posted_at__gt=HERE) | Q(posted_at=HERE, pk__gt=given_number("key"))
    return public.filter(later, posted_at__gte=HERE).order_by("posted_at", "pk")


_round = PreparedObjects(_near)


def _related_ids(post: Post, details: Details) -> list[int]:
    """The posts that share most tags with this one (a source counts as one), the newest of those first.

    By hand, since the ORM takes longer to write this than the database to answer it.
    """
    keys: list[tuple[str, int]] = [(ListingKind.TAG.value, tag.key) for tag in details.tags[:MOST_TAGS]]
    keys += [(ListingKind.SOURCE.value, attribution.source_id) for attribution in details.attributions[:2]]
    if not keys:
        return []
    made_of_each("listing", (f"{kind}:{key}" for kind, key in keys))
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([NEWEST_LISTED] * len(keys)), [value for key in keys for value in (*key, LOOKED_AT)]
        )
        scores = Counter(pk for (pk,) in cursor.fetchall() if pk != post.pk)
    return [pk for pk, _score in scores.most_common(RELATED)]


def _small_card(post: Post, addresses: Addresses) -> PostCard:
    name, slug = getattr(post, "source_name", None), getattr(post, "source_slug", None)
    return PostCard(
        number=post.number,
        url=post.path,
        posted_at=at_offset(post.posted_at, post.utc_offset),
        title=title_text(post.title),
        title_html=title_html(post.title),
        source=AttributionView(source_name=name, source_url=addresses.source(slug)) if name and slug else None,
        is_protected=bool(post.password),
    )
