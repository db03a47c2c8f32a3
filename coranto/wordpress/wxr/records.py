"""What an export holds, as frozen records: the one thing that readers of a WXR file hand to everybody else.

Text is as it stands in the file. Only outer white space is cut, and not from ``content``, ``excerpt``, passwords and
values of custom fields. An absent text is ``""``, an absent number ``0``, an absent or all-zero date ``None``. Names
of fields follow the export; where WordPress has two words for a thing (``post_tag`` and, in WXR 1.0, ``tag``) the
records have the one of today.

Local dates are the wall clock of the site, without a zone; GMT dates carry UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Literal, NamedTuple

DIGEST_VERSION = "item-1"  # change it when fields are added: every item then counts as changed once
_FIELD, _ROW = "\x1f", "\x1e"  # cannot occur in XML text, so joined fields stay apart

CommentKind = Literal["comment", "pingback", "trackback", "other"]
Approval = Literal["0", "1", "spam", "trash", "post-trashed"]


class Meta(NamedTuple):
    """A custom field. Keys may repeat; the order is the file's."""

    key: str
    value: str


class TermRef(NamedTuple):
    """A term as an item names it: ``domain`` is the taxonomy, ``slug`` may be empty in the oldest exports."""

    domain: str
    slug: str
    name: str


class UnknownElement(NamedTuple):
    """An element this reader has no field for, kept so that an export made from the record is whole.

    ``name`` is ``prefix:local`` for the namespaces of WXR, ``{uri}local`` or ``local`` otherwise; ``xml`` is the
    element itself, written out.
    """

    name: str
    xml: str


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """The weblog itself. Each file brings its own, and one may come again with more filled in: the last one stands."""

    title: str = ""
    link: str = ""
    base_site_url: str = ""
    base_blog_url: str = ""
    description: str = ""
    language: str = ""
    wxr_version: str = ""
    generator: str = ""
    pub_date: datetime | None = None
    unknown: tuple[UnknownElement, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """Somebody who may write on the site. Repeated in every file of an export; absent from WXR 1.0."""

    wp_id: int
    login: str
    email: str = ""
    display_name: str = ""
    first_name: str = ""
    last_name: str = ""
    unknown: tuple[UnknownElement, ...] = ()


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A category, tag or other term.

    ``taxonomy`` is ``category``, ``post_tag``, ``nav_menu``, ``post_format`` or any custom one. ``parent_slug`` is a
    slug of the same taxonomy, ``""`` at the top. WordPress writes categories and tags twice (``wp:category`` and
    ``wp:term``), and all of them again in every file: expect repeats.
    """

    taxonomy: str
    wp_id: int
    slug: str
    parent_slug: str = ""
    name: str = ""
    description: str = ""
    meta: tuple[Meta, ...] = ()
    unknown: tuple[UnknownElement, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentRecord:
    """A comment, pingback or trackback. ``approved`` is WordPress's own word, read as held (``"0"``) when unclear."""

    wp_id: int
    author: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    posted_local: datetime | None = None
    posted_gmt: datetime | None = None
    content: str = ""
    approved: Approval = "0"
    kind: CommentKind = "comment"
    raw_kind: str = ""
    parent_id: int = 0
    user_id: int = 0
    agent: str = ""
    meta: tuple[Meta, ...] = ()
    unknown: tuple[UnknownElement, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """A post, page, attachment, menu item or anything else that WordPress keeps as a post.

    ``damaged`` says that the XML of the item was broken and only part of it could be read: a password or a status may
    be among what is missing, so such an item must not be made public unseen. ``file`` and ``byte`` tell where it stood
    and take no part in comparison or digest.
    """

    wp_id: int
    post_type: str = "post"
    status: str = ""
    title: str = ""
    link: str = ""
    guid: str = ""
    guid_is_permalink: bool = True
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    description: str = ""
    posted_local: datetime | None = None
    posted_gmt: datetime | None = None
    modified_local: datetime | None = None
    modified_gmt: datetime | None = None
    pub_date: datetime | None = None
    slug: str = ""
    parent_id: int = 0
    menu_order: int = 0
    comment_status: str = ""
    ping_status: str = ""
    password: str = ""
    is_sticky: bool = False
    attachment_url: str = ""
    terms: tuple[TermRef, ...] = ()
    meta: tuple[Meta, ...] = ()
    comments: tuple[CommentRecord, ...] = ()
    unknown: tuple[UnknownElement, ...] = ()
    damaged: bool = False
    file: str = field(default="", compare=False)
    byte: int = field(default=0, compare=False)

    def digest(self) -> str:
        """Return 32 hex digits that change whenever any field or comment of the item does.

        The same on every machine and Python; meant for "is this what I imported last time?", not for secrecy.
        """
        state = blake2b(DIGEST_VERSION.encode(), digest_size=16)
        for part in _digest_parts(self):
            state.update(part.encode("utf-8", "surrogatepass"))
            state.update(b"\x1d")
        return state.hexdigest()


Record = SiteRecord | AuthorRecord | TermRecord | ItemRecord


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd that was repaired, kept in part, or passed over.

    ``kind`` is one word for counting, ``reason`` one line for people. ``byte`` counts from the start of the unpacked
    file; ``None`` where it makes no sense. ``item_id`` is 0 outside items. The kinds:

    * mended without loss: ``ampersand``, ``cdata``, ``declaration``, ``markup``, ``prefix``, ``reference``
    * mended with characters lost or guessed: ``control``, ``encoding``, ``surrogate``
    * read as absent or by a default: ``approval``, ``date``, ``missing``, ``number``, ``repeated``, ``taxonomy``
    * passed over: ``doctype``, ``head``, ``media``, ``not-export``, ``text``, ``unknown``
    * lost in part or whole: ``broken``, ``cut``, ``unread``, ``unreadable``
    """

    kind: str
    reason: str
    file: str = ""
    byte: int | None = None
    item_id: int = 0
    item_title: str = ""

    @property
    def where(self) -> str:
        """Return the place in words: ``site.xml, item 12 "Title", byte 3,456``."""
        parts = [self.file] if self.file else []
        if self.item_id or self.item_title:
            parts.append(" ".join(filter(None, ["item", str(self.item_id or ""), f"“{self.item_title}”"])))
        if self.byte is not None:
            parts.append(f"byte {self.byte:,}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason


def _digest_parts(item: ItemRecord) -> Iterator[str]:
    yield _FIELD.join(
        (
            str(item.wp_id),
            item.post_type,
            item.status,
            item.title,
            item.link,
            item.guid,
            str(item.guid_is_permalink),
            item.creator,
            item.excerpt,
            item.description,
            str(item.posted_local),
            str(item.posted_gmt),
            str(item.modified_local),
            str(item.modified_gmt),
            str(item.pub_date),
            item.slug,
            str(item.parent_id),
            str(item.menu_order),
            item.comment_status,
            item.ping_status,
            item.password,
            str(item.is_sticky),
            item.attachment_url,
            str(item.damaged),
        )
    )
    yield item.content
    yield _rows(item.terms)
    yield _rows(item.meta)
    yield _rows(item.unknown)
    for comment in item.comments:
        yield _comment_text(comment)


def _comment_text(comment: CommentRecord) -> str:
    return _FIELD.join(
        (
            str(comment.wp_id),
            comment.author,
            comment.email,
            comment.url,
            comment.ip,
            str(comment.posted_local),
            str(comment.posted_gmt),
            comment.content,
            comment.approved,
            comment.kind,
            comment.raw_kind,
            str(comment.parent_id),
            str(comment.user_id),
            comment.agent,
            _rows(comment.meta),
            _rows(comment.unknown),
        )
    )


def _rows(rows: tuple[Meta, ...] | tuple[TermRef, ...] | tuple[UnknownElement, ...]) -> str:
    return _ROW.join(map(_FIELD.join, rows))
