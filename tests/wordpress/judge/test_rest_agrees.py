"""The REST answers of a real WordPress and ours, side by side over the same export: whole bodies.

Beside 6.1, what 7.1, which we follow, has more is taken out first (:func:`as_old`), and so is what a theme adds: the
package brings none.
"""

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from coranto.wordpress.importing.run import run_import
from tests.wordpress.beside.wordpress_side import missing
from tests.wordpress.judge.old_bodies import same
from tests.wordpress.judge.rest_site import Judge, judging

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="WordPress is asked once, beside SQLite"),
    pytest.mark.slow,
]
V2 = "/wp-json/wp/v2/"
HEADERS = ("x-wp-total", "x-wp-totalpages", "link", "allow", "x-robots-tag")
ASKED = [
    "posts?per_page=20",
    "posts?per_page=20&page=2",
    "posts/30",
    "posts/30?_embed",
    "posts/30?_fields=id,title.rendered,_links.self",
    "posts?_embed&per_page=5",
    "posts?_envelope&per_page=2&_fields=id,slug",
    "posts?page=99",
    "posts?page=0&per_page=x&order=up",
    "posts?offset=999",
    "posts?orderby=relevance",
    "posts?orderby=nonsense",
    "posts?include=a,1",
    "posts?after=2020-01-01",
    "posts?categories=abc",
    "posts?categories[x]=1",
    "posts?categories=",
    "posts?sticky=maybe",
    "posts?status=draft",
    "posts?context=edit",
    "posts?search=%3Cb%3Eso%3C/b%3E%20&per_page=1",
    "posts?search=sorosida&orderby=relevance&per_page=30&_fields=id",
    "posts?search=sorosida%20-fatopes&_fields=id",
    "posts?author=2,3&author_exclude=3&_fields=id,author",
    "posts?include=3,1,2&exclude=2&orderby=include&_fields=id",
    "posts?orderby=title&order=asc&_fields=id,title&per_page=40",
    "posts?orderby=slug&_fields=id&per_page=40",
    "posts/99999",
    "posts/abc",
    "posts/30?password=x",
    "posts/30/revisions",
    "posts/30/autosaves",
    "pages",
    "categories",
    "categories/1",
    "categories?page=9",
    "categories?post=30",
    "categories?post=99999",
    "categories?orderby=slug&order=desc&_fields=id,count",
    "tags?per_page=100",
    "tags?offset=3&per_page=2&_fields=id",
    "tags/99999",
    "users/2",
    "users/99",
    "users/me",
    "users?who=authors",
    "users?orderby=email",
    "comments?per_page=50",
    "comments?post=30",
    "comments?post=30&order=asc&_embed",
    "comments?status=hold",
    "comments/99999",
    "search?per_page=30",
    "search?search=sorosida&per_page=30",
    "search?search=sorosida%20hegepi&per_page=30&_fields=id",
    "search?page=99",
    "statuses",
    "statuses/draft",
    "taxonomies/category",
    "types/nonsense",
    "settings",
    "blocks",
    "menus",
    "plugins",
    "nonsense",
]
WRITTEN = [
    ("POST", "posts", b"{}"),
    ("POST", "posts", b"{bad"),
    ("POST", "posts", b'{"status":"nonsense","author":"x"}'),
    ("PUT", "posts/30", b"{}"),
    ("DELETE", "posts/30", b"{}"),
    ("DELETE", "posts/99999", b"{}"),
    ("POST", "categories", b"{}"),
    ("POST", "categories", b'{"name":"x"}'),
    ("POST", "comments", b'{"post":30,"content":"x"}'),
    ("DELETE", "users/2", b"{}"),
    ("PUT", "posts", b"{}"),
]


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, shared: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Judge, Client]]:
    """WordPress and this site over the same forty posts."""
    if missing():
        pytest.skip(f"not installed: {', '.join(missing())} (apt-get install wordpress mariadb-server php-cli php-xml)")
    folder = tmp_path_factory.mktemp("judge")
    export = folder / "export.xml"
    flags = ["--posts", "40", "--comments", "80", "--categories", "6", "--tags", "10", "--words", "150"]
    generator = shared / "wordpress/make_wxr.py"
    subprocess.run([sys.executable, generator, *flags, "-o", export], check=True, capture_output=True)
    with judging(folder, export) as judge, django_db_blocker.unblock(), transaction.atomic():
        run_import([export], at=datetime.datetime.now(datetime.UTC))
        yield judge, Client(headers={"host": "digest.example"})
        transaction.set_rollback(True)


def test_wordpress_has_all_that_was_exported(both: tuple[Judge, Client]) -> None:
    judge, _client = both
    posts = judge.ask(f"{V2}posts?per_page=20")
    assert (len(posts[2]), posts[1]["x-wp-total"]) == (20, "40")
    assert len(judge.ask(f"{V2}comments?per_page=20")[2]) == 20


@pytest.mark.parametrize("path", ASKED)
def test_reading_is_answered_alike(both: tuple[Judge, Client], path: str) -> None:
    judge, client = both
    assert seen(client.get(V2 + path)) == as_old(judge.ask(V2 + path))


@pytest.mark.parametrize(("method", "path", "body"), WRITTEN)
def test_writing_is_refused_alike(both: tuple[Judge, Client], method: str, path: str, body: bytes) -> None:
    judge, client = both
    response = client.generic(method, V2 + path, body, content_type="application/json")
    assert seen(response) == as_old(judge.ask(V2 + path, method, body))


def seen(response: Any) -> Any:
    """Our answer, without what only a WordPress of today has."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return as_old((response.status_code, headers, json.loads(response.content)))


def as_old(answer: tuple[int, dict[str, str], Any]) -> Any:
    """Status, headers and body as both have them."""
    status, headers, body = answer
    return status, {name: same(headers.get(name)) for name in HEADERS}, same(body)
