"""Search."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.posts.contexts.credits import AttributionView
from coranto.publication.contexts import Link, Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice in a ``<select>``."""

    value: str
    """What is sent."""
    label: str
    """What the reader sees."""
    selected: bool = False
    """Whether it is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """Something found."""

    url: str
    """Its permalink."""
    posted_at: datetime
    """When it was posted."""
    kind: str = "post"
    """``post``, ``page`` or ``comment``."""
    title: str = ""
    """Plain text; may be empty."""
    title_html: SafeString = field(default_factory=SafeString)
    """The title with ``<mark>`` round what was found; everything else escaped."""
    snippet_html: SafeString = field(default_factory=SafeString)
    """A piece of the text with ``<mark>`` round what was found; everything else escaped."""
    source: AttributionView | None = None
    """The first of a post's attributions."""
    author_name: str = ""
    """Who wrote a comment that was found."""
    categories: tuple[Link, ...] = ()
    """A post's categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """``posts/search.html``: the form, and what was found."""

    query: str = ""
    """What was typed. Field ``s``."""
    searched: bool = False
    """Whether a search was made; false for the bare form."""
    sort: str = "titles"
    """``titles`` (with the words, and the newest of them first), ``relevance`` or ``date``. Field ``sort``."""
    after: str = ""
    """Only posts from this day on, ``2016-02-05``. Field ``after``."""
    before: str = ""
    """Only posts up to this day. Field ``before``."""
    category_options: tuple[Option, ...] = ()
    """Field ``category``; the first means all."""
    source_options: tuple[Option, ...] = ()
    """Field ``source``; the first means all."""
    with_comments: bool = False
    """Whether comments are searched too. Field ``comments`` (value 1)."""
    comments_searchable: bool = False
    """Whether to offer that."""
    problem: str = ""
    """What was wrong with the filters, in words."""
    hits: tuple[SearchHit, ...] = ()
    """What was found, in that order."""
    count: int | None = None
    """How many there are in all, where that is known."""
    count_is_exact: bool = True
    """False: ``count`` is a lower bound ("more than 1,000")."""
    suggestion: Link | None = None
    """A search with a likelier spelling."""
    pager: Pager = field(default_factory=Pager)
    """The way to the others."""
