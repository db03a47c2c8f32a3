"""The numbers of all items, kind by kind, in the order in which they are written."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.models import MenuItem
from coranto.wordpress.models import KeptItem

CHUNK = 100


def chunks(model: Any, after: int = 0) -> Iterator[list[int]]:
    """The numbers of all rows of a model above one number, a hundred at a time, read by key."""
    while numbers := list(
        model._default_manager.filter(number__gt=after).order_by("number").values_list("number", flat=True)[:CHUNK]
    ):
        yield numbers
        after = numbers[-1]


def highest_number() -> int:
    """The highest number that any item has."""
    kept = KeptItem.objects.exclude(kind__startswith="term:").exclude(kind__startswith="comment:")
    rows: tuple[Any, ...] = (Post.objects, StaticPage.objects, Attachment.objects, MenuItem.objects, kept)
    return max(int(each.aggregate(top=Max("number"))["top"] or 0) for each in rows)
