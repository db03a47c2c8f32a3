"""Types of posts and taxonomies in the structs of ``wp.getPostType`` and ``wp.getTaxonomy``: the same on every site."""

from collections.abc import Mapping
from typing import Any

from coranto.wordpress.rest.answers import Json
from coranto.wordpress.rest.type_labels import labels_of_taxonomy, labels_of_type
from coranto.wordpress.rest.type_rights import rights_of_taxonomy, rights_of_type
from coranto.wordpress.rest.types import TAXONOMIES, TYPES

TYPE_FIELDS = ("labels", "cap", "taxonomies")
TAXONOMY_FIELDS = ("labels", "cap", "object_type")
TERM_NAMES = {"category": "Categories", "post_tag": "Tags", "post_format": "Formats"}
SUPPORTS = {
    "post": "title editor author thumbnail excerpt trackbacks custom-fields comments revisions post-formats",
    "page": "title editor author thumbnail page-attributes custom-fields comments revisions",
    "attachment": "title author comments",
}
MENUS = {"post": 5, "page": 20, "attachment": 0}
NEWER_LABELS = ("item_trashed", "template_name")
FORMAT_LABELS = {
    **dict.fromkeys(("name", "menu_name", "all_items", "archives"), "Formats"),
    **dict.fromkeys(("singular_name", "name_admin_bar"), "Format"),
}
FORMAT_RIGHTS = {
    **dict.fromkeys(("manage_terms", "edit_terms", "delete_terms"), "manage_categories"),
    "assign_terms": "edit_posts",
}


def type_struct(name: str, fields: list[str]) -> dict[str, Any]:
    """One type; ``fields`` are groups: ``labels``, ``cap``, ``menu``, ``taxonomies``."""
    kind = TYPES[name]
    struct: dict[str, Any] = {
        "name": name,
        "label": kind.name,
        "hierarchical": kind.hierarchical,
        "public": True,
        "show_ui": True,
        "_builtin": True,
        "has_archive": False,
        "supports": dict.fromkeys(SUPPORTS[name].split(), True),
    }
    if "labels" in fields:
        struct["labels"] = _type_labels(name)
    if "cap" in fields:
        struct |= {"cap": rights_of_type(name), "map_meta_cap": True}
    if "menu" in fields:
        struct |= {"menu_position": MENUS[name], "menu_icon": kind.icon, "show_in_menu": True}
    if "taxonomies" in fields:
        struct["taxonomies"] = [*kind.taxonomies, "post_format"] if name == "post" else []
    return struct


def _type_labels(name: str) -> dict[str, Json]:
    thing = "Page" if name == "page" else "Post"
    return {**_as_before(labels_of_type(name)), "add_new": "Add New", "add_new_item": f"Add New {thing}"}


def _as_before(labels: Mapping[str, Json]) -> dict[str, Json]:
    """The words that WordPress 6.1 has too, which the call was compared with; nothing of a kind is empty here."""
    return {name: words or "" for name, words in labels.items() if name not in NEWER_LABELS}


def taxonomy_struct(name: str, fields: list[str]) -> dict[str, Any]:
    """One taxonomy; ``fields`` are groups: ``labels``, ``cap``, ``menu``, ``object_type``."""
    struct: dict[str, Any] = {
        "name": name,
        "label": TERM_NAMES[name],
        "hierarchical": name in TAXONOMIES and TAXONOMIES[name].hierarchical,
        "public": True,
        "show_ui": name != "post_format",
        "_builtin": True,
    }
    if "labels" in fields:
        struct["labels"] = _term_labels(name)
    if "cap" in fields:
        struct["cap"] = _term_rights(name)
    if "menu" in fields:
        struct["show_in_menu"] = name != "post_format"
    if "object_type" in fields:
        struct["object_type"] = ["post"]
    return struct


def _term_rights(name: str) -> dict[str, str]:
    return FORMAT_RIGHTS if name == "post_format" else rights_of_taxonomy(name)


def _term_labels(name: str) -> dict[str, Json]:
    if name == "post_format":  # it has the words of tags, but for its own name
        return {**_term_labels("post_tag"), **FORMAT_LABELS}
    labels = _as_before(labels_of_taxonomy(name))
    return {**labels, "add_new_item": f"Add New {labels['singular_name']}", "name_admin_bar": name}
