"""The living blocks that need nothing but the publication's own row: search, its name, its tagline."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coranto.publication.living_blocks import class_names, register_living_block
from coranto.publication.widgets import WidgetPlan

BUTTONS = {"button-inside": "button-inside", "no-button": "no-button", "button-outside": "button-outside"}


def search(plan: WidgetPlan) -> SafeString:
    """A field to search in, with its words above it and a button beside it as the author chose."""
    words = plan.text("label") or _("Search")
    place = BUTTONS.get(plan.text("buttonPosition"), "button-outside")
    label = format_html('<p class="wp-block-search__label">{}</p>', words) if plan.flag("showLabel", True) else ""
    button = format_html(
        '<button type="submit" class="wp-block-search__button wp-element-button">{}</button>',
        plan.text("buttonText") or _("Search"),
    )
    return format_html(
        '<form role="search" method="get" action="/" class="{}">{}<div class="wp-block-search__inside-wrapper">'
        '<input type="search" class="wp-block-search__input" name="s" value="" aria-label="{}" placeholder="{}" '
        "required>{}</div></form>",
        class_names(plan, f"wp-block-search__{place}", "wp-block-search__text-button"),
        label,
        words,
        plan.text("placeholder"),
        "" if place == "no-button" else button,
    )


def site_title(plan: WidgetPlan) -> SafeString:
    """The site's name, which leads to its front page unless the author chose otherwise."""
    level = plan.options.get("level", 1)
    tag = "p" if level == 0 or not isinstance(level, int) else f"h{min(max(level, 1), 6)}"
    name = format_html("{}", plan.publication.name)
    if plan.flag("isLink", True):
        name = format_html('<a href="/" rel="home">{}</a>', name)
    return format_html('<{} class="{}">{}</{}>', tag, class_names(plan), name, tag) if name else SafeString()


def site_tagline(plan: WidgetPlan) -> SafeString:
    """The site's tagline."""
    words = plan.publication.tagline
    return format_html('<p class="{}">{}</p>', class_names(plan), words) if words else SafeString()


def register() -> None:
    """Make these known; called when the app starts."""
    register_living_block("search", search)
    register_living_block("site-title", site_title)
    register_living_block("site-tagline", site_tagline)
