"""This app's part of the desk."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from coranto.comments.desk.personal import show_personal


@hooks.register("register_admin_urls")
def personal_urls() -> list[URLPattern | URLResolver]:
    """The screen on what is kept about an address."""
    own = [path("comments/personal/", show_personal, name="personal")]
    return [path("", include((own, "comments_personal")))]


class PersonalItem(MenuItem):
    """Shown to those who may erase."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm("comments.delete_comment")


@hooks.register("register_settings_menu_item")
def personal_item() -> MenuItem:
    """The way to the screen."""
    return PersonalItem(_("Personal data"), reverse_lazy("comments_personal:personal"), icon_name="user", order=900)
