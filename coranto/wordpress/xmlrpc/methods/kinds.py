"""``wp.getPostType(s)`` and ``wp.getTaxonomy``/``getTaxonomies``: what there is to write and to file under."""

from typing import Any

from coranto.wordpress.entries.rights import edits_pages, writes_posts
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.kind_fields import (
    SUPPORTS,
    TAXONOMY_FIELDS,
    TERM_NAMES,
    TYPE_FIELDS,
    taxonomy_struct,
    type_struct,
)
from coranto.wordpress.xmlrpc.values import flag, items, struct, text


def _fields(args: Args, usual: tuple[str, ...]) -> list[str]:
    return [text(name) for name in items(args[-1])] if args else list(usual)


def _writes(caller: Caller, kind: str) -> bool:
    return edits_pages(caller.user) if kind == "page" else writes_posts(caller.user)


def get_type(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getPostType(blog, name, password, type, fields)``."""
    kind = text(args[1])
    if kind not in SUPPORTS:
        raise Fault(403, "Invalid post type.")
    if not _writes(caller, kind):
        raise unauthorised("edit posts in this post type")
    return type_struct(kind, _fields(args[2:3], TYPE_FIELDS))


def get_types(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getPostTypes(blog, name, password, filter, fields)``: those that the person writes."""
    wanted = struct(args[1]) if len(args) > 1 else {}
    rows = {kind: type_struct(kind, _fields(args[2:3], TYPE_FIELDS)) for kind in SUPPORTS if _writes(caller, kind)}
    return {kind: row for kind, row in rows.items() if _is_like(row, wanted)}


def _is_like(row: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether the struct has the values that a filter names."""
    pairs = ((row[name], value) for name, value in wanted.items() if name in row)
    return all(flag(value) == own if isinstance(own, bool) else text(value) == own for own, value in pairs)


def get_taxonomy(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getTaxonomy(blog, name, password, taxonomy, fields)``."""
    name = text(args[1])
    if name not in TERM_NAMES:
        raise Fault(403, "Invalid taxonomy.")
    if not writes_posts(caller.user):
        raise unauthorised("assign terms in this taxonomy")
    return taxonomy_struct(name, _fields(args[2:3], TAXONOMY_FIELDS))


def get_taxonomies(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getTaxonomies(blog, name, password, filter, fields)``; none for those who write nothing."""
    wanted = struct(args[1]) if len(args) > 1 else {}
    names = TERM_NAMES if writes_posts(caller.user) else ()
    rows = [taxonomy_struct(name, _fields(args[2:3], TAXONOMY_FIELDS)) for name in names]
    return [row for row in rows if _is_like(row, wanted)]
