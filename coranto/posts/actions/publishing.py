"""What follows when a post goes public or is withdrawn, however that came about: by hand, in bulk, by the clock."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from coranto.accounts.models import User
from coranto.posts.actions.addresses import settle_permalink
from coranto.posts.actions.listings import list_post
from coranto.posts.models import Post
from coranto.publication.models import Publication


@transaction.atomic
def follow_publishing(*, post: Post, at: datetime.datetime) -> None:
    """Date a post that had no moment of posting yet, give it its address, list it."""
    if post.posted_on is None:
        scheduled = post.go_live_at
        post.posted_at = scheduled if scheduled and scheduled <= at else at
    post.is_pending = False
    Post.objects.filter(pk=post.pk).update(posted_at=post.posted_at, is_pending=False)
    if not _stays_where_it_is(post):
        settle_permalink(post=post, at=at)
    list_post(post=post, at=at)


def note_standing(*, post: Post) -> None:
    """Before a post is saved: remember on the instance what its address was made of until now."""
    post.stood_as = Post.objects.filter(pk=post.pk).values_list("slug", "posted_on", "main_category").first()


def _stays_where_it_is(post: Post) -> bool:
    """Whether nothing has changed that its address is made of: then even one that never followed the pattern stays."""
    pattern = Publication.objects.current().permalink_structure
    if "%category%" in pattern or "%author%" in pattern or not post.path:
        return False
    same = post.stood_as == (post.slug, post.posted_on, post.main_category_id)
    return same and post.permalinks.filter(is_current=True).exists()


@transaction.atomic
def follow_withdrawal(*, post: Post, at: datetime.datetime) -> None:
    """Take a post that is no longer public off all listings. Its addresses stay its own."""
    list_post(post=post, at=at)


def is_dated_ahead(post: Post, at: datetime.datetime) -> bool:
    """Whether a post that is not public bears a date that is still to come: then it is published on that day."""
    return bool(not post.live and post.posted_on and post.posted_at > at)


def mark_pending(*, post: Post, is_pending: bool) -> None:
    """Say whether the post waits for somebody to review it."""
    Post.objects.filter(pk=post.pk).update(is_pending=is_pending)


@transaction.atomic
def publish_posts(*, posts: Iterable[Post], at: datetime.datetime, by: User | None) -> int:
    """Publish the newest version of each post, now or on the day to come that it bears; how many there were.

    Drafts in the bin are left there.
    """
    done = 0
    for post in posts:
        if post.binned_at is None:
            revision = post.latest_revision if post.has_unpublished_changes and post.latest_revision else None
            version = revision.as_object() if revision else post
            if is_dated_ahead(version, at):
                version.go_live_at, revision = version.posted_at, None
            (revision or version.save_revision(user=by, clean=False)).publish(user=by, skip_permission_checks=True)
            done += 1
    return done


@transaction.atomic
def withdraw_posts(*, posts: Iterable[Post], at: datetime.datetime, by: User | None) -> int:
    """Take posts off the site; how many were on it. They stay as drafts."""
    public = [post for post in posts if post.live]
    for post in public:
        post.unpublish(user=by)
    return len(public)
