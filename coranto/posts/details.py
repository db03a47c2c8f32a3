"""What posts are credited to and filed under, fetched for a whole page of them at three queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_for_keys import GivenKeys, rows_for_keys
from coranto.core.database.prepared_queries import Row
from coranto.core.database.remembered_objects import remembered_for_keys
from coranto.core.made_of import made_of_each
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

    def add(self, filed: Filed) -> None:
        """Put a category or tag to the others."""
        (self.categories if filed.kind == "category" else self.tags).append(filed)


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


@dataclass(slots=True)
class ReadDetails:
    """Details as the database gives them: what is filed as rows, credits as objects that all readers share."""

    attributions: list[Attribution] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    filed: list[Row] = field(default_factory=list)

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same for the same details, as long as somebody holds on to them."""
        return (*map(id, self.attributions), None, *map(id, self.bylines), None, *self.filed)

    def in_order(self) -> Details:
        """As everything else takes them."""
        details = Details(self.attributions, self.bylines)
        for _post, filed in _in_alphabetical_order(self.filed):
            details.add(filed)
        return details


def read_details(ids: list[int]) -> dict[int, ReadDetails]:
    """The details of each of these posts as they are read."""
    found: dict[int, ReadDetails] = defaultdict(ReadDetails)
    made_of_each("post", ids)
    for row in _filed.all(ids):
        found[row[0]].filed.append(row)
    for attribution in _attributions.all(ids):
        found[attribution.post_id].attributions.append(attribution)
    for byline in _bylines.all(ids):
        found[byline.post_id].bylines.append(byline)
    return found


MOST_CREDITS = 2_000_000
"""Bytes of attributions, and of bylines, that are remembered, about."""
_attributions = remembered_for_keys(
    lambda posts: Attribution.objects.shown().filter(post__in=posts).select_related("source"),
    BoundedMemory(MOST_CREDITS),
)
_bylines = remembered_for_keys(
    lambda posts: Byline.objects.filter(post__in=posts).select_related("author").order_by("order", "pk"),
    BoundedMemory(MOST_CREDITS),
)


def load_terms(post_ids: Iterable[int]) -> dict[int, Details]:
    """Details without credits: what each of these posts is filed under, at one query."""
    details: dict[int, Details] = defaultdict(Details)
    if ids := list(post_ids):
        load_terms_into(details, ids)
    return details


def load_terms_into(details: dict[int, Details], ids: list[int]) -> None:
    """Put the categories and tags of these posts to their other details."""
    for post, filed in _in_alphabetical_order(_filed.all(ids)):
        details[post].add(filed)


def _in_alphabetical_order(rows: Iterable[Row]) -> list[tuple[int, Filed]]:
    """Categories and tags as WordPress lists them."""
    in_order = sorted(rows, key=lambda row: (str(row[4]).casefold(), row[2]))
    return [(row[0], Filed(*row[1:])) for row in in_order]


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
