"""Forgetting, with the comments of an erased address, what the import kept of them for an export."""

from django.db.models import Exists, OuterRef, Q

from coranto.comments.actions.erasing import ERASED
from coranto.comments.models import Comment
from coranto.wordpress.mapping.rebuilt_comments import without_person
from coranto.wordpress.models import Arrival

CHUNK = 900


def forget_erased() -> int:
    """Strip the left-over of comments that are anonymous by erasure, or gone; return how many had any of a person."""
    here = Comment.objects.filter(pk=OuterRef("here"))
    rows = Arrival.objects.filter(became=Arrival.Became.COMMENT).exclude(rest={})
    rows = rows.filter(~Exists(here) | Q(Exists(here.filter(commenter__key=ERASED)))).only("pk", "rest")
    stripped = []
    for row in rows.iterator(chunk_size=CHUNK):
        left = without_person(row.rest)
        if left != row.rest:
            row.rest = left
            stripped.append(row)
    Arrival.objects.bulk_update(stripped, ["rest"], batch_size=CHUNK)
    return len(stripped)
