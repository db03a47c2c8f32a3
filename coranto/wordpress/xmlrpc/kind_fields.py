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
    "post": "title editor author thumbnail excerpt trackbacks custom-fields comments revisions post-formats autosave",
    "page": "title editor author thumbnail page-attributes custom-fields comments revisions autosave",
    "attachment": "title author comments",
}
SUPPORTED_IN_EDITOR = [{"notes": True}]
MENUS = {"post": 5, "page": 20, "attachment": 0}
FORMAT_LABELS = {
    **dict.fromkeys(("name", "menu_name", "all_items", "archives"), "Formats"),
    **dict.fromkeys(("singular_name", "name_admin_bar"), "Format"),
    "template_name": "Format Archives",
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
        "supports": _supports(name),
    }
    if "labels" in fields:
        struct["labels"] = _words(labels_of_type(name))
    if "cap" in fields:
        struct |= {"cap": rights_of_type(name), "map_meta_cap": True}
    if "menu" in fields:
        struct |= {"menu_position": MENUS[name], "menu_icon": kind.icon, "show_in_menu": True}
    if "taxonomies" in fields:
        struct["taxonomies"] = [*kind.taxonomies, "post_format"] if name == "post" else []
    return struct


def _supports(name: str) -> dict[str, Any]:
    supports: dict[str, Any] = dict.fromkeys(SUPPORTS[name].split(), True)
    return {**supports, "editor": SUPPORTED_IN_EDITOR} if "editor" in supports else supports


def _words(labels: Mapping[str, Json]) -> dict[str, Json]:
    """Labels in an answer, where nothing of a kind is empty."""
    return {name: words or "" for name, words in labels.items()}


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
    return {**_words(labels_of_taxonomy(name)), "name_admin_bar": name}
