"""Putting posts into the bin and taking them out again. The desk deletes nothing; programs may, when they insist."""

import datetime

from django.db import transaction
from wagtail.log_actions import log

from coranto.accounts.models import User
from coranto.posts.actions.listings import list_posts
from coranto.posts.models import Post
from coranto.posts.policy import is_out


@transaction.atomic
def bin_posts(*, posts: list[Post], at: datetime.datetime, by: User | None) -> list[Post]:
    """Take posts off the site at once. Their text, comments and addresses stay as they are; a review ends."""
    for post in posts:
        if review := post.current_workflow_state:
            review.cancel(user=by)
        post.was_public = is_out(post)
        post.binned_at = at
        if post.live:
            post.unpublish(user=by)
    ids = [post.pk for post in posts]
    Post.objects.filter(pk__in=ids).update(binned_at=at, was_public=False)
    Post.objects.filter(pk__in=[post.pk for post in posts if post.was_public]).update(was_public=True)
    list_posts(post_ids=ids, at=at)
    return posts


@transaction.atomic
def restore_posts(*, posts: list[Post], at: datetime.datetime, by: User | None) -> list[Post]:
    """Take posts out of the bin. They come back as drafts: what was public is published again by hand."""
    for post in posts:
        post.binned_at, post.was_public = None, False
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(binned_at=None, was_public=False)
    return posts


@transaction.atomic
def delete_posts(*, posts: list[Post], at: datetime.datetime, by: User | None) -> None:
    """Delete posts for ever, with their comments and addresses. The log keeps their titles."""
    for post in bin_posts(posts=posts, at=at, by=by):
        log(instance=post, action="wagtail.delete", user=by, deleted=True)
        post.delete()
