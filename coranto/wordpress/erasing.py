"""Forgetting, with the comments of an erased address, what the import kept of them for an export."""

import re
from typing import Any

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from coranto.comments.actions.erasing import ERASED
from coranto.comments.models import Comment
from coranto.wordpress.mapping.rebuilt_comments import without_person
from coranto.wordpress.models import Arrival, KeptItem

CHUNK = 900
KEPT_AT_A_TIME = 100
IN_ITS_PLACE = "(erased)"
PERSONAL = ("author", "email", "url", "ip", "agent", "user_id")
"""Fields of a comment that say who wrote it."""


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


def forget_in_kept_items(address: str) -> int:
    """Take a mail address out of all that was kept for plug-ins, and the name with it where it wrote; how many had it.

    Plug-ins write notes in the place of comments, and items of their own kinds (messages, orders): texts and custom
    fields that name the address are kept without it.
    """
    if not address:
        return 0
    rows = KeptItem.objects.only("pk", "title", "content").order_by("pk")
    if address.isascii():  # others are written in escapes, which differ by database
        rows = rows.annotate(text=Cast("content", TextField()))
        rows = rows.filter(Q(text__icontains=address) | Q(title__icontains=address))
    found = re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
    count = 0
    for row in rows.iterator(chunk_size=KEPT_AT_A_TIME):
        content, title = _without(row.content, found), found.sub(IN_ITS_PLACE, row.title)
        if (content, title) != (row.content, row.title):
            KeptItem.objects.filter(pk=row.pk).update(content=content, title=title)
            count += 1
    return count


def _without(value: Any, address: re.Pattern[str]) -> Any:
    """A value of JSON without the address; a comment of its owner without the owner."""
    if isinstance(value, str):
        return address.sub(IN_ITS_PLACE, value)
    if isinstance(value, list):
        return [_without(each, address) for each in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("email"), str) and address.fullmatch(value["email"].strip()):
        value = _without_writer(value)
    return {key: _without(each, address) for key, each in value.items()}


def _without_writer(comment: dict[str, Any]) -> dict[str, Any]:
    rest = {key: each for key, each in comment.items() if key not in PERSONAL}
    name = comment.get("author")
    return _without(rest, re.compile(re.escape(name))) if isinstance(name, str) and name.strip() else rest
