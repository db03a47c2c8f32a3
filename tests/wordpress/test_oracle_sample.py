"""What a real WordPress answered to forty requests, and what this site answers after importing the same export.

The oracle's site held the theme unit test and some forty posts of its own. Where an answer needs those posts, or an
interface that is not built yet, :data:`APART` says so; everything else must agree in status, redirect, title, posts in
order, links in the head (but for feeds of searches, which this site has not), and headers.
"""

import datetime
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from coranto.core.plain_text import plain_text
from coranto.posts.models import Author
from coranto.publication.models import Publication
from coranto.wordpress.importing.run import run_import
from tests.conftest import SHARED
from tests.world import make_author

SAMPLE = SHARED / "wordpress" / "oracle-sample.json"
EXPORT = "wordpress/theme-unit-test.wxr.xml"
HOST = "digest.example"
OWN_POSTS = "is about posts of the oracle's own"
NOT_YET = "is an interface of a later issue"
REST = "is compared whole by test_rest_oracle"
APART = {
    "/page/2/": OWN_POSTS,
    "/wp-json": REST,
    "/?rest_route": REST,
    "/xmlrpc.php": NOT_YET,
    "/wp-comments-post.php": NOT_YET,
    "/category/empty-category/feed/": OWN_POSTS,
}
GIVEN_ANEW = re.compile(r"(/wp/v2/(?:categories|tags|users))/\d+")
"""WordPress's importer numbers terms and authors anew; ours keeps the export's. So these are not compared."""


def sample() -> list[dict[str, Any]]:
    """The oracle's answers; none where the shared data is missing, and then the first test below skips loudly."""
    return json.loads(SAMPLE.read_text()) if SAMPLE.exists() else []


def name_of(entry: dict[str, Any]) -> str:
    """The request as a test's name."""
    return f"{entry['method']} {entry['url']}"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, shared: Path) -> Iterator[Client]:
    """The site after the import, for all tests of this module; thrown away at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        run_import([shared / EXPORT], at=datetime.datetime.now(datetime.UTC))
        Publication.objects.update(
            name="Reference Digest", tagline="News from elsewhere, with attribution", language="en"
        )
        make_author("Ivan")
        yield Client(headers={"host": HOST})
        transaction.set_rollback(True)


def test_the_sample_is_there(shared: Path) -> None:
    assert len(sample()) >= 39


@pytest.mark.parametrize("entry", sample(), ids=name_of)
def test_the_answer_is_wordpress_s(site: Client, entry: dict[str, Any]) -> None:
    apart = next((why for start, why in APART.items() if entry["url"].startswith(start)), "")
    if apart:
        pytest.skip(f"{entry['url']} {apart}")
    response = site.generic(entry["method"], our_address(entry["url"]))
    assert response.status_code == entry["status"]
    if "location" in entry:
        assert urljoin(f"http://{HOST}{entry['url']}", response["Location"]) == entry["location"]
    if entry.get("html"):
        compare_pages(response, entry)
    if entry["url"] == "/robots.txt":
        assert set(entry["text"].split("\n")) <= set(response.content.decode().split("\n"))


def our_address(url: str) -> str:
    """The address to ask for; the author with the oracle's number 4 has another here."""
    return f"/?author={Author.objects.get(slug='ivan').number}" if url == "/?author=4" else url


def compare_pages(response: Any, entry: dict[str, Any]) -> None:
    """Title, posts in order, links in the head, and the Link header."""
    html, wanted = response.content.decode(), entry["html"]
    # WordPress sets the quotes of a document's title once more than those of a heading
    assert title_of(html).replace("’", "'") == wanted["title"].replace("’", "'")
    if wanted.get("entry_titles"):
        shown = [card.title for card in response.context["page"].cards]
        assert shown == [plain_text(title) for _url, title in wanted["entry_titles"]]
    missing = [link for link in wanted["links"] if not has_link(html, link) and "/search/" not in link["href"]]
    assert not missing
    if "link" in entry.get("headers", {}):
        assert without_numbers(response["Link"]) == without_numbers(entry["headers"]["link"])
    if wanted.get("comments"):
        compare_comments(html, wanted["comments"])


def compare_comments(html: str, wanted: list[dict[str, Any]]) -> None:
    """As many comments with the same classes, in the order of their numbers (ours stand pingbacks apart)."""
    found = re.findall(r'<li id="comment-(\d+)" class="([^"]*)"', html)
    ours = [set(classes.split()) for _number, classes in sorted(found, key=lambda comment: int(comment[0]))]
    assert ours == [set(comment["class"]) for comment in sorted(wanted, key=lambda comment: int(comment["id"]))]


def title_of(html: str) -> str:
    """The document's title, its references resolved."""
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return unescape(found[1]) if found else ""


def has_link(html: str, link: dict[str, str]) -> bool:
    """Whether the head links to the same address with the same relation."""
    address = without_numbers(link["href"])
    for tag in re.findall(r"<link [^>]*>", html):
        attributes = {name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}
        if (
            attributes.get("rel") == link["rel"]
            and urlsplit(without_numbers(attributes.get("href", "")))[1:] == urlsplit(address)[1:]
        ):
            return bool(attributes.get("title", "") == link.get("title", ""))
    return False


def without_numbers(text: str) -> str:
    """The text without the numbers of terms and authors."""
    return GIVEN_ANEW.sub(r"\1/N", text)
