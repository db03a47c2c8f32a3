"""This app's part of the desk."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from coranto.media.desk.attachments import RIGHT


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    return [path("", include("coranto.media.desk.urls"))]


class AttachmentsItem(MenuItem):
    """Shown to those who may change attachments."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_menu_item")
def attachments_item() -> MenuItem:
    """The way to the attachments."""
    return AttachmentsItem(_("Attachments"), reverse("media_desk:attachments"), icon_name="doc-full-inverse", order=450)
