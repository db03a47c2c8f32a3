"""Under what a client files a post: terms by number or by name, checked as WordPress does."""

from typing import Any

from coranto.accounts.models import User
from coranto.posts.actions.terms import make_category, make_tag
from coranto.posts.models import Category, Tag
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.term_fields import MODELS, Term
from coranto.wordpress.xmlrpc.values import LARGEST, items, line, number, struct

COLUMNS = {"category": "categories", "post_tag": "tags"}
MOST = 200
NOT_HERE = "Sorry, one of the given taxonomies is not supported by the post type."
MAKES_CATEGORIES = "posts.add_category"


def filed(content: dict[str, Any], by: User) -> dict[str, list[Term]]:
    """Categories and tags by the names of their columns, from ``terms`` (numbers) and ``terms_names``."""
    found: dict[str, list[Term]] = {}
    for taxonomy, numbers in struct(content.get("terms")).items():
        known = _model(taxonomy)
        found.setdefault(COLUMNS[taxonomy], []).extend(by_number(known, each) for each in items(numbers)[:MOST])
    for taxonomy, names in struct(content.get("terms_names")).items():
        known = _model(taxonomy)
        rows = found.setdefault(COLUMNS[taxonomy], [])
        rows.extend(by_name(known, line(name, 250), by) for name in items(names)[:MOST] if line(name, 250))
    return {column: list(dict.fromkeys(rows)) for column, rows in found.items()}


def _model(taxonomy: str) -> type[Term]:
    if taxonomy not in MODELS:
        raise Fault(401, NOT_HERE)
    return MODELS[taxonomy]


def by_number(model: type[Term], value: Any, *, fault: int = 403) -> Term:
    """The term with that number; WordPress has two fault codes for there being none."""
    wanted = number(value)
    found = model.objects.filter(number=wanted).first() if 0 < wanted < LARGEST else None
    if found is None:
        raise Fault(fault, "Invalid term ID.")
    return found


def by_name(model: type[Term], name: str, by: User) -> Term:
    """The term of that name, made where there is none and the person may."""
    found = model.objects.filter(name=name).first() or model.objects.filter(name__iexact=name).first()
    if found is not None:
        return found
    if model is Tag:
        return make_tag(name=name)
    if not by.has_perm(MAKES_CATEGORIES):
        raise unauthorised("add a term to one of the given taxonomies")
    return make_category(name=name, parent=None)


def known_categories(names: Any) -> list[Term]:
    """The categories of these names that there are; ``metaWeblog`` passes over others."""
    wanted = [line(name, 250) for name in items(names)[:MOST]]
    rows = {row.name: row for row in Category.objects.filter(name__in=wanted).order_by("-number")}
    return [rows[name] for name in dict.fromkeys(wanted) if name in rows]
