"""Deleting a comment for ever, which the desk leaves to time (:func:`.keeping.empty_folder`)."""

import datetime

from django.db import transaction

from coranto.accounts.models import User
from coranto.comments.actions.moderating import decide_at_desk
from coranto.comments.models import Comment


@transaction.atomic
def delete_comment(*, comment: Comment, at: datetime.datetime, by: User) -> None:
    """Put it into the bin, which is written down and counted, and delete it. Its replies move up to its parent."""
    decide_at_desk(comments=[comment], status=Comment.Status.BINNED, at=at, by=by)
    Comment.objects.filter(parent=comment).update(parent=comment.parent_id)
    Comment.objects.filter(pk=comment.pk).delete()
