"""Versions of posts."""

from django.db import transaction

from coranto.posts.models import Post


@transaction.atomic
def keep_first_version(*, post: Post) -> None:
    """Before the first change at the desk: keep what an import brought as a version, to compare with and go back to.

    Imports write none: a hundred thousand posts would take twice the room. ``post`` may hold the change already, so
    what is stored is read afresh. Safe to repeat.
    """
    stored = Post.objects.filter(pk=post.pk, latest_revision=None).first()
    if stored is None:
        return
    revision = stored.save_revision(changed=False, clean=False, log_action="wagtail.create")
    if stored.live:
        Post.objects.filter(pk=post.pk).update(live_revision=revision)
