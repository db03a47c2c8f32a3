"""Types of posts and taxonomies in the structs of ``wp.getPostType`` and ``wp.getTaxonomy``: the same on every site."""

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
SLUGS = (
    "The &#8220;slug&#8221; is the URL-friendly version of the name. It is usually all lowercase and contains only "
    "letters, numbers, and hyphens."
)
PARENTS = (
    "Assign a parent term to create a hierarchy. The term Jazz, for example, would be the parent of Bebop and Big Band."
)
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
        "attributes": f"{'Attachment' if name == 'attachment' else thing} Attributes",
        **_lists(thing, things),
    }


def _lists(thing: str, things: str) -> dict[str, str]:
    one, many = thing.lower(), things.lower()
    return {
        "insert_into_item": f"Insert into {one}",
        "uploaded_to_this_item": f"Uploaded to this {one}",
        "featured_image": "Featured image",
        "set_featured_image": "Set featured image",
        "remove_featured_image": "Remove featured image",
        "use_featured_image": "Use as featured image",
        "filter_items_list": f"Filter {many} list",
        "filter_by_date": "Filter by date",
        "items_list_navigation": f"{things} list navigation",
        "items_list": f"{things} list",
        "item_published": f"{thing} published.",
        "item_published_privately": f"{thing} published privately.",
        "item_reverted_to_draft": f"{thing} reverted to draft.",
        "item_scheduled": f"{thing} scheduled.",
        "item_updated": f"{thing} updated.",
        "item_link": f"{thing} Link",
        "item_link_description": f"A link to a {one}.",
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
    archives = {"archives": "Formats"} if name == "post_format" else {}
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
        "name_field_description": "The name is how it appears on your site.",
        "slug_field_description": SLUGS,
        "parent_field_description": PARENTS if is_tree else "",
        "desc_field_description": "The description is not prominent by default; however, some themes may show it.",
        "separate_items_with_commas": "" if is_tree else "Separate tags with commas",
        "add_or_remove_items": "" if is_tree else "Add or remove tags",
        "choose_from_most_used": "" if is_tree else "Choose from the most used tags",
        "filter_by_item": "Filter by category" if is_tree else "",
        "items_list_navigation": f"{many} list navigation",
        "most_used": "Most Used",
        "back_to_items": f"&larr; Go to {many}",
        "item_link": f"{one} Link",
        "item_link_description": f"A link to a {one.lower()}.",
        **archives,
    }
