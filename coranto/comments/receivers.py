"""What Django and Wagtail tell us, passed on in one line each."""

from typing import Any

from anymail.signals import tracking
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.signals import published, unpublished

from coranto.akismet.models import OutsideScorer
from coranto.comments.actions.announcing import announce_post
from coranto.comments.actions.sending_pings import queue_pings
from coranto.comments.actions.subscribing import follow_mail_event
from coranto.comments.actions.telling_outside import queue_outside_lesson
from coranto.comments.actions.tracing import follow_status, trace_comments, trace_new_comment
from coranto.comments.models import Block, Comment, CommentRules, FilterLesson
from coranto.comments.search import forget_comments, index_comments, index_comments_below, index_new_comment
from coranto.comments.settled import SETTLED
from coranto.core.made_of import COMMENTS, SITE
from coranto.posts.models import Post
from coranto.publication.actions import note_change, note_unseen

TRACED = frozenset({"name", "url", "text", "network_address", "commenter", "posted_at"})


def comment_saved(sender: type[Comment], instance: Comment, **kwargs: Any) -> None:
    """A comment was written, published, held or changed. A new one that nobody may read changes nothing yet."""
    is_new = bool(kwargs.get("created"))
    if is_new and instance.status != Comment.Status.PUBLISHED:
        note_unseen(rows=Comment)
        return
    note_change(at=timezone.now(), is_of_comments=True, of=(COMMENTS, instance.thread.mark))
    if is_new:
        index_new_comment(instance, at=timezone.now())
    else:
        index_comments([instance.pk], at=timezone.now())


def comment_traced(sender: type[Comment], instance: Comment, **kwargs: Any) -> None:
    """The desk finds the comment by what it has in common with others."""
    changed = kwargs.get("update_fields")
    if kwargs.get("created"):
        trace_new_comment(instance)
    elif changed is None or changed & TRACED:
        trace_comments([instance.pk])
    elif "status" in changed:
        follow_status([instance.pk], instance.status)


def comment_goes(sender: type[Comment], instance: Comment, **kwargs: Any) -> None:
    """A comment is being deleted for ever."""
    forget_comments([instance.pk])
    note_change(at=timezone.now(), is_of_comments=True, of=(COMMENTS, instance.thread.mark))


def settled_anew(sender: type[Model], **kwargs: Any) -> None:
    """The owner settled something else about comments: what processes keep of it is read again. Pages show rules."""
    if not kwargs.get("raw"):
        note_change(at=timezone.now(), of=(SITE,) if sender is CommentRules else (SETTLED,))


def lesson_learnt(sender: type[FilterLesson], instance: FilterLesson, **kwargs: Any) -> None:
    """A person decided otherwise than before."""
    queue_outside_lesson(lesson=instance)


def post_turned(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A post became public, or ceased to be, and its discussion with it."""
    index_comments_below([instance.pk], at=timezone.now())


def post_published(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A post went public, and may be news."""
    announce_post(post=Post.objects.get(pk=instance.pk), at=timezone.now())


def post_links_out(sender: type[Post], instance: Post, **kwargs: Any) -> None:
    """A post went public, and may link to pages that want to know."""
    queue_pings(post=Post.objects.get(pk=instance.pk), at=timezone.now())


def mail_tracked(sender: object, event: Any, esp_name: str, **kwargs: Any) -> None:
    """A mail provider says what became of a mail."""
    follow_mail_event(
        kind=event.event_type, email=event.recipient or "", why=event.description or "", at=timezone.now()
    )


def connect() -> None:
    """Listen; called when the app starts."""
    post_save.connect(comment_saved, sender=Comment, dispatch_uid="coranto.comment_saved")
    post_save.connect(comment_traced, sender=Comment, dispatch_uid="coranto.comment_traced")
    pre_delete.connect(comment_goes, sender=Comment, dispatch_uid="coranto.comment_goes")
    for model in (CommentRules, Block, OutsideScorer):
        post_save.connect(settled_anew, sender=model, dispatch_uid=f"coranto.settled_anew.{model.__name__}")
        post_delete.connect(settled_anew, sender=model, dispatch_uid=f"coranto.settled_anew.{model.__name__}.gone")
    post_save.connect(lesson_learnt, sender=FilterLesson, dispatch_uid="coranto.comments_lesson_learnt")
    published.connect(post_turned, sender=Post, dispatch_uid="coranto.comments_published")
    published.connect(post_published, sender=Post, dispatch_uid="coranto.comments_announce_post")
    published.connect(post_links_out, sender=Post, dispatch_uid="coranto.comments_post_links_out")
    tracking.connect(mail_tracked, dispatch_uid="coranto.comments_mail_tracked")
    unpublished.connect(post_turned, sender=Post, dispatch_uid="coranto.comments_unpublished")
