"""Small exports of records, brought in by the real importer."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coranto.wordpress.importing.reports import Report
from coranto.wordpress.importing.run import run_import
from coranto.wordpress.wxr.records import AuthorRecord, CommentRecord, ItemRecord, Meta, SiteRecord, TermRecord, TermRef
from tests.wordpress.wxr_text import written

AT = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
LOCAL = datetime.datetime(2024, 5, 1, 0, 30)  # noqa: DTZ001 - a wall clock has no zone
GMT = datetime.datetime(2024, 4, 30, 22, 30, tzinfo=datetime.UTC)
BASE = "https://digest.example"


def site(base: str = BASE, **fields: Any) -> SiteRecord:
    """A site at this address."""
    given: dict[str, Any] = {"title": "The Digest", "link": base, "base_blog_url": base, "wxr_version": "1.2"}
    return SiteRecord(**given | fields)


def post(wp_id: int = 1, *, base: str = BASE, **fields: Any) -> ItemRecord:
    """A post that was published on the last of April by Greenwich's clock, on the first of May by the site's."""
    slug = fields.get("slug", f"post-{wp_id}")
    given: dict[str, Any] = {
        "wp_id": wp_id,
        "status": "publish",
        "title": f"Post {wp_id}",
        "slug": slug,
        "link": f"{base}/2024/05/01/{slug}/",
        "guid": f"{base}/?p={wp_id}",
        "creator": "editor",
        "content": "Some words.",
        "posted_local": LOCAL,
        "posted_gmt": GMT,
        "modified_local": LOCAL,
        "modified_gmt": GMT,
        "comment_status": "open",
    }
    return ItemRecord(**given | fields)


def page(wp_id: int, *, slug: str = "", **fields: Any) -> ItemRecord:
    """A page at the top."""
    slug = slug or f"page-{wp_id}"
    return post(wp_id, **{"slug": slug, "link": f"{BASE}/{slug}/", "post_type": "page"} | fields)


def attachment(wp_id: int, path: str = "2024/05/harbour.png", **fields: Any) -> ItemRecord:
    """A file of the media library."""
    url = f"{BASE}/wp-content/uploads/{path}"
    given: dict[str, Any] = {"post_type": "attachment", "status": "inherit", "attachment_url": url, "content": ""}
    return post(wp_id, **given | fields)


def remark(wp_id: int, **fields: Any) -> CommentRecord:
    """A published comment of a reader."""
    given: dict[str, Any] = {
        "wp_id": wp_id,
        "author": "Reader",
        "email": "reader@example.org",
        "content": f"Remark {wp_id}.",
        "approved": "1",
        "raw_kind": "comment",
        "posted_local": LOCAL,
        "posted_gmt": GMT,
    }
    return CommentRecord(**given | fields)


def category(slug: str, *, wp_id: int = 0, parent: str = "", **fields: Any) -> TermRecord:
    """A category."""
    given: dict[str, Any] = {"taxonomy": "category", "wp_id": wp_id, "slug": slug, "parent_slug": parent}
    return TermRecord(**{"name": slug.title()} | given | fields)


def filed(*slugs: str, domain: str = "category") -> tuple[TermRef, ...]:
    """References of an item to terms."""
    return tuple(TermRef(domain, slug, slug.title()) for slug in slugs)


def metas(**fields: str) -> tuple[Meta, ...]:
    """Custom fields."""
    return tuple(Meta(key, value) for key, value in fields.items())


def export_file(
    folder: Path,
    *items: ItemRecord,
    of: SiteRecord | None = None,
    authors: Sequence[AuthorRecord] = (AuthorRecord(2, "editor", "editor@example.org", "Edith Orr"),),
    terms: Sequence[TermRecord] = (),
    name: str = "export.xml",
) -> Path:
    """An export on disk."""
    path = folder / name
    path.write_text(written(of or site(), list(authors), list(terms), list(items)), encoding="utf-8")
    return path


def bring_in(*paths: Path, at: datetime.datetime = AT, **options: Any) -> Report:
    """One import, as the command does it."""
    return run_import(paths, at=at, **options)


def said(report: Report, *acts: str) -> list[str]:
    """The reasons that a report gives, of these acts."""
    return [note.reason for note in report.notes if note.act in acts]
