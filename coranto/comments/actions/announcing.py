"""Noting that a comment or post is news. It costs the request one row; who is told is found out in the background."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from coranto.comments.mail.waking import wake_post_office
from coranto.comments.models import Announcement, Comment
from coranto.core.database.bulk_rows import insert_values
from coranto.posts.models import Post

NEWS_FOR = datetime.timedelta(days=30)  # a comment written earlier is no news when somebody takes it out of the bin
POST_NEWS_FOR = datetime.timedelta(days=2)
COLUMNS = ("kind", "comment_id", "post_id", "due_at")
KIND = {Comment.Status.PUBLISHED: Announcement.Kind.PUBLISHED, Comment.Status.HELD: Announcement.Kind.HELD}


def announce_comments(*, comments: Iterable[Comment], at: datetime.datetime) -> None:
    """Note that these comments are news: to those who follow, when published; to moderators, when held.

    Safe to repeat: each comment is told once, and once more when it goes from held to published.
    """
    rows = [
        (KIND[Comment.Status(comment.status)], comment.pk, None, at)
        for comment in comments
        if comment.status in KIND and comment.removed_at is None and comment.posted_at > at - NEWS_FOR
    ]
    note(rows)


def announce_post(*, post: Post, at: datetime.datetime) -> None:
    """Note that a post is news, from its moment of posting on. Old posts that are published again are not.

    A post that was never dated is dated now (:func:`coranto.posts.actions.publishing.follow_publishing`).
    """
    posted_at = post.posted_at if post.posted_on else at
    if post.live and not post.is_private and not post.password and posted_at > at - POST_NEWS_FOR:
        note([(Announcement.Kind.PUBLISHED, None, post.pk, max(at, posted_at))])


def note(rows: Sequence[tuple[str, int | None, int | None, datetime.datetime]]) -> None:
    """Write the rows (kind, comment, post, moment) that are not there yet, and have the post office look soon."""
    if rows:
        insert_values(Announcement, COLUMNS, rows, unless_there=True)
        transaction.on_commit(wake_post_office, robust=True)
