"""What a change of posts is called where pages are kept: see :mod:`coranto.core.made_of`."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q

from coranto.core.made_of import POSTS, SITE
from coranto.posts.models import ListingEntry, ListingKind, Post

MOST_NAMED = 100
"""Posts that are changed together up to which each is named; above it everything is."""


class Change(NamedTuple):
    """A post that came to a listing, or left it: its key, the listing's kind and key, the moment it stands under."""

    post: int
    kind: str
    key: int
    moment: datetime.datetime


def changed_names(posts: Sequence[int], changes: Iterable[Change]) -> set[str]:
    """The names of what has changed with these posts, and with the listings that they came to or left."""
    if len(posts) > MOST_NAMED:
        return {SITE}
    names = {f"post:{key}" for key in posts}
    for change in changes:
        names |= {POSTS, f"listing:{change.kind}:{change.key}"}
        if change.kind == ListingKind.MONTH:
            names |= _neighbours(change)
    return names


def _neighbours(change: Change) -> set[str]:
    """The posts before and after that moment, whose pages lead to the post, or no longer do."""
    rows = ListingEntry.objects.filter(kind=ListingKind.MONTH).exclude(post=change.post)
    here = Q(posted_at=change.moment)
    before = rows.filter(Q(posted_at__lt=change.moment) | here & Q(post__lt=change.post))
    after = rows.filter(Q(posted_at__gt=change.moment) | here & Q(post__gt=change.post))
    found = (
        before.order_by("-posted_at", "-post_id").values_list("post_id", flat=True).first(),
        after.order_by("posted_at", "post_id").values_list("post_id", flat=True).first(),
    )
    return {f"near:{key}" for key in found if key} | {f"near:{change.post}"}


def names_to_come(posts: Sequence[int], at: datetime.datetime) -> set[str]:
    """Everything, where one of the posts becomes public by its own date: no page made before knows of that moment."""
    ahead = Post.objects.filter(live=True, is_private=False, posted_at__gt=at)
    return {SITE} if len(posts) <= MOST_NAMED and ahead.filter(pk__in=posts).exists() else set()
