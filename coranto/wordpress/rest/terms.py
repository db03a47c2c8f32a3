"""``/wp/v2/categories`` and ``/wp/v2/tags``."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coranto.core.html.harmless import is_harmless
from coranto.core.html.inline import inline_html
from coranto.core.texturize import texturize
from coranto.posts.models import Category, ListingCount, Post, Tag
from coranto.publication.addresses import absolute
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.counted import CountsUntilChange
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.readable import readable_posts, sees_hidden
from coranto.wordpress.rest.links import Links, item, link, self_link, with_curies
from coranto.wordpress.rest.paging import (
    CONTEXT,
    EXCLUDE,
    INCLUDE,
    OFFSET,
    PAGE,
    PER_PAGE,
    SEARCH,
    SLUG,
    order,
    orderby,
    paged,
)
from coranto.wordpress.rest.parameters import Parameter

Term = Category | Tag
_ORDERS = ("id", "include", "name", "slug", "include_slugs", "term_group", "description", "count")
_HEAD = (CONTEXT, PAGE, PER_PAGE, SEARCH, EXCLUDE, INCLUDE)
_TAIL = (order("asc"), orderby("name", *_ORDERS), Parameter("hide_empty", "boolean", default=False))
_POST = Parameter("post", "integer")
CATEGORIES = (*_HEAD, *_TAIL, Parameter("parent", "integer"), _POST, SLUG)
TAGS = (*_HEAD, OFFSET, *_TAIL, _POST, SLUG)
ONE = (Parameter("id", "integer"), CONTEXT)
own_counts = CountsUntilChange()
"""How many posts of its own a category has that has others below it, by its key."""
COLUMNS = {
    "date": "name",
    "id": "number",
    "name": "name",
    "slug": "slug",
    "description": "description",
    "count": "listed",
    "term_group": "pk",
    "include": "name",
    "include_slugs": "name",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two taxonomies."""

    name: str
    base: str
    model: type[Category] | type[Tag]

    @property
    def column(self) -> str:
        """The name of the term in the table that files posts."""
        return "category" if self.model is Category else "tag"

    @property
    def above(self) -> tuple[str, ...]:
        """What is fetched with a term: the one above it."""
        return ("parent",) if self.model is Category else ()

    @property
    def through(self) -> Any:
        """The table that files posts."""
        return (Post.categories if self.model is Category else Post.tags).through


CATEGORY = Kind("category", "categories", Category)
TAG = Kind("post_tag", "tags", Tag)


def permit_list(kind: Kind, asked: Asked) -> None:
    """Strangers may list all terms, and those of a published post."""
    if asked.values["post"]:
        _post(asked)
    if asked.context == "edit" and not may_edit(kind, asked):
        raise RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit terms in this taxonomy.", 401)


def permit_one(kind: Kind, asked: Asked) -> None:
    """Strangers may read every term."""
    if not kind.model._default_manager.filter(number=asked.values["id"]).exists():
        raise invalid_term()
    if asked.context == "edit" and not may_edit(kind, asked):
        raise RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit this term.", 401)


def may_edit(kind: Kind, asked: Asked) -> bool:
    """Whether who asks may change terms of this kind."""
    return asked.person is not None and asked.person.has_perm(f"posts.change_{kind.column}")


def list_terms(kind: Kind, asked: Asked) -> Answer:
    """One page of terms."""
    rows = rows_of(kind).filter(_chosen(kind, asked))
    if asked.values["hide_empty"]:
        rows = rows.filter(listed__gt=0)
    keys = choosing.page_keys(rows, asked, COLUMNS)
    bodies = [item(*make(kind, asked, term)) for term in load(kind, keys, asked)]
    return paged(asked, bodies, rows.count(), kind.base, counts_offset=True)


def _chosen(kind: Kind, asked: Asked) -> Q:
    values = asked.values
    chosen = choosing.by_number(asked, "number")
    if values["slug"]:
        chosen &= Q(slug__in=values["slug"])
    if values["search"]:
        text = values["search"][: choosing.LONGEST_SEARCH]
        chosen &= Q(name__icontains=text) | Q(slug__icontains=text)
    if kind is CATEGORY and values["parent"] is not None:
        chosen &= Q(parent__number=values["parent"]) if values["parent"] else Q(parent=None)
    if values["post"]:
        chosen &= Q(pk__in=kind.through.objects.filter(post=_post(asked)).values(f"{kind.column}_id"))
    return chosen


def _post(asked: Asked) -> int:
    """The key of the published post whose terms are asked for."""
    rows = Post.objects.filter(number=asked.values["post"])
    found = (rows.select_related("author") if asked.person else rows.only("live", "is_private", "posted_at")).first()
    if found is None:
        raise RefusalError("rest_post_invalid_id", "Invalid post ID.", 400)
    if not found.is_published(asked.at) and not sees_hidden(asked, found):
        words = "Sorry, you are not allowed to view terms for this post."
        raise RefusalError("rest_forbidden_context", words, 401)
    return int(found.pk)


