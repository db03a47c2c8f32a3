"""Fingerprints of our rows right after the import: as long as a row still has its own, nobody has edited it here."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from coranto.core.short_digests import short_digest

POST = [
    "title",
    "slug",
    "posted_at",
    "live",
    "is_private",
    "is_pending",
    "password",
    "is_sticky",
    "binned_at",
    "format",
    "comments_open",
    "pings_open",
    "author_id",
    "seo_title",
    "seo_description",
    "excerpt",
    "body_html",
    "has_unpublished_changes",
]
PAGE = [
    "title",
    "slug",
    "posted_at",
    "live",
    "is_private",
    "password",
    "comments_open",
    "pings_open",
    "author_id",
    "menu_order",
    "seo_title",
    "search_description",
    "excerpt",
    "body_html",
    "has_unpublished_changes",
]
ATTACHMENT = ["title", "slug", "alt_text", "caption", "description", "credit", "licence", "comments_open", "pings_open"]
AUTHOR = ["name", "slug", "email", "url", "bio"]
MENU_ITEM = ["menu_id", "parent_id", "label", "address", "hint", "order"]
TERM = ["name", "slug", "description"]
COMMENT = ["status", "name", "url", "text"]  # as discussions.py has them, without an instance


def state_of(row: Model, columns: Iterable[str], *others: Any) -> str:
    """The fingerprint of a row over these columns (and what belongs to it, given as ``others``)."""
    return short_digest(*(_plain(getattr(row, column)) for column in columns), *others)


def _plain(value: Any) -> Any:
    return value.timestamp() if hasattr(value, "timestamp") else value
