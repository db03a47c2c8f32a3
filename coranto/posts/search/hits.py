"""What was found, as the search page shows it."""

from collections import defaultdict
from collections.abc import Sequence

from coranto.core.moments import at_offset
from coranto.core.plain_text import plain_text
from coranto.core.titles import title_text
from coranto.posts.contexts import SearchHit
from coranto.posts.details import attribution_view, category_links, load_details
from coranto.posts.models import FoundText, Post
from coranto.posts.search.keys import kind_and_target
from coranto.posts.search.kinds import SearchedKind, Showing, register_kind, searched_kind
from coranto.posts.search.snippets import highlighted, snippet
from coranto.publication.addresses import addresses_of


def show_hits(keys: Sequence[int], showing: Showing) -> tuple[SearchHit, ...]:
    """The hits with these keys, in order, each kind fetched at once."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, target in map(kind_and_target, keys):
        wanted[kind].append(target)
    shown: dict[tuple[str, int], SearchHit] = {}
    for kind, targets in wanted.items():
        if searched := searched_kind(kind):
            shown.update({(kind, target): hit for target, hit in searched.show(targets, showing).items()})
    return tuple(shown[place] for place in map(kind_and_target, keys) if place in shown)


def show_posts(ids: Sequence[int], showing: Showing) -> dict[int, SearchHit]:
    """Posts that were found."""
    addresses = addresses_of(showing.publication)
    details = load_details(ids)
    posts = Post.objects.published(showing.at).filter(pk__in=ids, password="")
    hits = {}
    for post in posts.only("title", "path", "posted_at", "utc_offset", "excerpt", "body_html"):
        title = title_text(post.title)
        first = details[post.pk].attributions[:1]
        hits[post.pk] = SearchHit(
            url=post.path,
            posted_at=at_offset(post.posted_at, post.utc_offset),
            title=title,
            title_html=highlighted(title, showing.question),
            snippet_html=snippet(plain_text(post.body_html or post.excerpt), showing.question),
            source=attribution_view(first[0], addresses) if first else None,
            categories=category_links(details[post.pk], addresses),
        )
    return hits


def register() -> None:
    """Let posts be found; called when the app starts."""
    register_kind(SearchedKind("post", FoundText, show_posts))
