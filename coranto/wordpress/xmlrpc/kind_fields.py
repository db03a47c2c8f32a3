"""Types of posts and taxonomies in the structs of ``wp.getPostType`` and ``wp.getTaxonomy``: the same on every site.

Of WordPress's labels those are given that name buttons and lists; its explanations of fields are not.
"""

from typing import Any

from coranto.wordpress.rest.kinds import TAXONOMIES, TYPES

TYPE_FIELDS = ("labels", "cap", "taxonomies")
TAXONOMY_FIELDS = ("labels", "cap", "object_type")
SINGULAR = {"post": "Post", "page": "Page", "attachment": "Media"}
TERM_NAMES = {"category": ("Categories", "Category"), "post_tag": ("Tags", "Tag"), "post_format": ("Formats", "Format")}
SUPPORTS = {
    "post": "title editor author thumbnail excerpt trackbacks custom-fields comments revisions post-formats",
    "page": "title editor author thumbnail page-attributes custom-fields comments revisions",
    "attachment": "title author comments",
}
MENUS = {"post": 5, "page": 20, "attachment": 0}
OWN_VERBS = ("edit", "edit_others", "delete", "publish", "read_private")
FURTHER_VERBS = ("delete_private", "delete_published", "delete_others", "edit_private", "edit_published")
OPERATIONS = ("manage_terms", "edit_terms", "delete_terms", "assign_terms")


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
        struct |= {"cap": _type_rights(name), "map_meta_cap": True}
    if "menu" in fields:
        struct |= {"menu_position": MENUS[name], "menu_icon": kind.icon, "show_in_menu": True}
    if "taxonomies" in fields:
        struct["taxonomies"] = [*kind.taxonomies, "post_format"] if name == "post" else []
    return struct


def _type_labels(name: str) -> dict[str, str]:
    many, one = TYPES[name].name, SINGULAR[name]
    thing, things = ("Post", "Posts") if name == "attachment" else (one, many)
    return {
        "name": many,
        "singular_name": one,
        "add_new": "Add New",
        "add_new_item": f"Add New {thing}",
        "edit_item": f"Edit {one}",
        "new_item": f"New {thing}",
        "view_item": "View Attachment Page" if name == "attachment" else f"View {one}",
        "view_items": f"View {things}",
        "search_items": f"Search {things}",
        "not_found": f"No {things.lower()} found.",
        "not_found_in_trash": f"No {things.lower()} found in Trash.",
        "parent_item_colon": "Parent Page:" if name == "page" else "",
        "all_items": many if name == "attachment" else f"All {many}",
        "archives": many if name == "attachment" else f"{one} Archives",
        "menu_name": many,
        "name_admin_bar": one,
    }


def _type_rights(name: str) -> dict[str, str]:
    one, many = ("page", "pages") if name == "page" else ("post", "posts")
    rights = {f"{verb}_post": f"{verb}_{one}" for verb in ("edit", "read", "delete")}
    rights |= {f"{verb}_posts": f"{verb}_{many}" for verb in OWN_VERBS} | {"read": "read"}
    rights |= {f"{verb}_posts": f"{verb}_{many}" for verb in FURTHER_VERBS}
    return {**rights, "create_posts": "upload_files" if name == "attachment" else f"edit_{many}"}


def taxonomy_struct(name: str, fields: list[str]) -> dict[str, Any]:
    """One taxonomy; ``fields`` are groups: ``labels``, ``cap``, ``menu``, ``object_type``."""
    struct: dict[str, Any] = {
        "name": name,
        "label": TERM_NAMES[name][0],
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
    if name == "post_format":
        return {**dict.fromkeys(OPERATIONS[:3], "manage_categories"), "assign_terms": "edit_posts"}
    many = "categories" if name == "category" else "post_tags"
    return {each: f"{each.removesuffix('_terms')}_{many}" for each in OPERATIONS}


def _term_labels(name: str) -> dict[str, str]:
    is_tree = name == "category"
    many, one = TERM_NAMES[name] if name != "post_format" else TERM_NAMES["post_tag"]
    own, own_one = TERM_NAMES[name]
    return {
        "name": own,
        "singular_name": own_one,
        "search_items": f"Search {many}",
        "popular_items": "" if is_tree else f"Popular {many}",
        "all_items": "Formats" if name == "post_format" else f"All {many}",
        "parent_item": f"Parent {one}" if is_tree else "",
        "parent_item_colon": f"Parent {one}:" if is_tree else "",
        "edit_item": f"Edit {one}",
        "view_item": f"View {one}",
        "update_item": f"Update {one}",
        "add_new_item": f"Add New {one}",
        "new_item_name": f"New {one} Name",
        "not_found": f"No {many.lower()} found.",
        "no_terms": f"No {many.lower()}",
        "items_list": f"{many} list",
        "menu_name": own,
        "name_admin_bar": "Format" if name == "post_format" else name,
    }
