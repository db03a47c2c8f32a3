"""What a feed holds, apart from the format it is written in."""

import datetime
import re
from dataclasses import dataclass

ILLEGAL_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Credit:
    """Where an item came from: the outlet's name, the original's address and title, its day as ISO text."""

    name: str
    url: str
    title: str = ""
    original_date: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an item: address, length in bytes, media type."""

    url: str
    length: int
    mime_type: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A post or a comment. ``summary`` and ``content`` are HTML; ``content`` is None where only excerpts are shown."""

    title: str
    url: str
    guid: str
    author: str
    posted_at: datetime.datetime
    modified_at: datetime.datetime
    summary: str
    content: str | None = None
    stored_author: str = ""  # the name as WordPress stores it and writes it into RSS, where that is another spelling
    author_url: str = ""
    author_website: str = ""
    categories: tuple[str, ...] = ()
    comments_url: str = ""
    comments_feed_url: str = ""
    comment_count: int | None = None
    in_reply_to: tuple[str, str] | None = None  # guid and address of what a comment answers: a comment, or the post
    is_comment: bool = False
    credits: tuple[Credit, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``id`` names it in Atom, ``url`` is its own address, ``home_url`` that of the page it follows.

    ``site_url`` is what WordPress prints in place of the latter: the site's, but in a post's discussion the post's.
    ``site_name`` stands for the author of what has none, where a format wants one.
    """

    title: str
    description: str
    url: str
    home_url: str
    language: str
    updated_at: datetime.datetime
    items: tuple[FeedItem, ...]
    site_url: str = ""
    site_name: str = ""
    id: str = ""
    icon_url: str = ""
    of_comments: bool = False


def for_xml(text: str) -> str:
    """``text`` without the characters that no XML document may hold (XML 1.0, section 2.2)."""
    return ILLEGAL_IN_XML.sub("", text)
