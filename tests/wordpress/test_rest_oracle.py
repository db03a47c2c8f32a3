"""What WordPress 7.1 answered to REST and oEmbed requests, and what this site answers after importing the same export.

Whole bodies and headers are compared. The oracle's site held some posts of its own beside the export: those that are
asked for are made here.
"""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Post
from coranto.publication.models import Publication
from coranto.wordpress.importing.run import run_import
from coranto.wordpress.rest.answers import php_json
from tests import world
from tests.wordpress.test_oracle_sample import EXPORT, HOST, SAMPLE

STARTS = ("/wp-json", "/?rest_route")
HEADERS = (
    *("x-robots-tag", "link", "x-content-type-options", "access-control-expose-headers", "vary"),
    *("access-control-allow-headers", "allow", "x-wp-total", "x-wp-totalpages"),
)
ABOUT: dict[str, Any] = {
    "title": "About this digest",
    "body": '\n<p class="wp-block-paragraph">Who we are.</p>\n',
    "menu_order": 3,
    "comments_open": True,
    "pings_open": True,
    "utc_offset": 60,
}


def entries() -> list[dict[str, Any]]:
    """The oracle's answers of these interfaces; none where the shared data is missing: then a test skips loudly."""
    sample = json.loads(SAMPLE.read_text()) if SAMPLE.exists() else []
    return [entry for entry in sample if entry["url"].startswith(STARTS)]


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, shared: Path) -> Iterator[Client]:
    """The site after the import, with what the oracle had of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        run_import([shared / EXPORT], at=datetime.datetime.now(datetime.UTC))
        Publication.objects.update(
            name="Reference Digest", language="en", permalink_structure="/%year%/%monthnum%/%day%/%postname%/"
        )
        make_own_pages()
        yield Client(headers={"host": HOST})
        transaction.set_rollback(True)


def make_own_pages() -> None:
    """The page and the post of the oracle's own."""
    moment = world.moment("2024-01-01 07:00")
    page = world.make_page(slug="about-this-digest", posted_at=moment, modified_at=moment, **ABOUT)
    author = Author.objects.filter(number=1).first() or world.make_author("Ivan")
    StaticPage.objects.filter(pk=page.pk).update(number=1877, author=author)
    Post.objects.filter(pk=world.make_post("Long discussion", at="2026-03-01 09:00").pk).update(number=1880)


def test_the_sample_holds_such_requests(shared: Path) -> None:
    assert len(entries()) >= 12


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry['method']} {entry['url']}")
def test_the_answer_is_wordpress_s(site: Client, entry: dict[str, Any]) -> None:
    response = site.generic(
        entry["method"],
        entry["url"],
        entry.get("request_body", ""),
        content_type=entry.get("request_headers", {}).get("Content-Type", "application/octet-stream"),
    )
    assert response.status_code == entry["status"]
    assert response["Content-Type"] == entry["content_type"]
    wanted = entry["json"]
    if entry["url"].endswith("/categories/1"):
        wanted["count"] = Post.objects.filter(categories__number=1).count()  # without the oracle's own posts
    assert json.loads(response.content) == wanted
    assert response.content.decode() == php_json(wanted), "the order of the fields, or how they are written, differs"
    assert {name: entry["headers"].get(name) for name in HEADERS} == headers_of(response)


def headers_of(response: Any) -> dict[str, str | None]:
    """The headers that clients read."""
    found = {name: response.headers.get(name) for name in HEADERS}
    vary = [name for name in (found["vary"] or "").split(", ") if name and name != "Accept-Encoding"]
    return {**found, "vary": ", ".join(vary) or None}
