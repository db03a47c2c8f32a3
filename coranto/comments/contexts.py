"""What the templates of a discussion are given. The rules are those of ``coranto.publication.contexts``."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.publication.contexts import Link, Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """One comment, pingback or trackback with the replies to it."""

    number: int
    """Its id; the element's id is ``comment-N``, as in WordPress."""
    permalink: str
    """Its address: the post's, with ``#comment-N`` and the page of comments if there are several."""
    posted_at: datetime
    """When it was written, in the publication's time zone."""
    author_name: str = ""
    """Who wrote it; empty for "Anonymous". For a pingback the title of the page that links here."""
    author_url: str = ""
    """The author's website; for a pingback the page that links here."""
    avatar_svg: SafeString = field(default_factory=SafeString)
    """A drawing made here (``coranto.core.avatars``)."""
    avatar_url: str = ""
    """A picture on this site to show instead of the drawing."""
    html: SafeString = field(default_factory=SafeString)
    """The text: cleaned HTML."""
    kind: str = "comment"
    """``comment``, ``pingback`` or ``trackback``."""
    ordinal: int = 0
    """Its running number in the discussion as printed, from 1; 0 for none."""
    depth: int = 1
    """How deep it stands, from 1; deeper ones than the owner allows stand at the last depth."""
    css_classes: str = "comment"
    """WordPress's: ``comment even thread-odd alt depth-1 parent bypostauthor byuser comment-author-x``."""
    is_author: bool = False
    """Whether the post's author wrote it."""
    is_staff: bool = False
    """Whether an editor of the publication wrote it."""
    is_awaiting: bool = False
    """Whether it is held and only its writer sees it."""
    is_removed: bool = False
    """Whether it was taken out and only keeps the place of its replies; text and author are empty then."""
    reply_to: Link | None = None
    """The comment it answers, when that does not stand directly above it: the author's name and ``#comment-N``."""
    edited_at: datetime | None = None
    """When it was last edited."""
    reply_url: str = ""
    """``?replytocom=N#respond``; empty when replies are not taken."""
    edit_url: str = ""
    """For its writer while that is allowed, and for editors."""
    report_url: str = ""
    """Where a reader may report it; empty when that is off."""
    replies: tuple["CommentView", ...] = ()
    """The answers to it, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """The discussion below a post, page or attachment (``thread``)."""

    count: int = 0
    """Published comments in all, pingbacks included, as WordPress counts (also those on other pages)."""
    comments: tuple[CommentView, ...] = ()
    """Top-level comments of this page, each with its replies."""
    pingbacks: tuple[CommentView, ...] = ()
    """Pages elsewhere that link here, kept apart."""
    pager: Pager = field(default_factory=Pager)
    """Pages of comments. ``newer_url`` leads to newer comments, ``older_url`` to older ones."""
    is_open: bool = False
    """Whether comments may be written."""
    closed_note: str = ""
    """Why they may not, where there is more to say than "Comments are closed"."""
    feed_url: str = ""
    """The feed of this discussion."""
    respond_template: str = ""
    """The partial with the form to write a comment; included in the place WordPress has it (``#respond``)."""
