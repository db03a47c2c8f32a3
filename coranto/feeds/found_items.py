"""Items for what a search finds: posts, and what another app says how to make, such as pages."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from coranto.feeds.contents import FeedItem
from coranto.feeds.post_items import post_items
from coranto.posts.listings.listing import posts_of
from coranto.publication.models import Publication

Maker = Callable[[Sequence[int], Publication, datetime.datetime], Mapping[int, FeedItem]]
_makers: dict[str, Maker] = {}


def register_found(kind: str, maker: Maker) -> None:
    """Let ``maker`` make the items of one kind, by key, of those that everybody may read."""
    _makers[kind] = maker


def found_items(
    places: Sequence[tuple[str, int]], publication: Publication, *, at: datetime.datetime
) -> tuple[FeedItem, ...]:
    """The items of what was found (kind and key), in order."""
    posts = posts_of([key for kind, key in places if kind == "post"], at=at)
    made = {("post", post.pk): item for post, item in zip(posts, post_items(posts, publication), strict=True)}
    for name, maker in _makers.items():
        keys = [key for kind, key in places if kind == name]
        made |= {(name, key): item for key, item in (maker(keys, publication, at) if keys else {}).items()}
    return tuple(made[place] for place in places if place in made)
