"""``types``, ``taxonomies`` and ``statuses``: what kinds of things there are. They are the same on every site.

Strangers meet one status, those who write them all.
"""

from dataclasses import dataclass

from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.links import Links, item, link, rest_url, with_curies
from coranto.wordpress.rest.paging import CONTEXT
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.people import refusal
from coranto.wordpress.rest.readable import writes

NAMESPACE = "wp/v2"


@dataclass(frozen=True, slots=True)
class Type:
    """A type of post. ``base`` is where it is listed."""

    name: str
    base: str
    icon: str | None = None
    hierarchical: bool = False
    taxonomies: tuple[str, ...] = ()
    description: str = ""


FONT_FACES = r"font-families/(?P<font_family_id>[\d]+)/font-faces"
TYPES = {
    "post": Type("Posts", "posts", "dashicons-admin-post", taxonomies=("category", "post_tag")),
    "page": Type("Pages", "pages", "dashicons-admin-page", hierarchical=True),
    "attachment": Type("Media", "media", "dashicons-admin-media"),
    "nav_menu_item": Type("Navigation Menu Items", "menu-items", taxonomies=("nav_menu",)),
    "wp_block": Type("Patterns", "blocks", taxonomies=("wp_pattern_category",)),
    "wp_template": Type("Templates", "templates", description="Templates to include in your theme."),
    "wp_template_part": Type(
        "Template Parts", "template-parts", description="Template parts to include in your templates."
    ),
    "wp_global_styles": Type("Global Styles", "global-styles", description="Global styles to include in themes."),
    "wp_navigation": Type(
        "Navigation Menus", "navigation", description="Navigation menus that can be inserted into your site."
    ),
    "wp_font_family": Type("Font Families", "font-families"),
    "wp_font_face": Type("Font Faces", FONT_FACES),
}
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
    if asked.context == "edit":
        raise _no_view("edit posts in this post type")


def list_types(asked: Asked) -> Answer:
    """All types, by name."""
    return Answer({name: item(*_type(name, asked)) for name in TYPES})


def show_type(asked: Asked) -> Answer:
    """One type."""
    name = asked.values["type"]
    if name not in TYPES:
        if name in HIDDEN_TYPES:
            raise RefusalError("rest_cannot_read_type", "Cannot view post type.", 401, says_allow=True)
        raise RefusalError("rest_type_invalid", "Invalid post type.", 404, says_allow=True)
    if asked.context == "edit":
        words = "Sorry, you are not allowed to edit posts in this post type."
        raise RefusalError("rest_forbidden_context", words, 401, says_allow=True)
    body, links = _type(name, asked)
    return Answer(body, links=links)


def _type(name: str, asked: Asked) -> tuple[dict[str, Json], Links]:
    kind = TYPES[name]
    body: dict[str, Json] = {
        "description": kind.description,
        "hierarchical": kind.hierarchical,
        "has_archive": False,
        "name": kind.name,
        "slug": name,
        "icon": kind.icon,
        "taxonomies": list(kind.taxonomies),
        "rest_base": kind.base,
        "rest_namespace": NAMESPACE,
        "template": [],
        "template_lock": False,
    }
    links: Links = {"collection": [link("types")], "wp:items": [link(kind.base)]}
    return in_context("type", body, asked.context), with_curies(links)


def permit_taxonomies(asked: Asked) -> None:
    """Strangers may list the taxonomies."""
    if asked.context == "edit":
        raise _no_view("manage terms in this taxonomy")


def list_taxonomies(asked: Asked) -> Answer:
    """The taxonomies, by name; with ``type`` those of one type."""
    wanted = asked.values["type"]
    chosen = [name for name, kind in TAXONOMIES.items() if not wanted or wanted in kind.types]
    return Answer({name: item(*_taxonomy(name, asked)) for name in chosen})


def permit_taxonomy(asked: Asked) -> None:
    """Strangers may see the public ones."""
    if asked.values["taxonomy"] in HIDDEN_TAXONOMIES:
        raise RefusalError("rest_forbidden", "Sorry, you are not allowed to do that.", 401)
    if asked.context == "edit" and asked.values["taxonomy"] in TAXONOMIES:
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
    kind = TAXONOMIES[name]
    body: dict[str, Json] = {
        "name": kind.name,
        "slug": name,
        "description": "",
        "types": list(kind.types),
        "hierarchical": kind.hierarchical,
        "rest_base": kind.base,
        "rest_namespace": NAMESPACE,
    }
    links: Links = {"collection": [link("taxonomies")], "wp:items": [link(kind.base)]}
    return in_context("taxonomy", body, asked.context), with_curies(links)


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
    return Answer(body, links=links)


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
