"""Counting what a discussion holds."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Max, Q

from coranto.comments.models import Comment, Thread
from coranto.posts.models import Post


@transaction.atomic
def count_threads(*, threads: Iterable[int]) -> dict[int, int]:
    """Count the published comments of these threads afresh, on the thread and on its post; give the counts back.

    The count of a page stands on the page, which this app does not know: whoever changes a page's thread writes it
    there.
    """
    ids = list(threads)
    published = Q(comments__status=Comment.Status.PUBLISHED)
    rows = list(
        Thread.objects.filter(pk__in=ids)
        .annotate(n=Count("comments", filter=published), latest=Max("comments__posted_at", filter=published))
        .order_by("pk")
    )
    for row in rows:
        row.published_count, row.last_comment_at = row.n, row.latest
    Thread.objects.bulk_update(rows, ["published_count", "last_comment_at"], batch_size=200)
    posts = [Post(pk=row.post_id, comment_count=row.n) for row in rows if row.post_id]
    Post.objects.bulk_update(posts, ["comment_count"], batch_size=200)
    return {row.pk: row.n for row in rows}
