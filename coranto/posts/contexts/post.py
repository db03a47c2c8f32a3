"""Posts: in a listing and in full."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.posts.contexts.credits import AttributionView, BylineView
from coranto.publication.contexts import Crumb, ImageView, Link, PagerLink, PostLink


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenField:
    """An ``<input type="hidden">``."""

    name: str
    """Its name."""
    value: str
    """Its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordForm:
    """Stands in place of the text of a protected post."""

    action_url: str
    """Where it is posted, WordPress's ``/wp-login.php?action=postpass``."""
    input_id: str
    """The field's id, WordPress's ``pwbox-N``. Its name is ``post_password``."""
    hidden: tuple[HiddenField, ...] = ()
    """Fields to send along, such as where to return to."""
    was_wrong: bool = False
    """Whether a wrong password was just tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCard:
    """A post in a listing."""

    number: int
    """Its id, WordPress's ``?p=N``; for ``id="post-N"``."""
    url: str
    """Its permalink."""
    posted_at: datetime
    """When it was posted here, in the publication's time zone. Not the source's date."""
    title: str = ""
    """Plain text; may be empty: show the date then."""
    title_html: SafeString = field(default_factory=SafeString)
    """The title with the emphasis it may carry; cleaned HTML without links."""
    excerpt_html: SafeString = field(default_factory=SafeString)
    """The excerpt, cleaned HTML in paragraphs."""
    body_html: SafeString = field(default_factory=SafeString)
    """The text up to its ``more`` mark, where the owner shows full texts; else empty: show the excerpt."""
    more_url: str = ""
    """Where the rest stands (``…#more-N``) when ``body_html`` or the excerpt is not all of it."""
    more_label: str = ""
    """The words the author chose for that link; usually empty."""
    source: AttributionView | None = None
    """The first of its attributions."""
    bylines: tuple[BylineView, ...] = ()
    """Who is credited."""
    categories: tuple[Link, ...] = ()
    """Its categories."""
    tags: tuple[Link, ...] = ()
    """Its tags."""
    image: ImageView | None = None
    """Its featured image."""
    format: str = "standard"
    """WordPress's: ``standard``, ``aside``, ``audio``, ``chat``, ``gallery``, ``image``, ``link``, ``quote``…"""
    is_sticky: bool = False
    """Whether it is held at the top of the front page (and this is the front page)."""
    is_protected: bool = False
    """Whether it asks for a password: excerpt and body are empty then."""
    is_private: bool = False
    """Whether only signed-in editors see it."""
    comment_count: int = 0
    """Published comments, pingbacks included, as WordPress counts."""
    comments_open: bool = False
    """Whether comments may be written."""
    comments_url: str = ""
    """The discussion (``…#comments``, or ``…#respond`` while there is none yet); empty when none may be written."""
    css_classes: str = ""
    """WordPress's post classes: ``post-7 post type-post status-publish format-standard category-x tag-y``."""
    edit_url: str = ""
    """The editor at the desk, for those who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post in full."""

    number: int
    """Its id, WordPress's ``?p=N``; for ``id="post-N"``."""
    url: str
    """Its permalink."""
    posted_at: datetime
    """When it was posted here, in the publication's time zone. Not the source's date."""
    title: str = ""
    """Plain text; may be empty."""
    title_html: SafeString = field(default_factory=SafeString)
    """The title with the emphasis it may carry; cleaned HTML without links."""
    standfirst: str = ""
    """A hand-written excerpt, to stand under the title; empty if there is none."""
    body_html: SafeString = field(default_factory=SafeString)
    """The text of the page being shown: cleaned HTML."""
    page_links: tuple[PagerLink, ...] = ()
    """The pages of a text divided by ``<!--nextpage-->``; empty for a text of one page."""
    day_url: str = ""
    """The listing of the day it was posted on."""
    updated_at: datetime | None = None
    """When it was last changed noticeably, if after the day of posting."""
    attributions: tuple[AttributionView, ...] = ()
    """Where it came from: the chain, the outlet it was taken from first."""
    bylines: tuple[BylineView, ...] = ()
    """Who is credited."""
    categories: tuple[Link, ...] = ()
    """Its categories."""
    tags: tuple[Link, ...] = ()
    """Its tags."""
    image: ImageView | None = None
    """Its featured image."""
    format: str = "standard"
    """As in :class:`PostCard`."""
    language: str = ""
    """The language of the text (BCP 47), where that differs from the publication's."""
    direction: str = ""
    """``ltr`` or ``rtl``, where that differs from the publication's."""
    is_sticky: bool = False
    """Whether it is held at the top of the front page."""
    is_private: bool = False
    """Whether only signed-in editors see it."""
    is_preview: bool = False
    """Whether it is a draft being looked at from the desk."""
    password_form: PasswordForm | None = None
    """Shown in place of the text and the comments, when the post asks for a password."""
    comment_count: int = 0
    """Published comments, pingbacks included, as WordPress counts."""
    comments_open: bool = False
    """Whether comments may be written."""
    comments_url: str = ""
    """The discussion on this page (``#comments`` or ``#respond``)."""
    reading_minutes: int = 0
    """How long it takes to read, in whole minutes; 0 when not worth saying."""
    css_classes: str = ""
    """WordPress's post classes."""
    edit_url: str = ""
    """The editor at the desk, for those who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPage:
    """``posts/post.html``: one post. The discussion below it is the variable ``thread``."""

    post: PostView
    """The post."""
    crumbs: tuple[Crumb, ...] = ()
    """The way here by its first category."""
    previous: PostLink | None = None
    """The post before it in time."""
    next: PostLink | None = None
    """The post after it in time."""
    related: tuple[PostCard, ...] = ()
    """Others that share tags or the source; at most a handful."""
