"""Counting what a discussion holds."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from coranto.comments.models import Comment, Thread
from coranto.posts.models import Post


@transaction.atomic
def count_threads(*, threads: Iterable[int]) -> dict[int, int]:
    """Count the published comments of these threads afresh, on the thread and on its post; give the counts back.

    The count of a page stands on the page, which this app does not know: whoever changes a page's thread writes it
    there.
    """
    ids = list(threads)
    published = Comment.objects.published().filter(thread=OuterRef("pk")).order_by().values("thread")
    Thread.objects.filter(pk__in=ids).update(
        published_count=Coalesce(Subquery(published.annotate(n=Count("pk")).values("n")), 0),
        last_comment_at=Subquery(published.annotate(latest=Max("posted_at")).values("latest")),
    )
    below = Thread.objects.filter(post=OuterRef("pk")).values("published_count")
    Post.objects.filter(thread__in=ids).update(comment_count=Subquery(below))
    return dict(Thread.objects.filter(pk__in=ids).values_list("pk", "published_count"))
