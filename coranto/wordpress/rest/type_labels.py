"""What WordPress's screens call types and taxonomies, as programs that build such screens ask for (``context=edit``).

Every kind has the words of posts (or of pages, tags, categories), but for those that it brings itself.
"""

from collections.abc import Iterable, Mapping

from coranto.wordpress.rest.answers import Json

Labels = dict[str, Json]


_ENTRY = {
    "name": "{many}",
    "singular_name": "{one}",
    "add_new": "Add",
    "add_new_item": "Add {one}",
    "edit_item": "Edit {one}",
    "new_item": "New {one}",
    "view_item": "View {one}",
    "view_items": "View {many}",
    "search_items": "Search {many}",
    "not_found": "No {lows} found.",
    "not_found_in_trash": "No {lows} found in Trash.",
    "parent_item_colon": "Parent {one}:",
    "all_items": "All {many}",
    "archives": "{one} Archives",
    "attributes": "{one} Attributes",
    "insert_into_item": "Insert into {low}",
    "uploaded_to_this_item": "Uploaded to this {low}",
    "featured_image": "Featured image",
    "set_featured_image": "Set featured image",
    "remove_featured_image": "Remove featured image",
    "use_featured_image": "Use as featured image",
    "filter_items_list": "Filter {lows} list",
    "filter_by_date": "Filter by date",
    "items_list_navigation": "{many} list navigation",
    "items_list": "{many} list",
    "item_published": "{one} published.",
    "item_published_privately": "{one} published privately.",
    "item_reverted_to_draft": "{one} reverted to draft.",
    "item_trashed": "{one} trashed.",
    "item_scheduled": "{one} scheduled.",
    "item_updated": "{one} updated.",
    "item_link": "{one} Link",
    "item_link_description": "A link to a {low}.",
    "menu_name": "{many}",
}
_TERM = {
    "name": "{many}",
    "singular_name": "{one}",
    "search_items": "Search {many}",
    "popular_items": "Popular {many}",
    "all_items": "All {many}",
    "parent_item": "Parent {one}",
    "parent_item_colon": "Parent {one}:",
    "name_field_description": "The name is how it appears on your site.",
    "slug_field_description": "The &#8220;slug&#8221; is the URL-friendly version of the name. It is usually all "
    "lowercase and contains only letters, numbers, and hyphens.",
    "parent_field_description": "Assign a parent term to create a hierarchy. The term Jazz, for example, would be the "
    "parent of Bebop and Big Band.",
    "desc_field_description": "The description is not prominent by default; however, some themes may show it.",
    "edit_item": "Edit {one}",
    "view_item": "View {one}",
    "update_item": "Update {one}",
    "add_new_item": "Add {one}",
    "new_item_name": "New {one} Name",
    "separate_items_with_commas": "Separate {lows} with commas",
    "add_or_remove_items": "Add or remove {lows}",
    "choose_from_most_used": "Choose from the most used {lows}",
    "not_found": "No {lows} found.",
    "no_terms": "No {lows}",
    "filter_by_item": "Filter by {low}",
    "items_list_navigation": "{many} list navigation",
    "items_list": "{many} list",
    "most_used": "Most Used",
    "back_to_items": "&larr; Go to {many}",
    "item_link": "{one} Link",
    "item_link_description": "A link to a {low}.",
    "menu_name": "{many}",
}
_OF_TREES = ("parent_item", "parent_item_colon", "parent_field_description", "filter_by_item")
_OF_LISTS = ("popular_items", "separate_items_with_commas", "add_or_remove_items", "choose_from_most_used")


def _filled(words: Mapping[str, str], one: str, many: str, *, without: Iterable[str]) -> Labels:
    """The words for what is called so; null for those that say nothing of it."""
    names = {"one": one, "many": many, "low": one.lower(), "lows": many.lower()}
    return {**{name: text.format(**names) for name, text in words.items()}, **dict.fromkeys(without)}


def _of_entries(one: str, many: str, *, is_tree: bool) -> Labels:
    """The words of posts or pages."""
    return _filled(_ENTRY, one, many, without=() if is_tree else ("parent_item_colon",))


def _of_terms(one: str, many: str, *, is_tree: bool) -> Labels:
    """The words of categories or tags."""
    return _filled(_TERM, one, many, without=_OF_LISTS if is_tree else _OF_TREES)