def rows_of(kind: Kind) -> QuerySet[Any]:
    """The terms, each with the number of posts in its listing: for a category those below it count too."""
    counts = ListingCount.objects.filter(kind=kind.column, key=OuterRef("pk")).values("count")[:1]
    return kind.model._default_manager.annotate(listed=Coalesce(Subquery(counts), 0))


def count_exactly(kind: Kind, terms: Iterable[Any], asked: Asked) -> None:
    """Of categories with others below them, count their own posts, as WordPress does."""
    if kind is not CATEGORY:
        return
    found = {term.pk: term for term in terms}
    parents = {key for key in Category.objects.filter(parent__in=found).values_list("parent", flat=True) if key}

    def counted(keys: Collection[int]) -> dict[int, int]:
        filed = kind.through.objects.filter(category__in=keys, post__in=Post.objects.published(asked.at)).order_by()
        return dict(filed.values_list("category").annotate(Count("pk")))

    def next_at() -> datetime.datetime | None:
        coming = Post.objects.filter(live=True, is_private=False, posted_at__gt=asked.at)
        return coming.order_by("posted_at").values_list("posted_at", flat=True).first()

    for key, count in own_counts.of(parents, counted, next_at, asked).items():
        found[key].listed = count


def show_term(kind: Kind, asked: Asked) -> Answer:
    """One term."""
    found = load(kind, None, asked, number=asked.values["id"])
    if not found:
        raise invalid_term()
    body, links = make(kind, asked, found[0])
    return Answer(body, links=links)


def load(kind: Kind, keys: Sequence[int] | None, asked: Asked, *, number: int = 0) -> list[Any]:
    """The terms with these keys in this order, or the one with a number."""
    rows = rows_of(kind)
    rows = rows.select_related(*kind.above)
    found = {term.pk: term for term in (rows.filter(number=number) if keys is None else rows.filter(pk__in=keys))}
    count_exactly(kind, found.values(), asked)
    return list(found.values()) if keys is None else [found[key] for key in keys if key in found]


def invalid_term() -> RefusalError:
    """For a number that is no term's."""
    return RefusalError("rest_term_invalid", "Term does not exist.", 404)


def embedded_one(kind: Kind, numbers: Iterable[int], asked: Asked) -> dict[int, Json]:
    """Terms as other things embed them, by number."""
    rows = kind.model._default_manager.filter(number__in=list(numbers))
    rows = rows.select_related(*kind.above)
    return {term.number: item(*make(kind, asked, term, context="embed")) for term in rows}


def embedded(kind: Kind, posts: Iterable[int], asked: Asked) -> dict[int, list[Json]]:
    """For each published post, by number, the terms as posts embed them, in alphabetical order."""
    public = readable_posts(asked).filter(number__in=posts)
    filed = kind.through.objects.filter(post__in=public).values_list("post__number", f"{kind.column}_id")
    pairs = list(filed)
    terms = kind.model._default_manager.filter(pk__in={key for _post, key in pairs})
    terms = terms.select_related(*kind.above)
    known = {term.pk: term for term in terms}
    below: dict[int, list[Any]] = defaultdict(list)
    for post, key in sorted(pairs, key=lambda pair: (known[pair[1]].name.casefold(), pair[1])):
        below[post].append(item(*make(kind, asked, known[key], context="embed")))
    return below


def make(kind: Kind, asked: Asked, term: Any, *, context: str = "") -> tuple[dict[str, Json], Links]:
    """The body of a term, and its links."""
    parent = term.parent if kind is CATEGORY else None
    body: dict[str, Json] = {
        "id": term.number,
        "count": getattr(term, "listed", 0),
        "description": shown(term.description),
        "link": absolute(path_of(kind, term, asked)),
        "name": shown_name(term.name),
        "slug": term.slug,
        "taxonomy": kind.name,
        **({"parent": parent.number if parent else 0} if kind is CATEGORY else {}),
        "meta": [],
    }
    path = f"{kind.base}/{term.number}"
    links: Links = {
        "self": self_link(path),
        "collection": [link(kind.base)],
        "about": [link(f"taxonomies/{kind.name}")],
    }
    if parent:
        links["up"] = [link(f"{kind.base}/{parent.number}", embeddable=True)]
    links["wp:post_type"] = [link(f"posts?{kind.base}={term.number}")]
    return in_context("term", body, context or asked.context), with_curies(links)


def path_of(kind: Kind, term: Any, asked: Asked) -> str:
    """Where a term's posts are listed."""
    addresses = asked.addresses
    return addresses.category(term.path or term.slug) if kind is CATEGORY else addresses.tag(term.slug)


def shown_name(name: str) -> str:
    """A name as it stands in the database of WordPress: with references for signs of mark-up."""
    plain = name.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shown(text: str) -> str:
    """A description; its mark-up as far as that is harmless."""
    return text if is_harmless(text) else str(inline_html(texturize(text)))
