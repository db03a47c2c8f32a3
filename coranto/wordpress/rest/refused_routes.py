"""Routes that answer everybody with a refusal only: what the editor and the themes of WordPress use.

Some have nothing behind them here (widgets, plug-ins); they answer as a WordPress does to somebody who may not.
"""

from collections.abc import Callable

from coranto.wordpress.rest.answers import Answer, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.posts import invalid_id
from coranto.wordpress.rest.paging import CONTEXT, PAGE, PER_PAGE, SEARCH, paged
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.people import refusal
from coranto.wordpress.rest.routing import Endpoint, Permit, Route

EMPTY = (CONTEXT, PAGE, PER_PAGE, SEARCH)

CLOSED: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (r"/wp/v2/menus/(?P<id>[\d]+)", ("GET",), "rest_cannot_view", "view menus."),
    ("/wp/v2/menu-items", ("GET",), "rest_cannot_view", "view menu items."),
    (r"/wp/v2/menu-items/(?P<id>[\d]+)", ("GET",), "rest_cannot_view", "view menu items."),
    ("/wp/v2/menu-locations", ("GET",), "rest_cannot_view", "view menu locations."),
    (r"/wp/v2/menu-locations/(?P<location>[\w-]+)", ("GET",), "rest_cannot_view", "view menu locations."),
    ("/wp/v2/templates", ("GET",), "rest_cannot_manage_templates", "access the templates on this site."),
    ("/wp/v2/template-parts", ("GET",), "rest_cannot_manage_templates", "access the templates on this site."),
    ("/wp/v2/themes", ("GET",), "rest_cannot_view_themes", "view themes."),
    ("/wp/v2/plugins", ("GET",), "rest_cannot_view_plugins", "manage plugins for this site."),
    ("/wp/v2/sidebars", ("GET",), "rest_cannot_manage_widgets", "manage widgets on this site."),
    ("/wp/v2/widgets", ("GET",), "rest_cannot_manage_widgets", "manage widgets on this site."),
    ("/wp/v2/widget-types", ("GET",), "rest_cannot_manage_widgets", "manage widgets on this site."),
    ("/wp/v2/block-types", ("GET",), "rest_block_type_cannot_view", "manage block types."),
    ("/wp/v2/block-patterns/patterns", ("GET",), "rest_cannot_view", "view the registered block patterns."),
    (
        "/wp/v2/block-patterns/categories",
        ("GET",),
        "rest_cannot_view",
        "view the registered block pattern categories.",
    ),
    (
        "/wp/v2/pattern-directory/patterns",
        ("GET",),
        "rest_pattern_directory_cannot_view",
        "browse the local block pattern directory.",
    ),
)

