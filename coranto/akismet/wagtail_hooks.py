"""This app's part of the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from coranto.akismet.desk import outside
from coranto.akismet.desk.sites import RIGHT, act, change_site, sites


@hooks.register("register_admin_urls")
def akismet_urls() -> list[URLPattern | URLResolver]:
    """The sites that are served."""
    own = [
        path("akismet/outside/", outside.choose, name="outside"),
        path("akismet/", sites, name="sites"),
        path("akismet/<int:pk>/", change_site, name="site"),
        path("akismet/<int:pk>/act/", act, name="act"),
    ]
    return [path("", include((own, "akismet_desk")))]


class SitesItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(RIGHT)


@hooks.register("register_settings_menu_item")
def sites_item() -> MenuItem:
    """The way to the sites that are served."""
    return SitesItem(_("Spam filter for other sites"), reverse_lazy("akismet_desk:sites"), icon_name="key", order=910)


class OutsideItem(MenuItem):
    """Likewise."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(outside.RIGHT)


@hooks.register("register_settings_menu_item")
def outside_item() -> MenuItem:
    """The way to the choice of who judges comments."""
    return OutsideItem(_("Who judges comments"), reverse_lazy("akismet_desk:outside"), icon_name="warning", order=905)


@hooks.register("construct_homepage_panels")
def add_problem(request: HttpRequest, panels: list[Any]) -> None:
    """What is wrong with the other server, for those who decide on comments."""
    if request.user.has_perm("comments.change_comment"):
        panels.append(outside.ProblemPanel())
