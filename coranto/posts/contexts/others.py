"""Attachments, and addresses where nothing is."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.posts.contexts.post import PostCard
from coranto.publication.contexts import Crumb, ImageView, Link, PostLink


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentPage:
    """``posts/attachment.html``: a picture, recording or file with a page of its own."""

    number: int
    """Its id, WordPress's ``?attachment_id=N``."""
    title: str
    """Its title, plain text."""
    file_url: str
    """The file itself."""
    media_kind: str = "file"
    """``image``, ``audio``, ``video`` or ``file``."""
    mime_type: str = ""
    """Such as ``application/pdf``."""
    file_name: str = ""
    """Such as ``tide-table.pdf``."""
    file_size: int = 0
    """In bytes; 0 when not known."""
    posted_at: datetime | None = None
    """When it was uploaded."""
    image: ImageView | None = None
    """The picture, where it is one."""
    caption_html: SafeString = field(default_factory=SafeString)
    """The caption, cleaned HTML."""
    description_html: SafeString = field(default_factory=SafeString)
    """The description, cleaned HTML in paragraphs."""
    parent: PostLink | None = None
    """The post it was uploaded to."""
    previous: Link | None = None
    """The attachment before it in the same post."""
    next: Link | None = None
    """The attachment after it in the same post."""
    crumbs: tuple[Crumb, ...] = ()
    """The way here."""
    edit_url: str = ""
    """The editor at the desk, for those who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """``404.html``: nothing is at this address."""

    path: str
    """The path that was asked for, decoded."""
    suggestions: tuple[PostLink, ...] = ()
    """Posts with a similar address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """``410.html``: something was here and was taken down."""

    path: str
    """The path that was asked for, decoded."""
    reason: str = ""
    """What the owner wishes to say about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """``posts/embed.html``: a post or page as other sites show it in a frame (WordPress's ``/embed/``)."""

    card: PostCard
    """Title, address, excerpt, source, image and number of comments."""
