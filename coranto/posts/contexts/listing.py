"""The front page, every other listing, and the pages that lead to listings."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.posts.contexts.post import PostCard
from coranto.publication.contexts import CountedLink, Crumb, FeedLink, ImageView, Link, Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetail:
    """An outlet, above the listing of its posts."""

    name: str
    """Its name."""
    home_url: str = ""
    """Its own site."""
    place: str = ""
    """Where it appears, such as ``Port Ellery``."""
    language: str = ""
    """The language it appears in, in words."""
    count: int = 0
    """Posts here that came from it."""
    first_at: datetime | None = None
    """The oldest of them."""
    latest_at: datetime | None = None
    """The newest of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorDetail:
    """An author's public face, above the listing of the posts."""

    name: str
    """The public name."""
    url: str = ""
    """The author's own site."""
    biography_html: SafeString = field(default_factory=SafeString)
    """Cleaned HTML."""
    avatar_svg: SafeString = field(default_factory=SafeString)
    """A drawing made here, when there is no photograph."""
    image: ImageView | None = None
    """A photograph."""
    count: int = 0
    """Posts by the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """``posts/listing.html``: the front page, and every listing by term, author, source or date."""

    kind: str
    """``home``, ``category``, ``tag``, ``term``, ``author``, ``source``, ``year``, ``month``, ``day`` or ``format``."""
    heading: str = ""
    """What is listed, without its kind: ``Harbours``, ``February 2016``. On the front page empty."""
    description_html: SafeString = field(default_factory=SafeString)
    """The owner's text on the term: cleaned HTML."""
    crumbs: tuple[Crumb, ...] = ()
    """The way here: a category's ancestors, a month's year."""
    children: tuple[CountedLink, ...] = ()
    """Categories below this one; the months of a year."""
    lead: PostCard | None = None
    """The post to set first and large: only on the first page of the front page, and then not among ``cards``."""
    cards: tuple[PostCard, ...] = ()
    """The posts, newest first (sticky ones before them on the front page)."""
    pager: Pager = field(default_factory=Pager)
    """The way to newer and older ones."""
    feeds: tuple[FeedLink, ...] = ()
    """The feeds of just this listing."""
    source: SourceDetail | None = None
    """The outlet, where ``kind`` is ``source``."""
    author: AuthorDetail | None = None
    """The author, where ``kind`` is ``author``."""
    earlier: Link | None = None
    """The day, month or year with posts before this one."""
    later: Link | None = None
    """The day, month or year with posts after this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One outlet in the list of all."""

    name: str
    """Its name."""
    url: str
    """This publication's page on it."""
    initial: str = ""
    """The heading it is filed under: a letter, or ``#``."""
    count: int = 0
    """Posts here that came from it."""
    home_url: str = ""
    """Its own site."""
    place: str = ""
    """Where it appears."""
    latest_at: datetime | None = None
    """The newest post from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """``posts/sources.html``: every outlet the publication has drawn on."""

    sources: tuple[SourceRow, ...] = ()
    """In alphabetical order."""
    crumbs: tuple[Crumb, ...] = ()
    """The way here."""
    source_count: int = 0
    """How many outlets there are in all."""
    post_count: int = 0
    """How many posts came from them."""
    pager: Pager = field(default_factory=Pager)
    """The way to the others, where they fill several pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveMonth:
    """One month of the archives."""

    label: str
    """Its name: ``February``."""
    url: str
    """Its listing."""
    count: int
    """Its posts."""
    month: int
    """1 to 12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveYear:
    """One year of the archives."""

    year: int
    """The year."""
    url: str
    """Its listing."""
    count: int
    """Its posts."""
    months: tuple[ArchiveMonth, ...] = ()
    """Those with posts, in the order of the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivesPage:
    """``posts/archives.html``: all months with the number of their posts, and the ways in by subject."""

    years: tuple[ArchiveYear, ...] = ()
    """Newest first."""
    crumbs: tuple[Crumb, ...] = ()
    """The way here."""
    post_count: int = 0
    """Published posts in all."""
    categories: tuple[CountedLink, ...] = ()
    """The tree of categories."""
    sources: tuple[CountedLink, ...] = ()
    """The outlets most drawn on."""
    authors: tuple[CountedLink, ...] = ()
    """The authors."""
