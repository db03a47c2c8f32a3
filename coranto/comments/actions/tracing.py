"""Keeping the traits by which the desk finds comments in line with the comments."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from coranto.comments.models import Comment, CommentTrait
from coranto.comments.traits import traits_of
from coranto.core.chunks import chunks
from coranto.core.database.bulk_rows import insert_values

CHUNK = 500
TRAIT_COLUMNS = ("key", "kind", "status", "posted_at", "comment_id")


def trace_comments(comment_ids: Iterable[int]) -> None:
    """Write the traits of these comments afresh. Safe to repeat."""
    for chunk in chunks(sorted(set(comment_ids)), CHUNK):
        rows = Comment.objects.filter(pk__in=chunk).select_related("commenter")
        columns = ("name", "url", "text", "network_address", "status", "posted_at", "commenter__email")
        values = [value for row in rows.only(*columns) for value in trait_values(row)]
        with transaction.atomic():
            CommentTrait.objects.filter(comment__in=chunk).delete()
            insert_values(CommentTrait, TRAIT_COLUMNS, values)


def trace_new_comment(comment: Comment) -> None:
    """Write the traits of a comment that was never traced."""
    insert_values(CommentTrait, TRAIT_COLUMNS, trait_values(comment))


def trait_values(comment: Comment) -> list[Sequence[Any]]:
    """The rows of a comment's traits."""
    found = traits_of(
        name=comment.name,
        email=comment.commenter.email,
        address=comment.network_address,
        text=comment.text,
        url=comment.url,
    )
    return [(trait.key, trait.kind, comment.status, comment.posted_at, comment.pk) for trait in found]


def follow_status(comment_ids: Sequence[int], status: str) -> None:
    """Tell the traits that their comments have another status."""
    CommentTrait.objects.filter(comment__in=comment_ids).update(status=status)
