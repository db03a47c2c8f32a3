"""Reading old versions of a post although what they name has gone since.

A version is kept as JSON with the keys of the rows it named. An outlet may have been merged into another, an author
deleted; Wagtail's own reading stops with an error there.
"""

from collections.abc import Iterable
from typing import Any

from coranto.posts.models.author import Author
from coranto.posts.models.change import Merger
from coranto.posts.models.source import Source

Content = dict[str, Any]


def mended(content: Content) -> Content:
    """The content of a version with merged rows replaced by those they went into, and what is gone left out."""
    attributions = content.get("attributions") or []
    bylines = content.get("bylines") or []
    tags = content.get("tags") or []
    sources = followed(Merger.Kind.SOURCE, (row["source"] for row in attributions))
    tag_keys = followed(Merger.Kind.TAG, tags)
    present = set(Source.objects.filter(pk__in=set(sources.values())).values_list("pk", flat=True))
    authors = _authors([content.get("author"), *(row.get("author") for row in bylines)])
    kept = [row | {"source": sources[row["source"]]} for row in attributions]
    return content | {
        "attributions": [row for row in kept if row["source"] in present],
        "bylines": [row | {"author": row.get("author") if row.get("author") in authors else None} for row in bylines],
        "tags": list(dict.fromkeys(tag_keys[key] for key in tags)),
        "author": content.get("author") if content.get("author") in authors else None,
    }


def followed(kind: Merger.Kind, keys: Iterable[int]) -> dict[int, int]:
    """Where each key leads to now: itself, or the row that it went into, however often that was merged again."""
    found = {key: key for key in keys}
    seen: set[int] = set()
    while asked := set(found.values()) - seen:
        seen |= asked
        steps = dict(Merger.objects.filter(kind=kind, former__in=asked).values_list("former", "into"))
        found = {key: steps.get(now, now) for key, now in found.items()}
    return found


def _authors(keys: Iterable[int | None]) -> set[int]:
    return set(Author.objects.filter(pk__in={key for key in keys if key}).values_list("pk", flat=True))
