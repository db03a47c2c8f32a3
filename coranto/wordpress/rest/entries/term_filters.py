"""Which posts are filed under the categories and tags that are asked for, and not under those that are excluded."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from coranto.posts.models import Category, Post, Tag
from coranto.wordpress.rest.asked import Asked

MOST_TERMS = 100
KINDS = ("categories", "tags")
THROUGH = {"categories": (Post.categories.through, "category"), "tags": (Post.tags.through, "tag")}


def filed(asked: Asked) -> Q:
    """The condition, by the posts of the terms: best where they are few, and to count."""
    each = []
    for kind, groups in _wanted(asked):
        under = Q()
        for group in groups:
            under &= _among(kind, group)
        each.append(under)
    each += [~_among(kind, group) for kind, groups in _unwanted(asked) for group in groups]
    return _joined(each, asked)


def filed_one_by_one(asked: Asked) -> list[Q]:
    """What posts must be filed under, looked up for each post: for the first of many, in another index's order."""
    wanted, unwanted = _wanted(asked), _unwanted(asked)
    keys = _keys([*wanted, *unwanted])
    each = []
    for kind, groups in wanted:
        under = Q()
        for group in groups:
            under &= Q(_filed_there(kind, [keys[kind, number] for number in group if (kind, number) in keys]))
        each.append(under)
    for kind, groups in unwanted:
        numbers = [number for group in groups for number in group]
        each.append(~Q(_filed_there(kind, [keys[kind, number] for number in numbers if (kind, number) in keys])))
    return [_joined(each, asked)] if asked.values["tax_relation"] == "OR" else each


def _joined(conditions: list[Q], asked: Asked) -> Q:
    """All of the conditions; with ``tax_relation=OR`` any of them, those of terms to leave out too, as in WordPress."""
    if asked.values["tax_relation"] == "OR":
        return reduce(or_, conditions, Q())
    return reduce(and_, conditions, Q())


def _wanted(asked: Asked) -> list[tuple[str, list[list[int]]]]:
    return [(kind, _groups(asked.values[kind])) for kind in KINDS if _is_given(asked.values[kind])]


def _unwanted(asked: Asked) -> list[tuple[str, list[list[int]]]]:
    queries = [(kind, asked.values[f"{kind}_exclude"]) for kind in KINDS]
    return [(kind, _groups(query)) for kind, query in queries if _is_given(query)]


def _is_given(query: dict[str, Any] | None) -> bool:
    return bool(query and query["terms"])


def _groups(query: dict[str, Any]) -> list[list[int]]:
    """Numbers of terms: a post has to stand under one of each group."""
    numbers = [abs(number) for number in query["terms"]]
    groups = [[number] for number in numbers[:MOST_TERMS]] if query["operator"] == "AND" else [numbers]
    return [_with_children(group) for group in groups] if query["include_children"] else groups


def _with_children(numbers: list[int]) -> list[int]:
    """The categories, and all below them."""
    below = Q()
    for path in Category.objects.filter(number__in=numbers[:MOST_TERMS]).values_list("path", flat=True):
        below |= Q(path__startswith=f"{path}/")
    return [*numbers, *(Category.objects.filter(below).values_list("number", flat=True) if below else ())]


def _among(kind: str, numbers: list[int]) -> Q:
    through, term = THROUGH[kind]
    return Q(pk__in=through.objects.filter(**{f"{term}__number__in": numbers}).values("post_id"))


def _filed_there(kind: str, keys: list[int]) -> Exists:
    through, term = THROUGH[kind]
    return Exists(through.objects.filter(post=OuterRef("pk"), **{f"{term}__in": keys}))


def _keys(filed_under: list[tuple[str, list[list[int]]]]) -> dict[tuple[str, int], int]:
    """The keys of terms by kind and number; at a query for each kind."""
    found = {}
    for kind, model in (("categories", Category), ("tags", Tag)):
        numbers = [number for of, groups in filed_under if of == kind for group in groups for number in group]
        rows = model._default_manager.filter(number__in=numbers).values_list("number", "pk") if numbers else ()
        found.update({(kind, number): key for number, key in rows})
    return found
