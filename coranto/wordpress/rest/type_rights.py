"""What may be done with types and taxonomies, by WordPress's names of rights, and who may do it here."""

from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.readable import writes

THEME = "edit_theme_options"
_OF_ONE = ("edit", "read", "delete")
_OF_SEVERAL = ("edit", "edit_others", "delete", "publish", "read_private")
_FURTHER = ("delete_private", "delete_published", "delete_others", "edit_private", "edit_published")
_ALL_OF_THEME = {f"{verb}_posts": THEME for verb in (*_OF_SEVERAL, *_FURTHER)}
_FONTS = {name: right for name, right in _ALL_OF_THEME.items() if "_private_" not in name or name.startswith("read")}
_OWN: dict[str, dict[str, str]] = {
    "attachment": {"create_posts": "upload_files"},
    "nav_menu_item": _ALL_OF_THEME,
    "wp_block": {
        **{f"{verb}_posts": f"{verb}_posts" for verb in ("edit", "edit_published", "delete_published", "delete")},
        **{f"{verb}_posts": f"{verb}_posts" for verb in ("edit_others", "delete_others")},
        "read": "edit_posts",
        "create_posts": "publish_posts",
    },
    "wp_template": {**_ALL_OF_THEME, "read": THEME},
    "wp_template_part": {**_ALL_OF_THEME, "read": THEME},
    "wp_global_styles": {
        **{f"{verb}_posts": THEME for verb in ("edit", "edit_published", "delete_published", "edit_others")},
        "delete_others_posts": THEME,
        "read": "edit_posts",
        "create_posts": THEME,
    },
    "wp_navigation": _ALL_OF_THEME,
    "wp_font_family": {**_FONTS, "read": THEME},
    "wp_font_face": {**_FONTS, "read": THEME},
}
_NAMED = {"page": "page", "wp_block": "block", "wp_template": "template"}
_OF_TERMS = {
    "category": {"manage": "manage_categories", "edit": "edit_categories", "delete": "delete_categories",
                 "assign": "assign_categories"},
    "post_tag": {"manage": "manage_post_tags", "edit": "edit_post_tags", "delete": "delete_post_tags",
                 "assign": "assign_post_tags"},
    "nav_menu": dict.fromkeys(("manage", "edit", "delete", "assign"), THEME),
    "wp_pattern_category": {"manage": "manage_categories", "edit": "manage_categories",
                            "delete": "manage_categories", "assign": "edit_posts"},
}  # fmt: skip
SETTINGS = "publication.change_publication"


def rights_of_type(name: str) -> dict[str, str]:
    """What WordPress calls the right to each thing."""
    word = _NAMED.get(name, "post")
    several = {f"{verb}_posts": f"{verb}_{word}s" for verb in (*_OF_SEVERAL, *_FURTHER)}
    before = [f"{verb}_posts" for verb in _OF_SEVERAL]
    usual = {
        **{f"{verb}_post": f"{verb}_{word}" for verb in _OF_ONE},
        **{verb: several[verb] for verb in before},
        "read": "read",
        **several,
    }
    found = {**usual, **_OWN.get(name, {})}
    found.setdefault("create_posts", found["edit_posts"])
    return found


def rights_of_taxonomy(name: str) -> dict[str, str]:
    """What WordPress calls the right to each thing that is done with a taxonomy's terms."""
    return {f"{verb}_terms": right for verb, right in _OF_TERMS[name].items()}


def edits_type(asked: Asked, name: str) -> bool:
    """Whether who asks writes things of this type; what is a matter of themes, those who have the settings."""
    if rights_of_type(name)["edit_posts"] == THEME:
        return asked.person is not None and asked.person.has_perm(SETTINGS)
    return writes(asked, "page" if name == "page" else "post")


def assigns_taxonomy(asked: Asked, name: str) -> bool:
    """Whether who asks files things under its terms."""
    if _OF_TERMS[name]["assign"] == THEME:
        return asked.person is not None and asked.person.has_perm(SETTINGS)
    return writes(asked, "post")
