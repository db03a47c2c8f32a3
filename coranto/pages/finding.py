"""Looking up what stands at an address: a post by its permalinks, a page by its place in the tree, an attachment."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import unquote

from coranto.core.addresses import normal_path
from coranto.core.database.prepared_queries import PreparedObjects, given_text
from coranto.media.models import Attachment
from coranto.pages.asked_paths import MOST_READINGS, AskedPath
from coranto.pages.models import StaticPage
from coranto.posts.models import Permalink

Row = TypeVar("Row")
PATHS = [f"path{place}" for place in range(MOST_READINGS)]
TWICE = [f"path{place}" for place in range(2 * MOST_READINGS)]
_permalinks = PreparedObjects(
    lambda: (
        Permalink.objects.filter(path__in=[given_text(name) for name in PATHS])
        .select_related("post", "post__author", "post__featured_image")
        .defer("post__body")
    )
)
_pages = PreparedObjects(
    lambda: (
        StaticPage.objects.filter(slug__in=[given_text(name) for name in TWICE])
        .select_related("featured_image", "author")
        .defer("body")
    )
)
_attachments = PreparedObjects(
    lambda: Attachment.objects.filter(path__in=[given_text(name) for name in TWICE]).select_related("image")
)


def find_post(asked: Sequence[AskedPath]) -> tuple[Permalink, AskedPath] | None:
    """The permalink that the plainest reading leads to, with its post; at one query."""
    paths = [reading.path for reading in asked] or [""]
    return _plainest({row.path: row for row in _permalinks.all(**_each(PATHS, paths))}, asked)


def find_page(asked: Sequence[AskedPath]) -> tuple[StaticPage, AskedPath] | None:
    """The static page that the plainest reading leads to; at one query. The tree's index of slugs narrows it down."""
    spelled = {spelling: reading.path for reading in asked for spelling in {reading.path, unquote(reading.path)}}
    slugs = list({path.strip("/").rsplit("/", 1)[-1] for path in spelled} - {""})
    if not slugs:
        return None
    found = {normal_path(page_path(row)): row for row in _pages.all(**_each(TWICE, slugs))}
    return _plainest(found, asked)


def find_attachment(asked: Sequence[AskedPath]) -> tuple[Attachment, AskedPath] | None:
    """The attachment that the plainest reading leads to; at one query."""
    paths = list({spelling for reading in asked for spelling in (reading.path, reading.path.rstrip("/"))} - {""})
    if not paths:
        return None
    rows = _attachments.all(**_each(TWICE, paths))
    return _plainest({normal_path(row.path): row for row in rows}, asked)


def page_path(page: StaticPage) -> str:
    """Where a page stands, from ``/``: its place in the tree without the root's name."""
    return "/" + str(page.url_path).lstrip("/").partition("/")[2]


def page_choices() -> list[tuple[int, str]]:
    """Number and name of every public page, in the order of the tree, moved in by depth, to choose from."""
    rows = StaticPage.objects.filter(live=True).order_by("path").values_list("number", "title", "depth")
    return [(number, "\u2003" * (depth - 3) + title) for number, title, depth in rows]


def _each(names: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """A value for each name: the last stands for those that are missing."""
    return {name: values[min(place, len(values) - 1)] for place, name in enumerate(names)}


def _plainest(found: dict[str, Row], asked: Sequence[AskedPath]) -> tuple[Row, AskedPath] | None:
    for reading in asked:
        if reading.path in found:
            return found[reading.path], reading
    return None
