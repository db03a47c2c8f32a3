"""``{% load kept %}``: parts of the frame that are the same on all pages, printed once and kept."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from coranto.core.chosen_theme import chosen_theme

register = template.Library()

MOST_KEPT = 32
_kept: dict[tuple[str, str, str], SafeString] = {}


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str) -> SafeString:
    """``{% kept "theme/_sidebar.html" %}``: an include that is given ``site`` alone, printed once a ``site.version``.

    For parts that do not depend on the page: a long sidebar costs more than the post beside it.
    """
    site = context.get("site")
    version = getattr(site, "version", "")
    key = (version, chosen_theme(), name)
    if version and key in _kept:
        return _kept[key]
    printed = mark_safe(_print(context, name, site))
    if version:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = printed
    return printed


def _print(context: Context, name: str, site: Any) -> str:
    engine = context.template.engine  # type: ignore[union-attr]  # set while a template is being rendered
    return str(engine.get_template(name).render(Context({"site": site}, autoescape=context.autoescape)))
