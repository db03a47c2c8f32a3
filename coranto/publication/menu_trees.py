"""A menu as a tree of plain links, for the form that arranges it."""

from collections import defaultdict
from typing import Any

from coranto.publication.models import Menu, MenuItem

Link = dict[str, Any]


def links_of(menu: Menu) -> list[Link]:
    """The links of a menu in order, each ``{"label", "address", "hint", "key", "children"}``; at one query."""
    below: dict[int | None, list[MenuItem]] = defaultdict(list)
    rows = list(menu.items.order_by("order", "pk"))
    present = {row.pk for row in rows}
    for row in rows:
        below[row.parent_id if row.parent_id in present else None].append(row)
    return _links(below, None)


def _links(below: dict[int | None, list[MenuItem]], parent: int | None) -> list[Link]:
    rows = below.pop(parent, [])  # taken out, so that a ring ends
    return [
        {"label": row.label, "address": row.address, "hint": row.hint, "key": row.pk, "children": _links(below, row.pk)}
        for row in rows
    ]


def depth_of(menu: Menu) -> int:
    """How many levels a menu has."""
    return _depth(links_of(menu))


def _depth(links: list[Link]) -> int:
    return max((1 + _depth(link["children"]) for link in links), default=0)