READ, CHANGE, REMOVE = ("GET",), ("POST", "PUT", "PATCH"), ("DELETE",)
ALL = (*READ, *CHANGE, *REMOVE)
WORD, PATH = r"[\w-]+", r"[^:<>*?\"|\\]+"
TEMPLATES = ("rest_cannot_manage_templates", "access the templates on this site.")
WIDGETS = ("rest_cannot_manage_widgets", "manage widgets on this site.")
STYLES = ("rest_cannot_manage_global_styles", "access the global styles on this site.")
PLUGIN = "manage plugins for this site."
SINGLE: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (rf"/wp/v2/templates/(?P<id>{PATH})", ALL, *TEMPLATES),
    (rf"/wp/v2/template-parts/(?P<id>{PATH})", ALL, *TEMPLATES),
    (rf"/wp/v2/block-types/(?P<namespace>{WORD})", READ, "rest_block_type_cannot_view", "manage block types."),
    (
        rf"/wp/v2/block-types/(?P<namespace>{WORD})/(?P<name>{WORD})",
        READ,
        "rest_block_type_cannot_view",
        "manage block types.",
    ),
    (rf"/wp/v2/global-styles/themes/(?P<stylesheet>{PATH})", READ, *STYLES),
    (rf"/wp/v2/themes/(?P<stylesheet>{PATH})", READ, "rest_cannot_view_themes", "view themes."),
    (rf"/wp/v2/plugins/(?P<plugin>{PATH})", READ, "rest_cannot_view_plugin", PLUGIN),
    (rf"/wp/v2/plugins/(?P<plugin>{PATH})", (*CHANGE, *REMOVE), "rest_cannot_manage_plugins", PLUGIN),
    (rf"/wp/v2/sidebars/(?P<id>{WORD})", (*READ, *CHANGE), *WIDGETS),
    (rf"/wp/v2/widget-types/(?P<id>{WORD})", READ, *WIDGETS),
    (rf"/wp/v2/widgets/(?P<id>{WORD})", ALL, *WIDGETS),
    ("/wp-block-editor/v1/export", READ, "rest_cannot_export_templates", "export templates and template parts."),
    ("/wp-site-health/v1/directory-sizes", READ, "rest_forbidden", "do that."),
    (rf"/wp-site-health/v1/tests/(?P<name>{WORD})", READ, "rest_forbidden", "do that."),
)
"""Single things of the same kinds, and what else WordPress's desk asks."""
ASKING: tuple[tuple[str, str, str, str], ...] = (
    ("/wp/v2/templates/lookup", "slug", *TEMPLATES),
    ("/wp/v2/template-parts/lookup", "slug", *TEMPLATES),
    ("/wp/v2/block-directory/search", "term", "rest_block_directory_cannot_view", "browse the block directory."),
    ("/wp-block-editor/v1/url-details", "url", "rest_cannot_view_url_details", "process remote urls."),
)
"""Those that first want to be told something."""


def refusing(code: str, words: str) -> Permit:
    """A permission that nobody has."""

    def refuse(asked: Asked) -> None:
        raise refusal(code, words)

    return refuse


def never(asked: Asked) -> Answer:
    """What stands behind a permission that nobody has."""
    raise refusal("rest_forbidden", "do that.")


def closed_routes() -> tuple[Route, ...]:
    """All of them. Those that ask for something come before those that a longer address matches, too."""
    asking = (
        Route(pattern, (Endpoint(never, READ, (Parameter(name, required=True),), refusing(code, words)),), of(pattern))
        for pattern, name, code, words in ASKING
    )
    endpoints: dict[str, list[Endpoint]] = {}
    for pattern, methods, code, words in (*CLOSED, *SINGLE):
        endpoints.setdefault(pattern, []).append(Endpoint(never, methods, (), refusing(code, words)))
    plain = (Route(pattern, tuple(found), of(pattern)) for pattern, found in endpoints.items())
    return (*asking, *plain)


def of(pattern: str) -> str:
    """The namespace of a route."""
    return "/".join(pattern.split("/")[1:3])


def versions_of_nothing(base: str) -> tuple[Route, ...]:
    """Former versions and drafts of what is always empty."""
    absent = Endpoint(never, permit=no_parent)
    names = ("revisions", "autosaves")
    lists = (Route(rf"/wp/v2/{base}/(?P<parent>[\d]+)/{name}", (absent,)) for name in names)
    ones = (Route(rf"/wp/v2/{base}/(?P<parent>[\d]+)/{name}/(?P<id>[\d]+)", (absent,)) for name in names)
    return (*lists, *ones)


def no_parent(asked: Asked) -> None:
    """No number is that of anything which has versions."""
    raise RefusalError("rest_post_invalid_parent", "Invalid post parent ID.", 404)


def list_nothing(base: str) -> Callable[[Asked], Answer]:
    """A list that is always empty: reusable blocks and navigations became part of the posts that used them."""
    return lambda asked: paged(asked, [], 0, base)


def none_such(asked: Asked) -> None:
    """No number is that of anything."""
    raise invalid_id()
