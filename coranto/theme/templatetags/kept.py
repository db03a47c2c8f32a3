"""``{% load kept %}``: what is the same from page to page, printed once and kept in memory of the process.

What a part is given is the key to it, whole: a part that is given the same prints the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from coranto.comments.contexts import CommentView
from coranto.core.bounded_memory import BoundedMemory, Packed
from coranto.core.chosen_theme import DEFAULT_THEME, chosen_theme
from coranto.core.lazy_sequence import LazySequence
from coranto.core.made_of import collecting, leave_out, made_of
from coranto.publication.contexts import SiteContext
from coranto.publication.rendering import PLAYER
from coranto.theme.page_language import language_of
from coranto.theme.quick_templates import print_alone, print_included, template_named

register = template.Library()

MOST_KEPT = 32
PARTS = {"theme/_sidebar.html": "sidebar"}
"""What the page cache keeps by itself, and the name in its address: ``/-/part/sidebar/``."""
PLAYER_MARK = PLAYER.decode()
_kept: dict[tuple[str, str, str], tuple[SafeString, frozenset[str]]] = {}

COMMENT = "comments/_comment_body.html"
COMMENTS = "comments/_comments.html"
ROUND_A_COMMENT = frozenset({"replies", "respond", "css_classes", "more_url", "depth"})
"""These have defaults."""
OF_COMMENT = tuple(each.name for each in fields(CommentView) if each.name not in ROUND_A_COMMENT)
_of_comment = attrgetter(*OF_COMMENT)
OF_SITE = (
    *("name", "home_url", "language", "direction", "theme", "date_format", "time_format", "show_comment_numbers"),
    "icon_url",
)
_of_site = attrgetter(*OF_SITE)

_of_frame = attrgetter("today", "primary_menu", "secondary_menu", "footer_menu", "desk_links")

MOMENTS = ("posted_at", "edited_at", "updated_at")
"""What is given may have these."""
PLAIN = (str, int, type(None))
"""What is given has none if it is one of these."""
MOST_CHARACTERS = 4_000_000
"""Of what is kept for what it was given; with the keys it takes two to three times as many bytes."""
Printed = BoundedMemory[tuple[SafeString, frozenset[str]]]
_printed: Printed = BoundedMemory(MOST_CHARACTERS)
_of_one_page: Printed = BoundedMemory(MOST_CHARACTERS)
"""Parts that no other page has: a robot that reads thousands of posts does not push the cards out."""
_of_discussions = Packed(8 * MOST_CHARACTERS)
"""Of busy discussions: those on twenty posts with four hundred comments each."""


def forget_parts() -> None:
    """Throw away what is kept; for measuring what a page costs without it."""
    _kept.clear()
    _printed.clear()
    _of_one_page.clear()
    _of_discussions.clear()


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str) -> SafeString:
    """``{% kept "theme/_sidebar.html" %}``: an include that is given ``site`` alone, printed once a ``site.version``.

    For parts that do not depend on the page: a long sidebar costs more than the post beside it. The sidebar is left out
    of pages that the page cache keeps, and put in when they are sent: it changes with every comment, and they do not.
    """
    printed, names = _kept_part(context, name)
    if name in PARTS and PLAYER_MARK not in printed and (mark := leave_out(PARTS[name])):
        return SafeString(mark)  # a page with a player in it has another policy
    made_of(*names)
    return printed


def _kept_part(context: Context, name: str) -> tuple[SafeString, frozenset[str]]:
    """A part as it is printed, and the names of what it is made of."""
    site = context.get("site")
    version = getattr(site, "version", "")
    key = (version, chosen_theme(), name)
    if version and key in _kept:
        return _kept[key]
    with collecting() as found:
        printed = _print(context, name, site=site)
    part = (printed, frozenset(found.names))
    if version:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = part
    return part


@register.simple_tag(takes_context=True)
def kept_comment(context: Context, comment: CommentView) -> SafeString:
    """``{% kept_comment comment %}``: ``comments/_comment_body.html``, what stands in a comment but for answers to it.

    It is given ``comment`` without what the list of comments is made of (replies, form, classes, depth), and of
    ``site`` its name and how it writes. On a page of a hundred comments most are as they were for the last reader.
    """
    key = (*_around(context), COMMENT, *_of_comment(comment), *_clocks(comment))
    return _once(context, key, COMMENT, lambda: {"comment": _alone(comment)}, _of_one_page)


@register.simple_tag(takes_context=True)
def kept_stretch(context: Context, comments: Sequence[CommentView]) -> SafeString:
    """``{% kept_stretch stretch %}``: ``comments/_comments.html``, which is given one of ``thread.stretches``.

    Anything else that holds comments is printed each time, or, if it is a tuple, as ``kept_include`` does.
    """
    given = {"comments": comments}
    if not isinstance(comments, LazySequence) or comments.key is None:
        return _once_for(context, COMMENTS, given, _printed)
    return _once(context, (*_around(context), COMMENTS, comments.key), COMMENTS, lambda: given, _of_discussions)


@register.simple_tag(takes_context=True)
def kept_include(context: Context, name: str, **given: Any) -> SafeString:
    """``{% kept_include "posts/_card.html" post=post %}``: an include that is printed once for whatever it is given.

    It is given just that, and of ``site`` what ``kept_comment`` gives, so the same must print the same: of the fifty
    cards that a dozen listings show each is printed once. What has something in it that cannot be compared is printed
    each time.
    """
    return _once_for(context, name, given, _printed)


@register.simple_tag(takes_context=True)
def kept_part(context: Context, name: str, **given: Any) -> SafeString:
    """``{% kept_part "posts/_article.html" post=page.post %}``: as ``kept_include``, for what one page alone shows.

    In the default theme only. Other themes may show anything of the page there, and print it each time; so do pages
    without ``site``.
    """
    if chosen_theme() != DEFAULT_THEME or "site" not in context:
        return _included(context, name, **given)
    return _once_for(context, name, given, _of_one_page)


@register.simple_tag(takes_context=True)
def kept_frame(context: Context, name: str) -> SafeString:
    """``{% kept_frame "theme/_masthead.html" %}``: what stands at the top or bottom of pages, printed once a change.

    The default theme's show of ``page`` only whether it is the front page, and its first. Other themes' may show
    anything, and are printed each time.
    """
    site: Any = context.get("site")
    page: Any = context.get("page")
    if not getattr(site, "version", "") or chosen_theme() != DEFAULT_THEME:
        return _included(context, name)
    front = page.pager.number if getattr(page, "kind", "") == "home" else 0
    key = (*_around(context), name, site.version, *_of_frame(site), front)
    return _once(context, key, name, lambda: {"site": site, "page": page})


def _once_for(context: Context, name: str, given: dict[str, Any], memory: Printed) -> SafeString:
    """A part as it was printed for the same values, or printed now."""
    key = (*_around(context), name, *given.items(), *map(_offsets, given.values()))
    return _once(context, key, name, lambda: given, memory)


def _once(
    context: Context,
    key: tuple[object, ...],
    name: str,
    given: Callable[[], dict[str, Any]],
    memory: Printed | Packed = _printed,
) -> SafeString:
    """A part as it was printed for the same key, or printed now. The page is made of what the part is made of."""
    try:
        part = memory.get(key)
    except TypeError:  # there is something in it that cannot be compared
        return _print(context, name, site=_writing(context["site"]), **given())
    if part is None:
        with collecting() as found:
            printed = _print(context, name, **{"site": _writing(context["site"]), **given()})
        part = (printed, frozenset(found.names))
        memory.put(key, part, len(printed))
    if part[1]:
        made_of(*part[1])
    return part[0] if isinstance(part[0], SafeString) else SafeString(part[0])


def _included(context: Context, name: str, **given: Any) -> SafeString:
    """A part beside everything that the page has, as ``{% include %}`` prints it."""
    return print_included(template_named(context, name), context, given)


def _around(context: Context) -> tuple[object, ...]:
    """What a part is printed in."""
    return chosen_theme(), language_of(context), context.autoescape, *_of_site(context["site"])


def _offsets(value: Any) -> object:
    """How far from Greenwich its moments are: the same moment is equal everywhere, but prints otherwise."""
    if isinstance(value, PLAIN):
        return ()
    waiting: list[Any] = [value]
    found: list[object] = []
    for each in waiting:  # it grows meanwhile
        if isinstance(each, tuple):
            waiting += each
            continue
        found += _clocks(each)
        waiting += each.replies if type(each) is CommentView else getattr(each, "replies", ())
    return tuple(found)


def _clocks(value: Any) -> tuple[object, ...]:
    if type(value) is CommentView:
        return value.posted_at.utcoffset(), value.edited_at and value.edited_at.utcoffset()
    moments = (getattr(value, name, None) for name in MOMENTS)
    return tuple(moment and moment.utcoffset() for moment in moments)


def _alone(comment: CommentView) -> CommentView:
    return CommentView(**dict(zip(OF_COMMENT, _of_comment(comment), strict=True)))


def _writing(site: SiteContext) -> SiteContext:
    return _site_of(_of_site(site))


@lru_cache(maxsize=64)
def _site_of(values: tuple[Any, ...]) -> SiteContext:
    return SiteContext(**dict(zip(OF_SITE, values, strict=True)))


def _print(context: Context, name: str, **given: object) -> SafeString:
    return print_alone(template_named(context, name), context, given)
