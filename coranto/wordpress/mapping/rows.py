"""What records of an export become, in our own terms: frozen rows, still without a database.

References stay as the export has them (logins, slugs, numbers there, as text); the import looks up what they became.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coranto.posts.attribution_reading import ReadAttribution
from coranto.wordpress.mapping.moments import Moment
from coranto.wordpress.mapping.own_elements import OwnComment, OwnPost
from coranto.wordpress.wxr.records import Meta, TermRef

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about one item. ``act`` is one of :class:`coranto.wordpress.models.ImportNote.Act`."""

    act: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A comment. ``parent`` is a number there, empty at the top; ``key`` is the commenter's."""

    there: str
    number: int
    parent: str
    kind: str
    status: str
    name: str
    email: str
    url: str
    author_number: int
    key: str
    moment: Moment
    text: str
    html: str
    network_address: str | None
    user_agent: str
    meta: list[JSON]
    digest: str
    rest: JSON = field(default_factory=dict)
    own: OwnComment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptComment:
    """What a plug-in keeps in the place of a comment. ``content`` is the whole of it, with the item's name there."""

    there: str
    number: int
    kind: str
    content: JSON
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """What posts, pages, attachments and kept items have in common. ``there`` names the item within its export.

    ``rest`` is the record, for kinds that keep it beside our row; see :class:`coranto.wordpress.models.Arrival`.
    """

    there: str
    number: int
    digest: str
    title: str
    comments: tuple[CommentRow, ...] = ()
    kept_comments: tuple[KeptComment, ...] = ()
    notes: tuple[Note, ...] = ()
    place: str = ""
    rest: JSON = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow(ItemRow):
    """What posts and pages have in common. ``address`` is as printed, empty for none; ``thumbnail`` a number there.

    For one in the bin ``slug`` is what it was called before.

    ``original`` holds the columns of :class:`coranto.posts.models.Original` apart from its ``state``; its digest is
    that of the item without comments.
    """

    slug: str
    moment: Moment
    modified_at: datetime
    status: str
    live: bool
    is_private: bool
    is_pending: bool
    go_live_at: datetime | None
    binned_at: datetime | None
    was_public: bool
    password: str
    comments_open: bool
    pings_open: bool
    creator: str
    guid: str
    address: str
    excerpt: str
    body_html: str
    body: list[JSON]
    seo_title: str
    seo_description: str
    thumbnail: str
    original: JSON = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow(TextRow):
    """A post. ``old_slugs`` and ``old_dates`` (``2016-02-07``) are parts of addresses it had before."""

    format: str
    is_sticky: bool
    categories: tuple[TermRef, ...]
    tags: tuple[TermRef, ...]
    bylines: tuple[TermRef, ...]
    old_slugs: tuple[str, ...]
    old_dates: tuple[str, ...]
    attributions: tuple[ReadAttribution, ...]
    own: OwnPost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow(TextRow):
    """A page. ``parent`` is a number there, empty at the top."""

    parent: str
    menu_order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow(ItemRow):
    """A file with an address of its own. ``parent`` is a number there."""

    slug: str
    moment: Moment
    modified_at: datetime
    creator: str
    address: str
    parent: str
    mime_type: str
    upload_path: str
    url: str
    alt_text: str
    caption: str
    description: str
    comments_open: bool
    pings_open: bool
    guid: str
    meta: list[JSON]


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItemRow(ItemRow):
    """One link of a menu. ``target_kind`` is ``custom`` (then ``url`` counts), ``post_type`` or ``taxonomy``."""

    menu: TermRef | None
    parent: str
    order: int
    target_kind: str
    target_type: str
    target: str
    url: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow(ItemRow):
    """An item that has no place here. ``kind`` is its type there, ``content`` the whole of it."""

    kind: str
    content: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow(ItemRow):
    """An item that is left out: an automatic draft. ``kind`` is its type there."""

    kind: str
    reason: str


Row = PostRow | PageRow | AttachmentRow | MenuItemRow | KeptRow | SkippedRow


def metas(pairs: tuple[Meta, ...]) -> list[JSON]:
    """Custom fields as they are stored: in order, keys may repeat."""
    return [{"key": key, "value": value} for key, value in pairs]
