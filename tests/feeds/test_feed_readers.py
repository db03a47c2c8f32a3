"""Published feed readers, unchanged, against a real server: Debian's ``newsboat`` and ``sfeed``.

Each reads feeds with code of its own, newsboat in C++ and sfeed in C; both must see what feedparser sees.
"""

import os
import shutil
import sqlite3
import subprocess
import urllib.request
from calendar import timegm
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import feedparser
import pytest

from coranto.demo import EXPORT
from tests.cli.running import PATIENCE, coranto, serving

pytestmark = pytest.mark.slow

PLACES = ("/feed/", "/feed/atom/", "/feed/rdf/", "/comments/feed/", "/comments/feed/atom/", "/category/water/feed/")


class Item(NamedTuple):
    """What a reader shows of an item; its moment in seconds since 1970."""

    title: str
    link: str
    moment: int


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, set[Item]]]:
    """The items of every kind of feed of the demonstration, by address, while it is served."""
    home = tmp_path_factory.mktemp("feeds") / "home"
    brought = coranto("import", "wordpress", EXPORT, home=home)
    assert brought.returncode == 0, brought.stderr
    with serving(home) as served:
        found = {url: _items(url) for url in (served.url.rstrip("/") + place for place in PLACES)}
        assert all(found.values())
        yield found


def _items(url: str) -> set[Item]:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        entries = feedparser.parse(answer.read()).entries
    return {
        Item(each.title, each.link, timegm(each.get("published_parsed") or each.updated_parsed)) for each in entries
    }


def _run(*command: str, home: Path, said: bytes = b"") -> str:
    """What a reader prints; a loud skip where it is not installed."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed: feeds have NOT been read with it")
    environment = {**os.environ, "HOME": str(home)}
    done = subprocess.run(command, input=said, capture_output=True, timeout=PATIENCE, check=True, env=environment)
    return done.stdout.decode()


def test_newsboat_reads_every_feed(feeds: dict[str, set[Item]], tmp_path: Path) -> None:
    for number, (url, expected) in enumerate(feeds.items()):
        urls, kept = tmp_path / f"urls-{number}", tmp_path / f"kept-{number}.db"
        urls.write_text(f"{url}\n")
        _run("newsboat", "-u", str(urls), "-c", str(kept), "-x", "reload", home=tmp_path)
        with sqlite3.connect(kept) as cache:
            rows = cache.execute("SELECT title, url, pubDate FROM rss_item").fetchall()
        assert {Item(*row) for row in rows} == expected, url


def test_sfeed_reads_every_feed(feeds: dict[str, set[Item]], tmp_path: Path) -> None:
    for url, expected in feeds.items():
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            lines = _run("sfeed", home=tmp_path, said=answer.read()).splitlines()
        found = {Item(title, link, int(moment)) for moment, title, link, *_ in (line.split("\t") for line in lines)}
        assert found == expected, url
