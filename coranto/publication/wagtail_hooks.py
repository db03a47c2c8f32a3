"""The desk's frame: its look, its menu, the dashboard; and this app's screens."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from coranto.publication.desk.navigation import NavigationGroup

HIDDEN = {"help", "snippets"}
HIDDEN_SETTINGS = {"sites"}
LAST = 1000


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    """Our look."""
    return format_html('<link rel="stylesheet" href="{}">', static("publication/desk.css"))


@hooks.register("construct_main_menu", order=LAST)
def trim_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what leads to Wagtail's own sites, and reports for those who may not see everybody's drafts."""
    hidden = HIDDEN | (set() if request.user.has_perm("posts.change_post") else {"reports"})
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_settings_menu", order=LAST)
def trim_settings(request: HttpRequest, items: list[Any]) -> None:
    """There is one site."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


@hooks.register("construct_homepage_panels", order=LAST)
def only_own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """The panels of our apps, in order; Wagtail's are about pages."""
    own = (panel for panel in panels if not type(panel).__module__.startswith("wagtail."))
    panels[:] = sorted(own, key=lambda panel: panel.order)


@hooks.register("construct_homepage_summary_items", order=LAST)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """No counts of pages and images."""
    items.clear()


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    return [path("", include("coranto.publication.desk.urls"))]


@hooks.register("register_admin_viewset")
def navigation() -> NavigationGroup:
    """Menus and blogroll."""
    return NavigationGroup()


class PublicationItem(MenuItem):
    """Shown to those who may change the settings."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm("publication.change_publication")


@hooks.register("register_settings_menu_item")
def publication_item() -> MenuItem:
    """The way to the settings of the weblog."""
    return PublicationItem(_("Publication"), reverse("publication_desk:settings"), icon_name="cogs", order=1)
