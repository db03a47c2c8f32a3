"""Putting a post into the bin for a program."""

import datetime

from django.db import transaction

from coranto.accounts.models import User
from coranto.posts.actions import bin_posts
from coranto.posts.models import Post
from coranto.wordpress.entries.writing import change_entry


@transaction.atomic
def bin_post(*, post: Post, at: datetime.datetime, by: User) -> None:
    """Put it into the bin; what is scheduled or handed in is withdrawn first, so that nothing goes on in the bin.

    WordPress does both in one step. Whether the person may is asked before
    (:func:`coranto.wordpress.entries.rights.may`).
    """
    lock = post.get_lock()
    if lock is not None and lock.for_user(by):
        change_entry(entry=post, changes={}, status="draft", at=at, by=by)
        post.refresh_from_db()
    bin_posts(posts=[post], at=at, by=by)
