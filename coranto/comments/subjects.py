"""Finding what a comment is about: by the number that the form sends, or by the thread that a comment stands in.

Static pages are an app above this one: it makes itself known by :func:`register_pages`.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page

from coranto.comments.discussions import Subject, attachment_subject, post_subject
from coranto.comments.models import Thread
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
    """What is asked of the app of static pages: a page by its number, by its row; and to write down its count."""

    find: Callable[[int, datetime.datetime], Found | None]
    of_page: Callable[[Page, datetime.datetime], Found | None]
    write_count: Callable[[Page, int], None]


_pages: list[PageDoors] = []


def register_pages(doors: PageDoors) -> None:
    """Make static pages known; called when their app starts."""
    _pages[:] = [doors]


def find_subject(number: int, *, at: datetime.datetime) -> Found | None:
    """The post, page or attachment with WordPress's id ``number``; nothing where there is none."""
    post = Post.objects.filter(number=number, binned_at=None).select_related("author").defer("body").first()
    if post:
        return of_post(post, at)
    for doors in _pages:
        if found := doors.find(number, at):
            return found
    attachment = Attachment.objects.filter(number=number).first()
    return of_attachment(attachment, at) if attachment else None


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
    """An attachment; it may be seen where what it belongs to may."""
    publication = Publication.objects.current()
    subject = attachment_subject(attachment, addresses_of(publication).printed(attachment.path))
    if not attachment.parent_number:
        return Found(subject, publication.attachment_pages)
    post = Post.objects.filter(number=attachment.parent_number, binned_at=None).first()
    if post:
        return Found(subject, publication.attachment_pages and post.is_published(at), post.password)
    parent = next((found for doors in _pages if (found := doors.find(attachment.parent_number, at))), None)
    if parent is None:
        return Found(subject, is_public=False)
    return Found(subject, publication.attachment_pages and parent.is_public, parent.password)


def write_page_count(thread: Thread, count: int) -> None:
    """Tell the app of static pages how many comments a page has now."""
    for doors in _pages:
        if thread.page:
            doors.write_count(thread.page, count)
