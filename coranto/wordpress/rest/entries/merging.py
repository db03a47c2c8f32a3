"""Posts and pages in one order by date, without sorting all posts: the few pages are laid between posts read by key."""

import datetime

from django.db.models import QuerySet

from coranto.pages.models import StaticPage
from coranto.posts.listings.listing import Listing
from coranto.posts.models import Post

Place = tuple[str, int]
MOST_PAGES = 5_000


def merged_window(
    posts: Listing | None, pages: QuerySet[StaticPage], start: int, length: int, *, at: datetime.datetime
) -> tuple[list[Place], int]:
    """The places ``start`` to ``start + length`` of posts and pages together, newest first, and how many there are.

    A post stands at most as many places later as there are pages: so only a window of the posts is read.
    """
    aside = list(pages.values_list("posted_at", "pk")[:MOST_PAGES])
    count = posts.count() if posts else 0
    first = max(start - len(aside), 0)
    keys = posts.post_ids(start=first, length=start + length - first, count=count) if posts else []
    moments = dict(Post.objects.published(at).filter(pk__in=keys).values_list("pk", "posted_at"))
    window = [(moments[key], key) for key in keys if key in moments]
    newer = [page for page in aside if window and first and page[0] > window[0][0]]
    rest = aside[len(newer) :]
    merged = [("post", key, moment) for moment, key in window] + [("page", key, moment) for moment, key in rest]
    merged.sort(key=lambda place: place[2], reverse=True)
    skipped = start - first - len(newer) if window or not first else start - count
    return [(kind, key) for kind, key, _moment in merged[max(skipped, 0) :][:length]], count + len(aside)
