"""This app's part of the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from coranto.posts.models import Post
from coranto.publication.desk.first_steps import offer_step
from coranto.wordpress.desk.views import RIGHT, recent_runs


def may_begin(user: Any) -> bool:
    """Whether the first thing to do here is to bring a site in."""
    return bool(user.has_perm(RIGHT)) and not Post.objects.exists()


offer_step("import_desk:imports", _("Import from WordPress"), may_begin, 5)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    return [path("", include("coranto.wordpress.desk.urls"))]


class ImportItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(RIGHT)


@hooks.register("register_settings_menu_item")
def import_item() -> MenuItem:
    """The way to the import."""
    return ImportItem(_("Import"), reverse("import_desk:imports"), icon_name="download", order=20)


class ImportsPanel(Component):
    """The imports of the last month."""

    name, order = "imports", 160
    template_name = "wordpress/desk/home_imports.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """At one query."""
        return {"runs": recent_runs(at=timezone.now())}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For administrators."""
    if request.user.has_perm(RIGHT):
        panels.append(ImportsPanel())
