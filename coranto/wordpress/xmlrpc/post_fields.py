"""Posts and pages in the structs of ``wp.getPost``: the names, types and order of WordPress's."""

from collections.abc import Iterable
from typing import Any

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.entries.reading import content_of, guid_of, link_of, slug_of_entry, status_of
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.rest.entries.originals import thumbnail_number
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.custom_fields import custom_fields
from coranto.wordpress.xmlrpc.media_fields import media_struct
from coranto.wordpress.xmlrpc.term_fields import Counts, term_structs
from coranto.wordpress.xmlrpc.values import greenwich, local

OPEN = {True: "open", False: "closed"}
GROUPS = {"terms": "taxonomies", "custom_fields": "custom_fields", "enclosure": "enclosure"}


def post_struct(caller: Caller, entry: Entry, fields: Iterable[str], counts: Counts) -> dict[str, Any]:
    """The struct with those fields, or groups of fields (``post``, ``taxonomies``)."""
    wanted = set(fields)
    plain = _plain(caller, entry)
    shown = {n: v for n, v in plain.items() if n == "post_id" or "post" in wanted or n in wanted}
    if {"terms", "taxonomies"} & wanted:
        shown["terms"] = term_structs(entry, counts)
    if "custom_fields" in wanted:
        shown["custom_fields"] = custom_fields(entry)
    if "enclosure" in wanted:
        shown["enclosure"] = []
    return shown


def _plain(caller: Caller, entry: Entry) -> dict[str, Any]:
    picture, status = featured_file(entry), status_of(entry, caller.at)
    return {
        "post_id": str(entry.number),
        "post_title": entry.title,
        "post_date": local(entry.posted_at, entry.utc_offset),
        "post_date_gmt": greenwich(entry.posted_at),
        "post_modified": local(entry.modified_at, entry.utc_offset),
        "post_modified_gmt": greenwich(entry.modified_at),
        "post_status": status,
        "post_type": "post" if isinstance(entry, Post) else "page",
        "post_name": slug_of_entry(entry, status),
        "post_author": author_number(entry),
        "post_password": entry.password,
        "post_excerpt": entry.excerpt,
        "post_content": content_of(entry),
        "post_parent": str(parent_number(entry)),
        "post_mime_type": "",
        "link": link_of(entry),
        "guid": guid_of(entry),
        "menu_order": entry.menu_order if isinstance(entry, StaticPage) else 0,
        "comment_status": OPEN[entry.comments_open],
        "ping_status": OPEN[entry.pings_open],
        "sticky": isinstance(entry, Post) and entry.is_sticky,
        "post_thumbnail": media_struct(picture) if picture else [],
        "post_format": entry.format if isinstance(entry, Post) else "standard",
    }


def featured_file(entry: Entry) -> Attachment | None:
    """The featured picture: ours, or that of the export, which may be there as a file of the library only."""
    if entry.featured_image:
        return getattr(entry.featured_image, "attachment", None)
    original = getattr(entry, "original", None)
    number = thumbnail_number(original.meta) if original is not None else 0
    return Attachment.objects.filter(number=number).first() if number else None


def author_number(entry: Entry) -> str:
    """The author's number; 0 for none."""
    return str(entry.author.number) if entry.author else "0"


def parent_number(entry: Entry) -> int:
    """The number of the page above; 0 for none."""
    if isinstance(entry, Post) or entry.depth < 4:  # the root of all pages, the site's root, then pages
        return 0
    parent = StaticPage.objects.filter(path=entry.path[: -StaticPage.steplen]).values_list("number", flat=True)
    return parent.first() or 0
