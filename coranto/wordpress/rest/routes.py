"""Every route of the interface, in WordPress's order."""

from functools import cache, partial

from coranto.wordpress.rest import comments, media, site_settings, terms, users
from coranto.wordpress.rest import search as found
from coranto.wordpress.rest import types as kinds
from coranto.wordpress.rest.batch import batch_route
from coranto.wordpress.rest.entries import pages, posts
from coranto.wordpress.rest.entries import post_parameters as asks
from coranto.wordpress.rest.entries.readable import permit_list
from coranto.wordpress.rest.entries.revisions import version_routes
from coranto.wordpress.rest.index import index_routes
from coranto.wordpress.rest.oembed import oembed_routes
from coranto.wordpress.rest.openapi import openapi_route
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.program_passwords import password_routes
from coranto.wordpress.rest.refused_routes import (
    CHANGE,
    EMPTY,
    REMOVE,
    closed_routes,
    list_nothing,
    never,
    none_such,
    refusing,
    versions_of_nothing,
)
from coranto.wordpress.rest.routing import Endpoint, Reply, Route
from coranto.wordpress.rest.terms import CATEGORY, TAG, Kind
from coranto.wordpress.rest.writing import entries as entry_writing
from coranto.wordpress.rest.writing import parameters as writing
from coranto.wordpress.rest.writing import pictures as media_editing

V2 = "/wp/v2/"
ID = r"/(?P<id>[\d]+)"


@cache
def every_route() -> tuple[Route, ...]:
    """All routes; the first that matches answers."""
    return (
        *index_routes(every_route),
        batch_route(every_route),
        openapi_route(every_route),
        *oembed_routes(),
        *_posts(),
        *_pages(),
        *_media(),
        *_terms(CATEGORY, terms.CATEGORIES),
        *_terms(TAG, terms.TAGS),
        *_users(),
        *password_routes(),
        *_comments(),
        *_kinds(),
        Route(f"{V2}search", (Endpoint(found.find, parameters=found.SEARCHES),)),
        *_empty("blocks"),
        *_empty("navigation"),
        _menus(),
        _settings(),
        *closed_routes(),
    )


def _posts() -> tuple[Route, ...]:
    add, change = writing.on_posts()
    listing = Endpoint(posts.list_posts, parameters=asks.POSTS, permit=permit_list("post", asks.PUBLISHED))
    return (
        Route(
            f"{V2}posts",
            (listing, add),
        ),
        Route(f"{V2}posts{ID}", (Endpoint(posts.show_post, parameters=asks.ONE, permit=posts.permit_one), *change)),
        *version_routes("post", writing.POST_FIELDS),
    )


def _pages() -> tuple[Route, ...]:
    add, change = writing.on_pages()
    listing = Endpoint(pages.list_pages, parameters=asks.PAGES, permit=permit_list("page", asks.PUBLISHED))
    return (
        Route(
            f"{V2}pages",
            (listing, add),
        ),
        Route(f"{V2}pages{ID}", (Endpoint(pages.show_page, parameters=asks.ONE, permit=pages.permit_one), *change)),
        *version_routes("page", writing.PAGE_FIELDS),
    )


def _media() -> tuple[Route, ...]:
    add, change = writing.on_media()
    listing = Endpoint(media.list_media, parameters=asks.MEDIA, permit=permit_list("post", asks.ATTACHED))
    show = Endpoint(media.show_file, parameters=asks.ONE_FILE, permit=media.permit_one)
    edit = Endpoint(
        media_editing.edit,
        ("POST",),
        (writing.NUMBER, *media_editing.EDITS),
        media_editing.editing,
        ready=media_editing.prepare,
    )
    return (
        Route(
            f"{V2}media",
            (listing, add),
        ),
        Route(f"{V2}media{ID}", (show, *change)),
        Route(f"{V2}media{ID}/edit", (edit,)),
    )


def _terms(kind: Kind, parameters: tuple[Parameter, ...]) -> tuple[Route, ...]:
    add, change = writing.on_terms(kind)
    listing = Endpoint(partial(terms.list_terms, kind), parameters=parameters, permit=partial(terms.permit_list, kind))
    show = Endpoint(partial(terms.show_term, kind), parameters=terms.ONE, permit=partial(terms.permit_one, kind))
    return Route(f"{V2}{kind.base}", (listing, add)), Route(f"{V2}{kind.base}{ID}", (show, *change))


def _users() -> tuple[Route, ...]:
    add, change = writing.on_users()
    return (
        Route(f"{V2}users", (Endpoint(users.list_users, parameters=users.USERS, permit=users.permit_list), add)),
        Route(f"{V2}users{ID}", (Endpoint(users.show_user, parameters=users.ONE, permit=users.permit_one), *change)),
        Route(f"{V2}users/me", (Endpoint(users.show_me, parameters=users.ONE[1:]), *writing.on_oneself())),
    )


def _comments() -> tuple[Route, ...]:
    add, change = writing.on_comments()
    listing = Endpoint(comments.list_comments, parameters=comments.COMMENTS, permit=comments.permit_list)
    show = Endpoint(comments.show_comment, parameters=comments.ONE, permit=comments.permit_one)
    return Route(f"{V2}comments", (listing, add), is_silent=True), Route(f"{V2}comments{ID}", (show, *change))


def _kinds() -> tuple[Route, ...]:
    lists = (
        ("types", kinds.list_types, kinds.permit_types, kinds.LIST),
        ("statuses", kinds.list_statuses, kinds.permit_statuses, kinds.LIST),
        ("taxonomies", kinds.list_taxonomies, kinds.permit_taxonomies, kinds.TAXONOMY_LIST),
    )
    word = r"[\w-]+"
    return (
        *(
            Route(V2 + name, (Endpoint(reply, parameters=asked, permit=permit),))
            for name, reply, permit, asked in lists
        ),
        Route(rf"{V2}types/(?P<type>{word})", (Endpoint(kinds.show_type, parameters=kinds.one("type")),)),
        Route(
            rf"{V2}statuses/(?P<status>{word})",
            (Endpoint(kinds.show_status, parameters=kinds.one("status"), permit=kinds.permit_status),),
        ),
        Route(
            rf"{V2}taxonomies/(?P<taxonomy>{word})",
            (Endpoint(kinds.show_taxonomy, parameters=kinds.one("taxonomy"), permit=kinds.permit_taxonomy),),
        ),
    )


def _settings() -> Route:
    show = Endpoint(site_settings.show, permit=site_settings.permit)
    change = Endpoint(site_settings.change, writing.CHANGE, site_settings.SETTINGS, site_settings.permit)
    return Route(f"{V2}settings", (show, change))


def _menus() -> Route:
    view = Endpoint(never, parameters=EMPTY, permit=refusing("rest_cannot_view", "view menus."))
    return Route(f"{V2}menus", (view, writing.on_menus()))


def _empty(base: str) -> tuple[Route, ...]:
    nothing: Reply = list_nothing(base)
    show = Endpoint(never, parameters=asks.ONE, permit=none_such)
    add = Endpoint(never, ("POST",), permit=entry_writing.creating("post"))
    change = Endpoint(never, (*CHANGE, *REMOVE), asks.ONE[:1], none_such)
    listing = Endpoint(nothing, parameters=asks.UNFILED, permit=permit_list("post", asks.PUBLISHED))
    return Route(V2 + base, (listing, add)), Route(f"{V2}{base}{ID}", (show, change)), *versions_of_nothing(base)
