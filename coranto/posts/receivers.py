"""What Django and Wagtail tell us, passed on in one line each."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import (
    published,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from coranto.posts.actions import forget_posts
from coranto.posts.actions.publishing import follow_publishing, follow_withdrawal, mark_pending, note_standing
from coranto.posts.models import Author, Category, Post, Source, Tag
from coranto.publication.actions import note_change, note_unseen
from coranto.publication.receivers import watch

OF_DRAFTS = {"latest_revision", "has_unpublished_changes"}


def post_published(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A version went public, or was only scheduled."""
    if instance.live:
        follow_publishing(post=instance, at=timezone.now())


def post_withdrawn(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A post was withdrawn, or has expired."""
    follow_withdrawal(post=instance, at=timezone.now())


def post_begins(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A post is about to be saved."""
    if instance.pk and not kwargs.get("raw"):
        note_standing(post=instance)


def post_saved(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A public post was saved. The saving of drafts, every few seconds, changes nothing that readers see."""
    if instance.live and not kwargs.get("raw") and not set(kwargs.get("update_fields") or [""]) <= OF_DRAFTS:
        note_change(at=timezone.now(), of=(f"post:{instance.pk}",))
    else:
        note_unseen(rows=Post)


def post_goes(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A post is being deleted for ever."""
    forget_posts(post_ids=[instance.pk], at=timezone.now())


def review_began(sender: type[WorkflowState], instance: WorkflowState, **kwargs: Any) -> None:
    """A post waits for review."""
    if isinstance(post := instance.content_object, Post):
        mark_pending(post=post, is_pending=True)


def review_ended(sender: type[WorkflowState], instance: WorkflowState, **kwargs: Any) -> None:
    """A review came to an end, whichever."""
    if isinstance(post := instance.content_object, Post):
        mark_pending(post=post, is_pending=False)


def connect() -> None:
    """Listen; called when the app starts."""
    watch(Category, Tag, Source, Author)
    pre_save.connect(post_begins, sender=Post, dispatch_uid="coranto.post_begins")
    post_save.connect(post_saved, sender=Post, dispatch_uid="coranto.post_saved")
    pre_delete.connect(post_goes, sender=Post, dispatch_uid="coranto.post_goes")
    published.connect(post_published, sender=Post, dispatch_uid="coranto.post_published")
    unpublished.connect(post_withdrawn, sender=Post, dispatch_uid="coranto.post_withdrawn")
    workflow_submitted.connect(review_began, dispatch_uid="coranto.review_began")
    for signal in (workflow_approved, workflow_rejected, workflow_cancelled):
        signal.connect(review_ended, dispatch_uid="coranto.review_ended")
