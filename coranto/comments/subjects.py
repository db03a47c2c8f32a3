"""Finding what a comment is about: by the number that the form sends, or by the thread that a comment stands in.

Static pages are an app above this one: it makes itself known by :func:`register_pages`.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page, Revision

from coranto.comments.discussions import Subject, attachment_subject, post_subject
from coranto.comments.models import Thread
from coranto.core.database.prepared_queries import PreparedObjects, given_number
from coranto.media.models import Attachment
from coranto.posts.models import Post
from coranto.publication.addresses import addresses_of
from coranto.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Found:
    """A subject with what decides on who may see it. ``is_public``: strangers may, but for ``password``."""

    subject: Subject
    is_public: bool
    password: str = ""


@dataclass(frozen=True, slots=True)
class PageDoors:
    """What is asked of the app of static pages: a page by number, path or row; to write down its count; to close it."""

    find: Callable[[int, datetime.datetime], Found | None]
    at_path: Callable[[str, datetime.datetime], Found | None]
    of_page: Callable[[Page, datetime.datetime], Found | None]
    write_count: Callable[[Page, int], None]
    set_open: Callable[[Page, bool], None]


_pages: list[PageDoors] = []
ASKED_OF_POSTS = (
    "number",
    "title",
    "slug",
    "posted_at",
    "utc_offset",
    "live",
    "is_private",
    "password",
    "binned_at",
    "comments_open",
    "pings_open",
    "comment_count",
    "path",
    "body_html",
    "author",
)
"""What a discussion must know of a post: a third of its columns."""
THREAD = tuple(f"thread__{field.name}" for field in Thread._meta.concrete_fields)

_post = PreparedObjects(
    lambda: (
        Post.objects.filter(number=given_number("number"), binned_at=None)
        .select_related("author", "thread")
        .only(*ASKED_OF_POSTS, *THREAD)
        .order_by("pk")[:1]
    )
)


def register_pages(doors: PageDoors) -> None:
    """Make static pages known; called when their app starts."""
    _pages[:] = [doors]


def find_subject(number: int, *, at: datetime.datetime) -> Found | None:
    """The post, page or attachment with WordPress's id ``number``; nothing where there is none."""
    post = _post.first(number=number)
    if post:
        return of_post(post, at)
    for doors in _pages:
        if found := doors.find(number, at):
            return found
    attachment = Attachment.objects.filter(number=number).first()
    return of_attachment(attachment, at) if attachment else None


def page_at(path: str, *, at: datetime.datetime) -> Found | None:
    """The static page that stands at the normal form of a path."""
    return next((found for doors in _pages if (found := doors.at_path(path, at))), None)


def subject_of(thread: Thread, *, at: datetime.datetime) -> Found | None:
    """What a thread is about."""
    if thread.post:
        return None if thread.post.binned_at else of_post(thread.post, at)
    if thread.page:
        return next((found for doors in _pages if (found := doors.of_page(thread.page, at))), None)
    return of_attachment(thread.attachment, at) if thread.attachment else None


def of_post(post: Post, at: datetime.datetime) -> Found:
    """A post as the subject of a discussion."""
    return Found(post_subject(post), post.is_published(at), post.password)


def of_attachment(attachment: Attachment, at: datetime.datetime) -> Found:
    """An attachment; it may be seen where what it belongs to may, if the site has pages of attachments."""
    publication = Publication.objects.current()
    subject = attachment_subject(attachment, addresses_of(publication).printed(attachment.path))
    is_public, password = standing_of(attachment, at)
    return Found(subject, publication.attachment_pages and is_public, password)


def standing_of(attachment: Attachment, at: datetime.datetime) -> tuple[bool, str]:
    """Whether strangers may know of an attachment, and the password of what it belongs to."""
    if not attachment.parent_number:
        return True, ""
    post = Post.objects.filter(number=attachment.parent_number, binned_at=None).first()
    if post:
        return post.is_published(at), post.password
    parent = next((found for doors in _pages if (found := doors.find(attachment.parent_number, at))), None)
    return (parent.is_public, parent.password) if parent else (False, "")


def write_page_count(thread: Thread, count: int) -> None:
    """Tell the app of static pages how many comments a page has now."""
    for doors in _pages:
        if thread.page:
            doors.write_count(thread.page, count)


def is_open(thread: Thread) -> bool:
    """Whether a discussion takes comments, as far as that was decided by hand."""
    if thread.page:
        found = next((found for doors in _pages if (found := doors.of_page(thread.page, timezone.now()))), None)
        return found is not None and found.subject.is_open
    subject = thread.post or thread.attachment
    return subject is not None and subject.comments_open


def set_open(thread: Thread, is_open: bool) -> None:
    """Let a discussion take comments, or no more; also once the newest draft is published."""
    if thread.post:
        Post.objects.filter(pk=thread.post.pk).update(comments_open=is_open)
        thread.post.comments_open = is_open
        write_into_draft(thread.post.latest_revision, is_open)
    elif thread.attachment:
        Attachment.objects.filter(pk=thread.attachment.pk).update(comments_open=is_open)
        thread.attachment.comments_open = is_open
    for doors in _pages:
        if thread.page:
            doors.set_open(thread.page, is_open)
            write_into_draft(thread.page.latest_revision, is_open)


def write_into_draft(revision: Revision | None, is_open: bool) -> None:
    """The newest version holds a copy of the choice, which would come back when it is published."""
    if revision is not None and "comments_open" in revision.content:
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "comments_open": is_open})
