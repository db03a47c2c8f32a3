"""Links, and the ways through a listing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name and an address."""

    label: str
    """What the reader sees; never empty."""
    url: str
    """Where it leads."""
    title: str = ""
    """A longer description, shown as a second line or a tooltip."""
    rel: str = ""
    """The ``rel`` value, such as ``nofollow`` or a blogroll's ``friend``."""
    current: bool = False
    """Whether the link leads to the page being shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLink:
    """One entry of a menu, with the entries below it."""

    label: str
    """What the reader sees."""
    url: str
    """Where it leads."""
    description: str = ""
    """The owner's remark on the entry."""
    rel: str = ""
    """The ``rel`` value of the link."""
    current: bool = False
    """Whether the entry leads to the page being shown."""
    is_ancestor: bool = False
    """Whether the page being shown stands somewhere below the entry."""
    children: tuple["MenuLink", ...] = ()
    """The entries below, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLink:
    """A term, month, author or source with the number of its posts."""

    label: str
    """Its name."""
    url: str
    """Its listing."""
    count: int = 0
    """Published posts in it."""
    description: str = ""
    """A plain sentence about it."""
    weight: int = 1
    """1 to 8, how heavy it weighs among its siblings: for tag clouds."""
    current: bool = False
    """Whether its listing is being shown."""
    children: tuple["CountedLink", ...] = ()
    """Those below it in the tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLink:
    """A post named in passing: previous and next, recent posts, suggestions."""

    title: str
    """Plain text; may be empty, as WordPress allows: show the date then."""
    url: str
    """Its permalink."""
    posted_at: datetime
    """When it was posted, in the publication's time zone."""
    source_name: str = ""
    """The outlet it came from, if it has an attribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLink:
    """A comment named in passing."""

    author_name: str
    """Who wrote it."""
    post_title: str
    """The post it stands under."""
    url: str
    """Its permalink."""
    posted_at: datetime
    """When it was written."""
    author_url: str = ""
    """The author's website."""
    excerpt: str = ""
    """The first words, plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """A titled group of links, as a blogroll has them."""

    links: tuple[Link, ...]
    """The links in order."""
    label: str = ""
    """The group's name; empty for links in none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way from the front page to here."""

    label: str
    """Its name."""
    url: str = ""
    """Its address; empty for the last step, which is the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerLink:
    """A numbered page of a listing."""

    number: int
    """The page's number, 1 is the newest; 0 stands for a gap ("…")."""
    url: str = ""
    """Its address; empty for a gap and for the page being shown."""
    current: bool = False
    """Whether it is the page being shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """How to leaf through a listing, a long post or a long thread."""

    number: int = 1
    """The page being shown; 1 is the first."""
    newer_url: str = ""
    """The page with newer ones: the one before; in discussions, whose first page is the oldest, the one after."""
    older_url: str = ""
    """The page with older ones."""
    links: tuple[PagerLink, ...] = ()
    """Numbered pages as WordPress shows them (``1 … 4 5 6 … 20``); empty where the number of pages is not known."""
