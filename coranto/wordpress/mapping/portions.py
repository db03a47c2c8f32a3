"""All items of an export as rows, some at a time: reading and mapping, which need no database and nothing of Django."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coranto.wordpress.mapping.items import map_item
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.part_streams import Progress
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import ItemRecord, Problem

ITEMS = 25
HEAVY = 500_000
"""Characters of text after which a portion is full, however few items it has."""

Paths = Sequence[str | os.PathLike[str]]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some items in the order of the files, and how far the reading had come: bytes, the total where it is known."""

    rows: list[Row]
    bytes_read: int
    total_bytes: int | None


def portions(paths: Paths, site: Site) -> Iterator[Portion]:
    """The rows of all items, in order. An export that ends too early is read as far as it goes, without a word: its
    first reading has told of that, and of everything odd.
    """
    progress = Progress()
    rows: list[Row] = []
    weight = 0
    for item in _items(paths, progress):
        rows.append(map_item(item, site))
        weight += len(item.content) + sum(len(comment.content) for comment in item.comments)
        if len(rows) >= ITEMS or weight >= HEAVY:
            yield Portion(rows, progress.bytes_read, progress.total_bytes)
            rows, weight = [], 0
    yield Portion(rows, progress.bytes_read, progress.total_bytes)


def _items(paths: Paths, progress: Progress) -> Iterator[ItemRecord]:
    try:
        for record in read_export(paths, on_problem=_told_before, progress=progress):
            if isinstance(record, ItemRecord):
                yield record
    except ExportError:
        return


def _told_before(problem: Problem) -> None:
    """The first reading has told of it."""
