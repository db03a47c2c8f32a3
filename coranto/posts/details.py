"""What posts are credited to and filed under, fetched for a whole page of them at three queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from coranto.core.made_of import made_of_each
from coranto.core.prepared_for_keys import GivenKeys, objects_for_keys, rows_for_keys
from coranto.posts.contexts import AttributionView, BylineView
from coranto.posts.models import Attribution, Byline, Post
from coranto.publication.addresses import Addresses
from coranto.publication.contexts import Link


class Filed(NamedTuple):
    """One category or tag of a post."""

    kind: str
    key: int
    number: int
    name: str
    slug: str
    path: str


@dataclass(slots=True)
class Details:
    """What belongs to one post beside its own row."""

    attributions: list[Attribution] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    categories: list[Filed] = field(default_factory=list)
    tags: list[Filed] = field(default_factory=list)


def load_details(post_ids: Iterable[int]) -> dict[int, Details]:
    """The details of each of these posts, at three queries however many there are."""
    details: dict[int, Details] = defaultdict(Details)
    ids = list(post_ids)
    if not ids:
        return details
    made_of_each("post", ids)
    load_terms_into(details, ids)
    for attribution in _attributions.all(ids):
        details[attribution.post_id].attributions.append(attribution)
    for byline in _bylines.all(ids):
        details[byline.post_id].bylines.append(byline)
    return details


_attributions = objects_for_keys(
    lambda posts: Attribution.objects.shown().filter(post__in=posts).select_related("source")
)
_bylines = objects_for_keys(
    lambda posts: Byline.objects.filter(post__in=posts).select_related("author").order_by("order", "pk")
)


def load_terms(post_ids: Iterable[int]) -> dict[int, Details]:
    """The same without credits: what each of these posts is filed under, at one query."""
    details: dict[int, Details] = defaultdict(Details)
    if ids := list(post_ids):
        load_terms_into(details, ids)
    return details


def load_terms_into(details: dict[int, Details], ids: list[int]) -> None:
    """Put the categories and tags of these posts to their other details."""
    for post, filed in _terms(ids):
        (details[post].categories if filed.kind == "category" else details[post].tags).append(filed)


def _terms(ids: list[int]) -> list[tuple[int, Filed]]:
    """Categories and tags in one query, in alphabetical order as WordPress lists them."""
    rows = sorted(_filed.all(ids), key=lambda row: (str(row[4]).casefold(), row[2]))
    return [(row[0], Filed(*row[1:])) for row in rows]


def _filed_under(posts: GivenKeys) -> QuerySet[Any, Any]:
    categories = Post.categories.through.objects.filter(post__in=posts).values_list(
        "post_id",
        Value("category"),
        "category_id",
        F("category__number"),
        F("category__name"),
        F("category__slug"),
        F("category__path"),
    )
    tags = Post.tags.through.objects.filter(post__in=posts).values_list(
        "post_id",
        Value("tag"),
        "tag_id",
        F("tag__number"),
        F("tag__name"),
        F("tag__slug"),
        Cast(Value(""), CharField(max_length=1000)),
    )
    both: QuerySet[Any, Any] = categories.union(tags, all=True)
    return both


_filed = rows_for_keys(_filed_under)


def past_credit(text: str, details: Details) -> str:
    """Plain text without the credit line that it begins with: what summarises a post stands beside its attribution."""
    begun = text.lstrip()
    lines = (" ".join(attribution.line.split()) for attribution in details.attributions)
    return next((begun[len(line) :].lstrip() for line in lines if line and begun.startswith(line)), text)


def attribution_view(attribution: Attribution, addresses: Addresses) -> AttributionView:
    """An attribution as templates show it."""
    source = attribution.source
    return AttributionView(
        source_name=source.name,
        relation=attribution.relation,
        source_url=addresses.source(source.slug),
        home_url=source.url,
        author=attribution.author,
        title=attribution.title,
        url=attribution.url,
        date=attribution.original_date,
        licence=attribution.licence or source.licence,
    )


def byline_views(post: Post, details: Details, addresses: Addresses) -> tuple[BylineView, ...]:
    """Who is credited: the bylines, or the author where there are none."""
    if details.bylines:
        return tuple(
            BylineView(
                name=str(byline),
                url=addresses.author(byline.author.slug) if byline.author else "",
                role=byline.role,
            )
            for byline in details.bylines
            if str(byline)
        )
    if post.author is None:
        return ()
    return (BylineView(name=post.author.name, url=addresses.author(post.author.slug)),)


def category_links(details: Details, addresses: Addresses) -> tuple[Link, ...]:
    """The categories of a post as links."""
    return tuple(
        Link(label=term.name, url=addresses.category(term.path or term.slug))
        for term in details.categories
        if term.name
    )


def tag_links(details: Details, addresses: Addresses) -> tuple[Link, ...]:
    """The tags of a post as links; as WordPress marks them, by ``rel=tag``."""
    return tuple(Link(label=term.name, url=addresses.tag(term.slug), rel="tag") for term in details.tags if term.name)
