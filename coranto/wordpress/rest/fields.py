"""``_fields``: only the named parts of a body."""

from typing import Any

from coranto.wordpress.rest.answers import Json

Tree = dict[str, Any]
DEEPEST = 10


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
            kept[name] = (_cut(value, below) or []) if isinstance(value, dict) else value
    return kept
