"""Who comments: one row for each identity (:func:`coranto.comments.identity.commenter_key`)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from coranto.comments.models import Comment, Commenter


@transaction.atomic
def count_commenters(*, commenters: Iterable[int]) -> None:
    """Count the published and the spam comments of these commenters afresh."""
    comments = Comment.objects.filter(commenter=OuterRef("pk")).order_by().values("commenter")
    published = comments.annotate(n=Count("pk", filter=Q(status=Comment.Status.PUBLISHED))).values("n")
    spam = comments.annotate(n=Count("pk", filter=Q(status=Comment.Status.SPAM))).values("n")
    Commenter.objects.filter(pk__in=list(commenters)).update(
        approved_count=Coalesce(Subquery(published), 0), spam_count=Coalesce(Subquery(spam), 0)
    )