def _of_theme(one: str, many: str, found: str, listed: str) -> Labels:
    """The words of templates and their like. ``found`` and ``listed``: within a sentence, of one and of several."""
    beginning = f"{found[0].upper()}{found[1:]}"
    return {
        **_named(one, many),
        "add_new": f"Add {one}",
        "add_new_item": f"Add {one}",
        "new_item": f"New {one}",
        "edit_item": f"Edit {one}",
        "view_item": f"View {one}",
        "all_items": many,
        "search_items": f"Search {many}",
        "parent_item_colon": f"Parent {one}:",
        "not_found": f"No {listed} found.",
        "not_found_in_trash": f"No {listed} found in Trash.",
        "archives": f"{beginning} archives",
        "insert_into_item": f"Insert into {found}",
        "uploaded_to_this_item": f"Uploaded to this {found}",
        "filter_items_list": f"Filter {listed} list",
        "items_list_navigation": f"{many[0]}{many[1:] if listed == found else many[1:].lower()} list navigation",
        "items_list": f"{many[0]}{many[1:] if listed == found else many[1:].lower()} list",
        "item_updated": f"{beginning} updated.",
    }


def _named(one: str, many: str) -> Labels:
    return {"name": many, "singular_name": one}


def _pattern() -> Labels:
    own = _of_entries("Pattern", "Patterns", is_tree=False)
    left_to_posts = ("parent_item_colon", "archives", "attributes", "insert_into_item", "uploaded_to_this_item",
                     "item_trashed", "item_link", "item_link_description")  # fmt: skip
    kept = {name: words for name, words in own.items() if name not in left_to_posts}
    return {**kept, "add_new": "Add Pattern", "edit_item": "Edit Block Pattern"}


_POSTS, _PAGES = _of_entries("Post", "Posts", is_tree=False), _of_entries("Page", "Pages", is_tree=True)
_TAGS = _of_terms("Tag", "Tags", is_tree=False)
_CATEGORIES = _of_terms("Category", "Categories", is_tree=True)
_OWN: dict[str, Labels] = {
    "post": {"name_admin_bar": "Post"},
    "page": {"name_admin_bar": "Page"},
    "attachment": {
        "name": "Media",
        "name_admin_bar": "Media",
        "add_new": "Add Media File",
        "add_new_item": "Add Media File",
        "edit_item": "Edit Media",
        "view_item": "View Attachment Page",
        "attributes": "Attachment Attributes",
        "template_name": "Single item: Media",
    },
    "nav_menu_item": _named("Navigation Menu Item", "Navigation Menu Items"),
    "wp_block": _pattern(),
    "wp_template": _of_theme("Template", "Templates", "template", "templates"),
    "wp_template_part": _of_theme("Template Part", "Template Parts", "template part", "template parts"),
    "wp_global_styles": {"name": "Global Styles"},
    "wp_navigation": _of_theme("Navigation Menu", "Navigation Menus", "Navigation Menu", "Navigation Menu"),
    "wp_font_family": _named("Font Family", "Font Families"),
    "wp_font_face": _named("Font Face", "Font Faces"),
    "category": {},
    "post_tag": {},
    "nav_menu": _named("Navigation Menu", "Navigation Menus"),
    "wp_pattern_category": {
        **_of_terms("Pattern Category", "Pattern Categories", is_tree=False),
        "all_items": "Pattern Categories",
        "add_new_item": "Add Category",
    },
}


def labels_of_type(name: str) -> Labels:
    """The words for a type."""
    return _whole(name, _PAGES if name == "page" else _POSTS)


def labels_of_taxonomy(name: str) -> Labels:
    """The words for a taxonomy."""
    found = _whole(name, _CATEGORIES if name == "category" else _TAGS)
    return {**found, "template_name": f"{found['singular_name']} Archives"}


def _whole(name: str, usual: Mapping[str, Json]) -> Labels:
    """Its own words, made whole with what follows from them and with the usual ones."""
    own = dict(_OWN[name])
    if "name" in own:
        own.setdefault("singular_name", own["name"])
        own.setdefault("menu_name", own["name"])
    own.setdefault("name_admin_bar", own.get("singular_name", name))
    if "menu_name" in own:
        own.setdefault("all_items", own["menu_name"])
    if "all_items" in own:
        own.setdefault("archives", own["all_items"])
    return {**usual, **own}
