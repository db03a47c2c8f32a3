"""What owners put into their sidebars. Each class names its partial: ``{% include widget.template %}``."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.safestring import SafeString

from coranto.publication.contexts.head import FeedLink
from coranto.publication.contexts.links import CommentLink, CountedLink, Link, LinkGroup, MenuLink, PostLink


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWidget:
    """A search field."""

    template: ClassVar[str] = "theme/widgets/_search.html"
    title: str = ""
    """The heading; may be empty."""
    action_url: str = "/"
    """Where the form goes (GET, field ``s``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentPostsWidget:
    """The newest posts."""

    template: ClassVar[str] = "theme/widgets/_recent_posts.html"
    title: str = ""
    """The heading."""
    posts: tuple[PostLink, ...] = ()
    """Newest first."""
    show_date: bool = True
    """Whether the owner wants the dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentCommentsWidget:
    """The newest comments."""

    template: ClassVar[str] = "theme/widgets/_recent_comments.html"
    title: str = ""
    """The heading."""
    comments: tuple[CommentLink, ...] = ()
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsWidget:
    """Categories, sources, authors or months with counts: a list, nested where the terms are."""

    template: ClassVar[str] = "theme/widgets/_terms.html"
    kind: str
    """``categories``, ``sources``, ``authors`` or ``archives``."""
    title: str = ""
    """The heading."""
    items: tuple[CountedLink, ...] = ()
    """In the order to show."""
    show_count: bool = True
    """Whether the owner wants the numbers."""
    all_url: str = ""
    """The page with all of them, when the list here is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCloudWidget:
    """Tags in sizes by weight."""

    template: ClassVar[str] = "theme/widgets/_tag_cloud.html"
    title: str = ""
    """The heading."""
    tags: tuple[CountedLink, ...] = ()
    """In alphabetical order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogrollWidget:
    """Other sites the owner recommends."""

    template: ClassVar[str] = "theme/widgets/_blogroll.html"
    title: str = ""
    """The heading."""
    groups: tuple[LinkGroup, ...] = ()
    """In order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuWidget:
    """Static pages as a tree, or a menu."""

    template: ClassVar[str] = "theme/widgets/_menu.html"
    title: str = ""
    """The heading."""
    links: tuple[MenuLink, ...] = ()
    """The entries in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWidget:
    """The owner's own words or markup."""

    template: ClassVar[str] = "theme/widgets/_text.html"
    title: str = ""
    """The heading."""
    html: SafeString = field(default_factory=SafeString)
    """Cleaned HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsWidget:
    """Ways to follow the site."""

    template: ClassVar[str] = "theme/widgets/_feeds.html"
    title: str = ""
    """The heading."""
    feeds: tuple[FeedLink, ...] = ()
    """The feeds to offer."""
    links: tuple[Link, ...] = ()
    """Other ways: newsletter, profiles elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One cell of a calendar."""

    day: int = 0
    """The day of the month; 0 for a cell before the first or after the last day."""
    url: str = ""
    """The day's listing, when it has posts."""
    count: int = 0
    """Its posts."""
    today: bool = False
    """Whether it is today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWidget:
    """A month with links on the days that have posts."""

    template: ClassVar[str] = "theme/widgets/_calendar.html"
    label: str
    """The month in words: ``February 2016``."""
    weekdays: tuple[str, ...]
    """Seven names of weekdays in the site's order, in full."""
    weeks: tuple[tuple[CalendarDay, ...], ...]
    """Rows of seven cells."""
    title: str = ""
    """The heading."""
    earlier: Link | None = None
    """The month before with posts."""
    later: Link | None = None
    """The month after with posts."""


Widget = (
    SearchWidget
    | RecentPostsWidget
    | RecentCommentsWidget
    | TermsWidget
    | TagCloudWidget
    | BlogrollWidget
    | MenuWidget
    | TextWidget
    | FeedsWidget
    | CalendarWidget
)
