"""``types``, ``taxonomies`` and ``statuses``: what kinds of things there are. They are the same on every site.

Strangers meet one status, those who write them all.
"""

from dataclasses import dataclass

from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.entries.readable import writes
from coranto.wordpress.rest.links import Links, item, link, rest_url, with_curies
from coranto.wordpress.rest.paging import CONTEXT
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.people import refusal
from coranto.wordpress.rest.type_labels import labels_of_taxonomy, labels_of_type
from coranto.wordpress.rest.type_rights import assigns_taxonomy, edits_type, rights_of_taxonomy, rights_of_type

NAMESPACE = "wp/v2"


@dataclass(frozen=True, slots=True)
class Type:
    """A type of post. ``base`` is where it is listed, ``supports`` what its things have."""

    name: str
    base: str
    icon: str | None = None
    hierarchical: bool = False
    taxonomies: tuple[str, ...] = ()
    description: str = ""
    supports: str = "title editor revisions autosave"
    is_public: bool = False
    has_screens: bool = False
    in_menus: bool = False


FONT_FACES = r"font-families/(?P<font_family_id>[\d]+)/font-faces"
_ENTRY = "title editor author thumbnail"
_THEME_FILE = "title slug excerpt editor revisions author autosave"
TYPES = {
    "post": Type(
        "Posts",
        "posts",
        "dashicons-admin-post",
        taxonomies=("category", "post_tag"),
        supports=f"{_ENTRY} excerpt trackbacks custom-fields comments revisions post-formats autosave",
        is_public=True,
        has_screens=True,
        in_menus=True,
    ),
    "page": Type(
        "Pages",
        "pages",
        "dashicons-admin-page",
        hierarchical=True,
        supports=f"{_ENTRY} page-attributes custom-fields comments revisions autosave",
        is_public=True,
        has_screens=True,
        in_menus=True,
    ),
    "attachment": Type(
        "Media", "media", "dashicons-admin-media", supports="title author comments", is_public=True, has_screens=True
    ),
    "nav_menu_item": Type(
        "Navigation Menu Items", "menu-items", taxonomies=("nav_menu",), supports="title editor autosave"
    ),
    "wp_block": Type(
        "Patterns",
        "blocks",
        taxonomies=("wp_pattern_category",),
        supports="title excerpt editor revisions custom-fields autosave",
        has_screens=True,
    ),
    "wp_template": Type(
        "Templates", "templates", description="Templates to include in your theme.", supports=_THEME_FILE
    ),
    "wp_template_part": Type(
        "Template Parts",
        "template-parts",
        description="Template parts to include in your templates.",
        supports=_THEME_FILE,
    ),
    "wp_global_styles": Type(
        "Global Styles",
        "global-styles",
        description="Global styles to include in themes.",
        supports="title editor revisions",
    ),
    "wp_navigation": Type(
        "Navigation Menus",
        "navigation",
        description="Navigation menus that can be inserted into your site.",
        has_screens=True,
    ),
    "wp_font_family": Type("Font Families", "font-families", supports="title"),
    "wp_font_face": Type("Font Faces", FONT_FACES, supports="title"),
}
WITH_NOTES = ("post", "page")
"""Their editor lets people write notes beside the text, says 7.1."""
HIDDEN_TYPES = frozenset({"revision", "custom_css", "customize_changeset", "oembed_cache", "user_request"})


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A way to file things."""

    name: str
    base: str
    types: tuple[str, ...]
    hierarchical: bool = False


TAXONOMIES = {
    "category": Taxonomy("Categories", "categories", ("post",), hierarchical=True),
    "post_tag": Taxonomy("Tags", "tags", ("post",)),
    "nav_menu": Taxonomy("Navigation Menus", "menus", ("nav_menu_item",)),
    "wp_pattern_category": Taxonomy("Pattern Categories", "wp_pattern_category", ("wp_block",)),
}
HIDDEN_TAXONOMIES = frozenset({"post_format", "link_category", "wp_theme", "wp_template_part_area"})


@dataclass(frozen=True, slots=True)
class Status:
    """Where a post stands. ``is_protected``: only those who may change it see it; ``is_floating``: it has no day."""

    name: str
    is_protected: bool = False
    is_floating: bool = False


STATUSES = {
    "publish": Status("Published"),
    "future": Status("Scheduled", is_protected=True),
    "draft": Status("Draft", is_protected=True, is_floating=True),
    "pending": Status("Pending", is_protected=True, is_floating=True),
    "private": Status("Private"),
    "trash": Status("Trash"),
}
HIDDEN_STATUSES = frozenset(
    {"auto-draft", "inherit", "request-pending", "request-confirmed", "request-failed", "request-completed"}
)
LIST = (CONTEXT,)
TAXONOMY_LIST = (CONTEXT, Parameter("type"))


def one(name: str) -> tuple[Parameter, ...]:
    """The parameters of a single one."""
    return (Parameter(name), CONTEXT)


def _no_view(what: str) -> RefusalError:
    return RefusalError("rest_cannot_view", f"Sorry, you are not allowed to {what}.", 401)


def permit_types(asked: Asked) -> None:
    """Strangers may list the types."""
    if asked.context == "edit" and not any(edits_type(asked, name) for name in TYPES):
        raise _no_view("edit posts in this post type")


def list_types(asked: Asked) -> Answer:
    """All types, by name; to be edited, those that who asks writes."""
    names = [name for name in TYPES if asked.context != "edit" or edits_type(asked, name)]
    return Answer({name: item(*_type(name, asked)) for name in names})


def show_type(asked: Asked) -> Answer:
    """One type."""
    name = asked.values["type"]
    if name not in TYPES:
        if name in HIDDEN_TYPES:
            raise RefusalError("rest_cannot_read_type", "Cannot view post type.", 401, says_allow=True)
        raise RefusalError("rest_type_invalid", "Invalid post type.", 404, says_allow=True)
    if asked.context == "edit" and not edits_type(asked, name):
        words = "Sorry, you are not allowed to edit posts in this post type."
        raise RefusalError("rest_forbidden_context", words, 401, says_allow=True)
    body, links = _type(name, asked)
    return Answer(body, links=links)


def _type(name: str, asked: Asked) -> tuple[dict[str, Json], Links]:
    kind, is_edited = TYPES[name], asked.context == "edit"
    body: dict[str, Json] = {
        **({"capabilities": rights_of_type(name)} if is_edited else {}),
        "description": kind.description,
        "hierarchical": kind.hierarchical,
        "has_archive": False,
        **(_standing(name) if is_edited else {}),
        "name": kind.name,
        "slug": name,
        "icon": kind.icon,
        **({"supports": _supports(name)} if is_edited else {}),
        "taxonomies": list(kind.taxonomies),
        "rest_base": kind.base,
        "rest_namespace": NAMESPACE,
        "template": [],
        "template_lock": False,
    }
    links: Links = {"collection": [link("types")], "wp:items": [link(kind.base)]}
    return in_context("type", body, asked.context), with_curies(links)


def _standing(name: str) -> dict[str, Json]:
    kind = TYPES[name]
    visibility = {"show_in_nav_menus": kind.in_menus, "show_ui": kind.has_screens}
    return {"visibility": visibility, "viewable": kind.is_public, "labels": labels_of_type(name)}


def _supports(name: str) -> dict[str, Json]:
    found: dict[str, Json] = dict.fromkeys(TYPES[name].supports.split(), True)
    return {**found, "editor": [{"notes": True}]} if name in WITH_NOTES else found


def permit_taxonomies(asked: Asked) -> None:
    """Strangers may list the taxonomies."""
    if asked.context == "edit" and not _chosen_taxonomies(asked):
        raise _no_view("manage terms in this taxonomy")


def list_taxonomies(asked: Asked) -> Answer:
    """The taxonomies, by name; with ``type`` those of one type."""
    return Answer({name: item(*_taxonomy(name, asked)) for name in _chosen_taxonomies(asked)})


def _chosen_taxonomies(asked: Asked) -> list[str]:
    """Those asked for; to be edited, those under which who asks files things."""
    wanted = asked.values["type"]
    chosen = [name for name, kind in TAXONOMIES.items() if not wanted or wanted in kind.types]
    return [name for name in chosen if asked.context != "edit" or assigns_taxonomy(asked, name)]


def permit_taxonomy(asked: Asked) -> None:
    """Strangers may see the public ones."""
    if asked.values["taxonomy"] in HIDDEN_TAXONOMIES:
        raise RefusalError("rest_forbidden", "Sorry, you are not allowed to do that.", 401)
    name = asked.values["taxonomy"]
    if asked.context == "edit" and name in TAXONOMIES and not assigns_taxonomy(asked, name):
        words = "Sorry, you are not allowed to manage terms in this taxonomy."
        raise RefusalError("rest_forbidden_context", words, 401)


def show_taxonomy(asked: Asked) -> Answer:
    """One taxonomy."""
    name = asked.values["taxonomy"]
    if name not in TAXONOMIES:
        raise RefusalError("rest_taxonomy_invalid", "Invalid taxonomy.", 404, says_allow=True)
    body, links = _taxonomy(name, asked)
    return Answer(body, links=links)


def _taxonomy(name: str, asked: Asked) -> tuple[dict[str, Json], Links]:
    kind, is_edited = TAXONOMIES[name], asked.context == "edit"
    is_public = name in ("category", "post_tag")
    body: dict[str, Json] = {
        "name": kind.name,
        "slug": name,
        **({"capabilities": rights_of_taxonomy(name)} if is_edited else {}),
        "description": "",
        **({"labels": labels_of_taxonomy(name)} if is_edited else {}),
        "types": list(kind.types),
        **({"show_cloud": is_public} if is_edited else {}),
        "hierarchical": kind.hierarchical,
        "rest_base": kind.base,
        "rest_namespace": NAMESPACE,
        **({"visibility": _visibility(name, is_public=is_public)} if is_edited else {}),
    }
    links: Links = {"collection": [link("taxonomies")], "wp:items": [link(kind.base)]}
    return in_context("taxonomy", body, asked.context), with_curies(links)


def _visibility(name: str, *, is_public: bool) -> dict[str, bool]:
    has_screens = is_public or name == "wp_pattern_category"
    return {
        "public": is_public,
        "publicly_queryable": is_public,
        "show_admin_column": has_screens,
        "show_in_nav_menus": is_public,
        "show_in_quick_edit": has_screens,
        "show_ui": has_screens,
    }


def permit_statuses(asked: Asked) -> None:
    """Strangers may list what they can meet, those who write all."""
    if asked.context == "edit" and not _writes(asked):
        raise refusal("rest_cannot_view", "manage post statuses.")


def list_statuses(asked: Asked) -> Answer:
    """The one status that strangers meet; for those who write the others, too."""
    names = list(STATUSES) if _writes(asked) else ["publish"]
    return Answer({name: item(*_status(name, asked)) for name in names})


def permit_status(asked: Asked) -> None:
    """Strangers may see only that one; nobody those that stand for no post of their own."""
    name = asked.values["status"]
    if name not in STATUSES and name not in HIDDEN_STATUSES:
        raise RefusalError("rest_status_invalid", "Invalid status.", 404)
    if name in HIDDEN_STATUSES or (name != "publish" and not _writes(asked)):
        raise RefusalError("rest_cannot_read_status", "Cannot view status.", 401)


def show_status(asked: Asked) -> Answer:
    """One status."""
    body, links = _status(asked.values["status"], asked)
    return Answer(body, links=links, is_always_linked=True)


def _writes(asked: Asked) -> bool:
    return writes(asked, "post") or writes(asked, "page")


def _status(name: str, asked: Asked) -> tuple[dict[str, Json], Links]:
    status, is_public = STATUSES[name], name == "publish"
    body: dict[str, Json] = {
        "name": status.name,
        "private": name == "private",
        "protected": status.is_protected,
        "public": is_public,
        "queryable": is_public,
        "show_in_list": name != "trash",
        "slug": name,
        "date_floating": status.is_floating,
    }
    if asked.context != "edit":
        body = {key: value for key, value in body.items() if key not in ("private", "protected", "show_in_list")}
    links: Links = {"archives": [{"href": rest_url("posts" if is_public else f"posts?status={name}")}]}
    return in_context("status", body, asked.context), links
