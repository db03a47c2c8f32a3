"""The widgets that need nothing but the publication's own rows: search, menus, blogroll, text, feeds."""

from itertools import groupby

from django.utils.translation import gettext as _

from coranto.core.html.cleaning import clean_body
from coranto.publication.contexts import (
    BlogrollWidget,
    FeedsWidget,
    Link,
    LinkGroup,
    MenuWidget,
    SearchWidget,
    TextWidget,
)
from coranto.publication.menus import menu_called
from coranto.publication.models import BlogrollLink
from coranto.publication.site_feeds import site_feeds
from coranto.publication.trusted_html import trusted
from coranto.publication.widgets import WidgetPlan, register_widget

WEB = ("http://", "https://")


def search(plan: WidgetPlan) -> SearchWidget:
    """A search field."""
    return SearchWidget(title=plan.title)


def blogroll(plan: WidgetPlan) -> BlogrollWidget | None:
    """The owner's recommended sites in their groups."""
    links = [link for link in BlogrollLink.objects.order_by("group", "order", "name", "pk") if link.url.startswith(WEB)]
    groups = tuple(
        LinkGroup(
            label=label,
            links=tuple(Link(label=link.name or link.url, url=link.url, title=link.description) for link in rows),
        )
        for label, rows in groupby(links, key=lambda link: link.group)
    )
    return BlogrollWidget(title=plan.title or _("Blogroll"), groups=groups) if groups else None


def menu(plan: WidgetPlan) -> MenuWidget | None:
    """The menu that the owner named by its slug, as ``menu``."""
    links = menu_called(plan.text("menu"))
    return MenuWidget(title=plan.title, links=links) if links else None


def text(plan: WidgetPlan) -> TextWidget | None:
    """The owner's own HTML, as ``html``; cleaned like a body."""
    html = clean_body(plan.text("html"))
    return TextWidget(title=plan.title, html=trusted(html)) if html else None


def feeds(plan: WidgetPlan) -> FeedsWidget:
    """The site's feeds."""
    return FeedsWidget(title=plan.title or _("Follow"), feeds=site_feeds(plan.publication))


def register() -> None:
    """Make these kinds known; called when the app starts."""
    for builder in (search, blogroll, menu, text, feeds):
        register_widget(builder.__name__, builder)
