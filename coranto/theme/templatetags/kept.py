"""``{% load kept %}``: what is the same from page to page, printed once and kept in memory of the process.

What a part is given is the key to it, whole: a part that is given the same prints the same.
"""

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from coranto.comments.contexts import CommentView
from coranto.core.chosen_theme import chosen_theme
from coranto.core.made_of import collecting, leave_out, made_of
from coranto.publication.contexts import SiteContext
from coranto.publication.rendering import PLAYER

register = template.Library()

MOST_KEPT = 32
PARTS = {"theme/_sidebar.html": "sidebar"}
"""What the page cache keeps by itself, and the name in its address: ``/-/part/sidebar/``."""
PLAYER_MARK = PLAYER.decode()
_kept: dict[tuple[str, str, str], tuple[SafeString, frozenset[str]]] = {}

COMMENT = "comments/_comment_body.html"
MOST_COMMENTS = 2_000
"""Some 5 kB each."""
ROUND_A_COMMENT = frozenset({"replies", "respond", "css_classes", "more_url", "depth"})
_of_comment = attrgetter(*(each.name for each in fields(CommentView) if each.name not in ROUND_A_COMMENT))
OF_SITE = ("name", "home_url", "language", "direction", "theme", "date_format", "time_format", "show_comment_numbers")
_of_site = attrgetter(*OF_SITE)
_comments: dict[tuple[object, ...], SafeString] = {}


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str) -> SafeString:
    """``{% kept "theme/_sidebar.html" %}``: an include that is given ``site`` alone, printed once a ``site.version``.

    For parts that do not depend on the page: a long sidebar costs more than the post beside it. The sidebar is left out
    of pages that the page cache keeps, and put in when they are sent: it changes with every comment, and they do not.
    """
    printed, names = _kept_part(context, name)
    if name in PARTS and PLAYER_MARK not in printed and (mark := leave_out(PARTS[name])):
        return mark_safe(mark)  # a page with a player in it has another policy
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
        printed = mark_safe(_print(context, name, site))
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
    site: SiteContext = context["site"]
    key = (chosen_theme(), get_language(), *_of_site(site), *_of_comment(comment))
    found = _comments.get(key)
    if found is None:
        if len(_comments) >= MOST_COMMENTS:
            _comments.clear()
        found = _comments[key] = mark_safe(_print(context, COMMENT, _writing(site), comment=_alone(comment)))
    return found


def _alone(comment: CommentView) -> CommentView:
    return replace(comment, replies=(), respond=None, css_classes="comment", more_url="", depth=1)


def _writing(site: SiteContext) -> SiteContext:
    return SiteContext(**dict(zip(OF_SITE, _of_site(site), strict=True)))


def _print(context: Context, name: str, site: Any, **more: object) -> str:
    engine = context.template.engine  # type: ignore[union-attr]  # set while a template is being rendered
    return str(engine.get_template(name).render(Context({"site": site, **more}, autoescape=context.autoescape)))
