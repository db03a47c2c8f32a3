"""From news to letters: whoever is to be told of a comment or post gets a letter, one for each address."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from coranto.accounts.models import User
from coranto.comments.mail.recipients import (
    Circle,
    followers_of_comment,
    followers_of_post,
    readers_to_notify,
    written_by,
)
from coranto.comments.models import Announcement, Comment, Letter, Subscription
from coranto.core.database.write_queue import write_queue
from coranto.core.short_digests import short_digest
from coranto.publication.models import Publication

NOTICES_APART = datetime.timedelta(minutes=10)
DIGEST_HOUR = 7  # on the publication's clock
MOST = 500
TOGETHER = 50
"""News that is told in one transaction: each waits for the disk, and readers who write wait for it."""


def tell_what_is_due(*, at: datetime.datetime) -> int:
    """Write the letters about all news that is due; how many announcements that were."""
    circle = Circle()
    told = 0
    while told < MOST:
        found = write_queue.run(lambda: tell_together(circle=circle, at=at))
        told += found
        if found < TOGETHER:
            break
    return told


@transaction.atomic
def tell_together(*, circle: Circle, at: datetime.datetime) -> int:
    """Write the letters about the oldest news that is due. Of two processes that try, each takes other ones.

    A comment that is not (or no longer) what was to be told is forgotten: it is news when it becomes that again.
    """
    due = Announcement.objects.due(at).select_for_update(of=("self",), skip_locked=True)
    rows = list(
        due.select_related(
            "comment__thread__post__author__user", "comment__commenter__user", "comment__parent", "post"
        ).defer("comment__thread__post__body", "comment__thread__post__body_html", "post__body", "post__body_html")[
            :TOGETHER
        ]
    )
    Announcement.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=at)
    over = [row.pk for row in rows if row.comment and not is_still_so(row.comment, row.kind)]
    Announcement.objects.filter(pk__in=over).delete()
    letters: list[Letter] = []
    for row in rows:
        if row.post:
            letters += news(followers_of_post(row.post, at=at), at, post=row.post_id)
        elif row.comment and row.pk not in over:
            letters += about_comment(row.comment, circle, at)
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    return len(rows)


def about_comment(comment: Comment, circle: Circle, at: datetime.datetime) -> list[Letter]:
    """Letters to moderators about a held comment; to the author and to those who follow about a published one."""
    letters = notices(readers_to_notify(comment, circle), comment, at)
    if comment.status == Comment.Status.PUBLISHED and comment.kind == Comment.Kind.COMMENT:
        told = {letter.email for letter in letters} | written_by(comment)
        followers = [row for row in followers_of_comment(comment, circle, at=at) if row.email not in told]
        letters += news(followers, at, comment=comment.pk)
    return letters


def is_still_so(comment: Comment, kind: str) -> bool:
    """Whether a comment is what an announcement says of it."""
    wanted = Comment.Status.HELD if kind == Announcement.Kind.HELD else Comment.Status.PUBLISHED
    return comment.status == wanted and comment.removed_at is None


def news(followers: Sequence[Subscription], at: datetime.datetime, **about: int | None) -> list[Letter]:
    """A letter for each of these subscriptions, due at once or with the next digest."""
    digest_at = next_digest(at) if followers else at
    return [
        Letter(
            key=short_digest(Letter.Kind.NEWS, sorted(about.items()), row.email, size=16),
            kind=Letter.Kind.NEWS,
            email=row.email,
            subscription=row,
            made_at=at,
            due_at=at if row.pace == Subscription.Pace.AT_ONCE else digest_at,
            **{f"{name}_id": key for name, key in about.items()},
        )
        for row in followers
    ]


def notices(users: Iterable[User], comment: Comment, at: datetime.datetime) -> list[Letter]:
    """A letter for each of these moderators and authors, never sooner than some minutes after their last one."""
    emails = {user.email.strip().lower(): user for user in users if user.email.strip()}
    if not emails:
        return []
    sent = Letter.objects.filter(kind=Letter.Kind.NOTICE, email__in=emails, sent_at__gt=at - NOTICES_APART)
    last = {email: moment for email, moment in sent.order_by("sent_at").values_list("email", "sent_at") if moment}
    return [
        Letter(
            key=short_digest(Letter.Kind.NOTICE, comment.pk, email, size=16),
            kind=Letter.Kind.NOTICE,
            email=email,
            user=user,
            comment=comment,
            made_at=at,
            due_at=max(at, last[email] + NOTICES_APART) if email in last else at,
        )
        for email, user in emails.items()
    ]


def next_digest(at: datetime.datetime) -> datetime.datetime:
    """The next morning on the publication's clock."""
    local = at.astimezone(Publication.objects.current().zone)
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + datetime.timedelta(days=1)
