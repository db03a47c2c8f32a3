"""What posts and pages have in common."""

from dataclasses import replace
from typing import Any

from coranto.core.addresses import normal_path
from coranto.posts.slugs import cut_slug, encoded_slug
from coranto.wordpress.mapping.bodies import body_of
from coranto.wordpress.mapping.columns import columns
from coranto.wordpress.mapping.custom_fields import SEO_DESCRIPTIONS, SEO_TITLES, first, written_out
from coranto.wordpress.mapping.identity import reference_in
from coranto.wordpress.mapping.in_bin import before_bin
from coranto.wordpress.mapping.kept import other_fields
from coranto.wordpress.mapping.moments import Moment, moment_of
from coranto.wordpress.mapping.origins import SiteAddress
from coranto.wordpress.mapping.rows import ItemRow, Note, metas
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.statuses import standing_of
from coranto.wordpress.wxr.records import ItemRecord

HERE = frozenset({"category", "post_tag", "post_format", "nav_menu", "author"})
"""Taxonomies that have a place here; terms of all others are kept with the item."""
IN_COLUMNS = frozenset(
    {
        "wp_id",
        "post_type",
        "status",
        "link",
        "guid",
        "creator",
        "content",
        "excerpt",
        "comments",
        "meta",
        "terms",
    }
)


def text_columns(item: ItemRecord, core: ItemRow, moment: Moment, site: Site) -> dict[str, Any]:
    """The columns of a :class:`~coranto.wordpress.mapping.rows.TextRow`, by name."""
    standing = standing_of(item, moment)
    before = before_bin(item)
    body = body_of(item, site)
    modified = moment_of(item.modified_local, item.modified_gmt, site.zone)
    return columns(core) | {
        "notes": core.notes + standing.notes + tuple(Note("bent", problem) for problem in body.problems),
        "slug": slug_in(before.slug if before else item.slug),
        "moment": moment,
        "modified_at": max(modified.at, moment.at) if modified and standing.live else (modified or moment).at,
        "status": item.status,
        "live": standing.live,
        "is_private": standing.is_private,
        "is_pending": standing.is_pending,
        "go_live_at": standing.go_live_at,
        "binned_at": standing.binned_at,
        "was_public": standing.was_public,
        "password": item.password[:255],
        "comments_open": item.comment_status == "open",
        "pings_open": item.ping_status == "open",
        "creator": item.creator[:250],
        "guid": item.guid[:500],
        "address": address_in(item.link, site.address) if standing.live else "",
        "excerpt": item.excerpt,
        "body_html": body.html,
        "body": body.blocks,
        "seo_title": written_out(item, SEO_TITLES)[:300],
        "seo_description": written_out(item, SEO_DESCRIPTIONS)[:500],
        "thumbnail": reference_in(first(item, "_thumbnail_id")),
        "original": _original(item),
    }


def slug_in(slug: str) -> str:
    """The slug as it is stored: encoded, at most 200 bytes."""
    return cut_slug(encoded_slug(slug.strip("/")))


def address_in(link: str, address: SiteAddress) -> str:
    """The path of a pretty permalink on the site; empty for ``?p=17`` and for addresses elsewhere."""
    local = address.local(link)
    if local is None or "?" in local:
        return ""
    path = normal_path(local.partition("#")[0])
    ends_in_slash = local.partition("#")[0].endswith("/")
    return path if ends_in_slash or path == "/" else path.rstrip("/")


def _original(item: ItemRecord) -> dict[str, Any]:
    bare = replace(item, comments=())
    return {
        "digest": bare.digest(),
        "status": item.status[:20],
        "creator": item.creator[:250],
        "link": item.link[:2000],
        "content": item.content,
        "excerpt": item.excerpt,
        "meta": metas(item.meta),
        "terms": [term._asdict() for term in item.terms if term.domain not in HERE],
        "fields": other_fields(item, IN_COLUMNS),
    }
