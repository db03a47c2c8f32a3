"""From news to letters: whoever is to be told of a comment or post gets a letter, one for each address."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from coranto.accounts.models import User
from coranto.comments.mail.recipients import (
    followers_of_comment,
    followers_of_post,
    readers_to_notify,
    written_by,
)
from coranto.comments.models import Announcement, Comment, Letter, Subscription
from coranto.core.short_digests import short_digest
from coranto.publication.models import Publication

NOTICES_APART = datetime.timedelta(minutes=10)
DIGEST_HOUR = 7  # on the publication's clock
MOST = 500


def tell_what_is_due(*, at: datetime.datetime) -> int:
    """Write the letters about all news that is due; how many announcements that were."""
    due = Announcement.objects.due(at).select_related(
        "comment__thread__post__author__user", "comment__commenter", "post"
    )
    return sum(tell(announcement=announcement, at=at) for announcement in due[:MOST])


@transaction.atomic
def tell(*, announcement: Announcement, at: datetime.datetime) -> bool:
    """Write the letters about one piece of news. Of two processes that try, one does.

    A comment that is not (or no longer) what was to be told is forgotten: it is news when it becomes that again.
    """
    if not Announcement.objects.filter(pk=announcement.pk, told_at=None).update(told_at=at):
        return False
    if announcement.comment and not is_still_so(announcement.comment, announcement.kind):
        announcement.delete()
        return True
    letters: list[Letter] = []
    if announcement.post:
        letters += news(followers_of_post(announcement.post, at=at), at, post=announcement.post_id)
    elif announcement.comment:
        letters += about_comment(announcement.comment, announcement.kind, at)
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    return True


def about_comment(comment: Comment, kind: str, at: datetime.datetime) -> list[Letter]:
    """Letters to moderators about a held comment; to the author and to those who follow about a published one."""
    if not is_still_so(comment, kind):
        return []
    letters = notices(readers_to_notify(comment), comment, at)
    if comment.status == Comment.Status.PUBLISHED and comment.kind == Comment.Kind.COMMENT:
        told = {letter.email for letter in letters} | written_by(comment)
        followers = [row for row in followers_of_comment(comment, at=at) if row.email not in told]
        letters += news(followers, at, comment=comment.pk)
    return letters


def is_still_so(comment: Comment, kind: str) -> bool:
    """Whether a comment is what an announcement says of it."""
    wanted = Comment.Status.HELD if kind == Announcement.Kind.HELD else Comment.Status.PUBLISHED
    return comment.status == wanted and comment.removed_at is None


def news(followers: Iterable[Subscription], at: datetime.datetime, **about: int | None) -> list[Letter]:
    """A letter for each of these subscriptions, due at once or with the next digest."""
    digest_at = next_digest(at)
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
