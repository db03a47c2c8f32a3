"""Whom a comment or post concerns. Questions only."""

import datetime
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from coranto.accounts.models import User
from coranto.comments.models import Comment, CommentRules, Subscription
from coranto.comments.subjects import subject_of
from coranto.posts.models import Post

MODERATES = "comments.change_comment"


def active_subscriptions() -> QuerySet[Subscription]:
    """Those that were confirmed and neither ended nor bounced. Nobody else gets anything."""
    return Subscription.objects.filter(confirmed_at__isnull=False, ended_at=None, bounced_at=None)


def followers_of_comment(comment: Comment, *, at: datetime.datetime) -> list[Subscription]:
    """Who follows the discussion, or answers to the commenter that is answered; one for each address.

    Nobody hears of what stands below something that the public may not see.
    """
    found = subject_of(comment.thread, at=at)
    if found is None or not found.is_public:
        return []
    wanted = Q(kind=Subscription.Kind.THREAD, thread=comment.thread_id)
    parent = comment.parent
    if parent is not None:
        answered = Q(kind=Subscription.Kind.REPLIES, commenter=parent.commenter_id)
        wanted |= answered & (Q(thread=None) | Q(thread=comment.thread_id))
    return one_each(active_subscriptions().filter(wanted))


def followers_of_post(post: Post, *, at: datetime.datetime) -> list[Subscription]:
    """Who wants to hear of new posts, if everybody may read this one."""
    if not post.is_published(at) or post.password:
        return []
    return one_each(active_subscriptions().filter(kind=Subscription.Kind.POSTS))


def one_each(subscriptions: Iterable[Subscription]) -> list[Subscription]:
    """One subscription for each address: one that wants mail at once rather than one that waits for the digest."""
    chosen: dict[str, Subscription] = {}
    for row in sorted(subscriptions, key=lambda row: (row.pace != Subscription.Pace.AT_ONCE, row.kind, row.pk)):
        chosen.setdefault(row.email, row)
    return list(chosen.values())


def written_by(comment: Comment) -> set[str]:
    """The addresses of whoever wrote the comment, in lower case."""
    user = comment.commenter.user
    given = {comment.commenter.email.strip().lower(), user.email.strip().lower() if user else ""}
    return given - {""}


def readers_to_notify(comment: Comment) -> list[User]:
    """Moderators for a held comment, the post's author for any, as far as the owner's rules say so."""
    rules = CommentRules.objects.current()
    people = list(moderators()) if comment.status == Comment.Status.HELD and rules.notifies_moderators else []
    author = author_of(comment)
    if author is not None and rules.notifies_author and author not in people:
        people.append(author)
    own = written_by(comment)
    return [user for user in people if user.pk != comment.commenter.user_id and user.email.strip().lower() not in own]


def moderators() -> QuerySet[User]:
    """Everybody active who may decide on comments."""
    return get_user_model()._default_manager.with_perm(MODERATES, backend="django.contrib.auth.backends.ModelBackend")


def author_of(comment: Comment) -> User | None:
    """Who wrote the post that is discussed, if they have an account that works."""
    post = comment.thread.post
    user = post.author.user if post and post.author else None
    return user if user is not None and user.is_active else None
