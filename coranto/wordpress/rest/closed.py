"""Routes that answer everybody with a refusal only: what the editor and the themes of WordPress use.

Some have nothing behind them here (widgets, plug-ins); they answer as a WordPress does to somebody who may not.
"""

from collections.abc import Callable

from coranto.wordpress.rest.answers import Answer
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.paging import CONTEXT, PAGE, PER_PAGE, SEARCH, paged
from coranto.wordpress.rest.people import refusal
from coranto.wordpress.rest.posts import invalid_id
from coranto.wordpress.rest.routing import Endpoint, Permit, Route

EMPTY = (CONTEXT, PAGE, PER_PAGE, SEARCH)

CLOSED: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (r"/wp/v2/menus/(?P<id>[\d]+)", ("GET",), "rest_cannot_view", "view menus."),
    ("/wp/v2/menu-items", ("GET",), "rest_cannot_view", "view menu items."),
    (r"/wp/v2/menu-items/(?P<id>[\d]+)", ("GET",), "rest_cannot_view", "view menu items."),
    ("/wp/v2/menu-locations", ("GET",), "rest_cannot_view", "view menu locations."),
    (r"/wp/v2/menu-locations/(?P<location>[\w-]+)", ("GET",), "rest_cannot_view", "view menu locations."),
    ("/wp/v2/templates", ("GET",), "rest_cannot_manage_templates", "access the templates on this site."),
    ("/wp/v2/templates/lookup", ("GET",), "rest_cannot_manage_templates", "access the templates on this site."),
    ("/wp/v2/template-parts", ("GET",), "rest_cannot_manage_templates", "access the templates on this site."),
    ("/wp/v2/template-parts/lookup", ("GET",), "rest_cannot_manage_templates", "access the templates on this site."),
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


def refusing(code: str, words: str) -> Permit:
    """A permission that nobody has."""

    def refuse(asked: Asked) -> None:
        raise refusal(code, words)

    return refuse


def never(asked: Asked) -> Answer:
    """What stands behind a permission that nobody has."""
    raise refusal("rest_forbidden", "do that.")


def closed_routes() -> tuple[Route, ...]:
    """All of them."""
    return tuple(
        Route(pattern, (Endpoint(never, methods, (), refusing(code, words)),))
        for pattern, methods, code, words in CLOSED
    )


def list_nothing(base: str) -> Callable[[Asked], Answer]:
    """A list that is always empty: reusable blocks and navigations became part of the posts that used them."""
    return lambda asked: paged(asked, [], 0, base)


def none_such(asked: Asked) -> None:
    """No number is that of anything."""
    raise invalid_id()
