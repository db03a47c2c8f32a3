"""A real WordPress with nothing in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.wordpress.beside.wordpress_side import missing, wordpress_with

EMPTY = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel><title>Digest</title></channel></rss>"""


@contextmanager
def empty_wordpress(folders: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Its port and folder; where there is no WordPress to be had, the test is skipped."""
    if lacking := missing():
        pytest.skip(f"no WordPress to compare with, {', '.join(lacking)} is not installed: NOT compared")
    folder = folders.mktemp("wordpress")
    export = folder / "empty.xml"
    export.write_text(EMPTY)
    with wordpress_with(export, folder, {"timezone_string": "UTC"}) as side:
        yield side.port, folder / "site"
