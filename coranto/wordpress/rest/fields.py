"""``_fields``: only the named parts of a body."""

import re
from typing import Any

from coranto.wordpress.rest.answers import Json

Tree = dict[str, Any]
DEEPEST = 10
_WHOLE = re.compile(r"/wp/v2/(?:comments|users|categories|tags)(?:/|\Z)", re.IGNORECASE)
_ALWAYS = ("_links", "_embedded", "id.")


def counting(names: tuple[str, ...], route: str) -> tuple[str, ...]:
    """The names that count at a route: of comments, people and terms WordPress gives whole fields, no parts of them."""
    if not _WHOLE.match(route):
        return names
    return tuple(name for name in names if "." not in name or name.startswith(_ALWAYS))


def only(body: Json, names: tuple[str, ...]) -> Json:
    """The body, or each member of a list of bodies, with the named fields only: ``id``, ``title.rendered``."""
    tree = _tree(names)
    if isinstance(body, list):
        return [_cut(each, tree) or [] for each in body]
    return _cut(body, tree)


def _tree(names: tuple[str, ...]) -> Tree:
    tree: Tree = {}
    for name in names:
        *above, last = name.split(".")[:DEEPEST]
        here = tree
        for part in above:
            below = here.get(part)
            if below is True:
                break
            here = here.setdefault(part, {})
        else:
            here[last] = True
    return tree


def _cut(body: Json, tree: Tree) -> Json:
    if not isinstance(body, dict):
        return body
    kept: dict[str, Json] = {}
    for name, value in body.items():
        below = tree.get(name)
        if below is True:
            kept[name] = value
        elif isinstance(below, dict):
            kept[name] = _below(value, below)
    return kept


def _below(value: Json, tree: Tree) -> Json:
    """The named parts of a field: none of a list, whose members have no names; what has no parts is left as it is."""
    if isinstance(value, list):
        return []
    return (_cut(value, tree) or []) if isinstance(value, dict) else value
