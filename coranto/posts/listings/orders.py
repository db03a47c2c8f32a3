"""The orders in which WordPress lets strangers have the posts of a listing: ``?orderby=title&order=asc``."""

from collections.abc import Callable, Sequence
from typing import Any

from coranto.posts.models import Post

ORDERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("title", str.casefold),
    "name": ("slug", str),
    "ID": ("number", int),
    "modified": ("modified_at", lambda moment: moment),
    "author": ("author__number", lambda number: number or 0),
    "comment_count": ("comment_count", int),
}
"""By WordPress's name, the column and what of it is compared. Orders by chance and by nothing are not among them."""


def order_named(asked: str) -> str:
    """The order that a field asks for, by its first word; nothing for that by date, and for what is none."""
    first = (asked.split() or [""])[0].removeprefix("post_")
    return first if first in ORDERS else ""


def in_order(ids: Sequence[int], name: str, *, descending: bool) -> list[int]:
    """Posts that come newest first in another order; what is alike in it stays as it was."""
    column, compared = ORDERS[name]
    values = dict(Post.objects.filter(pk__in=ids).values_list("pk", column))
    return sorted((pk for pk in ids if pk in values), key=lambda pk: compared(values[pk]), reverse=descending)
