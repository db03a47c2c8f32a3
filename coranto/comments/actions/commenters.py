"""Who comments: one row for each identity."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from coranto.comments.models import Comment, Commenter
from coranto.core.short_digests import short_digest


def commenter_key(*, name: str = "", email: str = "", url: str = "", user: int | str = "") -> str:
    """What makes a commenter one and the same: 32 hexadecimal digits.

    A signed-in reader is their account (``user``: its key here, or ``wp:`` and the number there). A guest is name and
    e-mail address together, as for WordPress's rule on earlier approved comments; without an address (pingbacks) the
    name and the host they link from.
    """
    if user:
        return short_digest("user", user, size=16)
    if email.strip():
        return short_digest("guest", _folded(name), _folded(email), size=16)
    return short_digest("unsigned", _folded(name), _host(url), size=16)


@transaction.atomic
def count_commenters(*, commenters: Iterable[int]) -> None:
    """Count the published and the spam comments of these commenters afresh."""
    comments = Comment.objects.filter(commenter=OuterRef("pk")).order_by().values("commenter")
    published = comments.annotate(n=Count("pk", filter=Q(status=Comment.Status.PUBLISHED))).values("n")
    spam = comments.annotate(n=Count("pk", filter=Q(status=Comment.Status.SPAM))).values("n")
    Commenter.objects.filter(pk__in=list(commenters)).update(
        approved_count=Coalesce(Subquery(published), 0), spam_count=Coalesce(Subquery(spam), 0)
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return url
