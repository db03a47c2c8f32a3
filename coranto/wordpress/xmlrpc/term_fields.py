"""Categories and tags in the structs of ``wp.getTerm``. Both share one sequence of numbers."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from coranto.posts.models import Category, ListingCount, ListingKind, Post, Tag
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.rest.collation import collation_key

Term = Category | Tag
MODELS: dict[str, type[Term]] = {"category": Category, "post_tag": Tag}
KINDS = {Category: ListingKind.CATEGORY, Tag: ListingKind.TAG}
T = TypeVar("T", bound=Term)
Counts = Mapping[tuple[str, int], int]


def counts_of(terms: Iterable[Term]) -> dict[tuple[str, int], int]:
    """How many public posts each has, as the site lists them; two queries."""
    keys: dict[str, set[int]] = {}
    for term in terms:
        keys.setdefault(str(KINDS[type(term)]), set()).add(term.pk)
    rows = [ListingCount.objects.filter(kind=kind, key__in=found) for kind, found in keys.items()]
    return {(row.kind, row.key): row.count for each in rows for row in each}


def count_of(term: Term, counts: Counts) -> int:
    """That of one."""
    return counts.get((str(KINDS[type(term)]), term.pk), 0)


def terms_of(entry: Entry) -> list[Term]:
    """What a post is filed under, all by name. Pages have none."""
    return by_name([*entry.categories.all(), *entry.tags.all()]) if isinstance(entry, Post) else []


def by_name(terms: Iterable[T]) -> list[T]:
    """In alphabetical order, as WordPress's database has it."""
    return sorted(terms, key=lambda term: (collation_key(term.name), term.number))


def term_structs(entry: Entry, counts: Counts) -> list[dict[str, Any]]:
    """The terms of a post."""
    return [term_struct(term, counts) for term in terms_of(entry)]


def term_struct(term: Term, counts: Counts) -> dict[str, Any]:
    """One term."""
    parent = term.parent if isinstance(term, Category) else None
    return {
        "term_id": str(term.number),
        "name": term.name,
        "slug": term.slug,
        "term_group": "0",
        "term_taxonomy_id": str(term.number),
        "taxonomy": "category" if isinstance(term, Category) else "post_tag",
        "description": term.description,
        "parent": str(parent.number) if parent else "0",
        "count": count_of(term, counts),
        "filter": "raw",
        "custom_fields": [],
    }
