"""Counts that are cheaper made once than kept up with every batch."""

from coranto.comments.actions import count_commenters
from coranto.comments.models import Commenter
from coranto.wordpress.importing.work import Work

CHUNK = 500


def count_everybody(work: Work) -> None:
    """Count the comments of all commenters. Safe to repeat."""
    last = 0
    while keys := list(Commenter.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        count_commenters(commenters=keys)
        last = keys[-1]
