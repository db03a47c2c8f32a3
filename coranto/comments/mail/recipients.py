"""Whom a comment or post concerns. Questions only."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from coranto.accounts.models import User
from coranto.comments.models import Comment, CommentRules, Subscription
from coranto.comments.subjects import subject_of
from coranto.posts.models import Post

MODERATES = "comments.change_comment"


class Circle:
    """What is the same for all that is told in one round: the owner's rules, the moderators, whether anybody follows.

    Asked for when it is needed first, then kept.
    """

    @cached_property
    def rules(self) -> CommentRules:
        """The owner's rules."""
        return CommentRules.objects.current()

    @cached_property
    def moderators(self) -> list[User]:
        """Everybody active who may decide on comments."""
        found = get_user_model()._default_manager
        return list(found.with_perm(MODERATES, backend="django.contrib.auth.backends.ModelBackend"))

    @cached_property
    def has_followers(self) -> bool:
        """Whether anybody at all follows a discussion, or answers."""
        return active_subscriptions().exclude(kind=Subscription.Kind.POSTS).exists()


def active_subscriptions() -> QuerySet[Subscription]:
    """Those that were confirmed and neither ended nor bounced. Nobody else gets anything."""
    return Subscription.objects.filter(confirmed_at__isnull=False, ended_at=None, bounced_at=None)


def followers_of_comment(comment: Comment, circle: Circle, *, at: datetime.datetime) -> list[Subscription]:
    """Who follows the discussion, or answers to the commenter that is answered; one for each address.

    Nobody hears of what stands below something that the public may not see.
    """
    if not circle.has_followers:
        return []
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


def readers_to_notify(comment: Comment, circle: Circle) -> list[User]:
    """Moderators for a held comment, the post's author for any, as far as the owner's rules say so."""
    is_held = comment.status == Comment.Status.HELD
    people = [*circle.moderators] if is_held and circle.rules.notifies_moderators else []
    author = author_of(comment)
    if author is not None and circle.rules.notifies_author and author not in people:
        people.append(author)
    own = written_by(comment)
    return [user for user in people if user.pk != comment.commenter.user_id and user.email.strip().lower() not in own]


def author_of(comment: Comment) -> User | None:
    """Who wrote the post that is discussed, if they have an account that works."""
    post = comment.thread.post
    user = post.author.user if post and post.author else None
    return user if user is not None and user.is_active else None
