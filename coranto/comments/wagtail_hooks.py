"""This app's part of the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from coranto.accounts.signed_in import signed_in
from coranto.comments.desk import blocks, filter_page, log, one, queue, rules, why
from coranto.comments.desk.at_home import CommentsPanel
from coranto.comments.desk.personal import show_personal
from coranto.comments.policy import MODERATE, OWN_ONLY


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


@hooks.register("register_admin_urls")
def comment_urls() -> list[URLPattern | URLResolver]:
    """The moderators' desk."""
    own = [
        path("comments/", queue.comments, name="comments"),
        path("comments/act/", queue.act, name="act"),
        path("comments/<int:pk>/", one.comment, name="comment"),
        path("comments/<int:pk>/reply/", one.reply, name="reply"),
        path("comments/<int:pk>/edit/", one.edit, name="edit"),
        path("comments/<int:pk>/why/", why.why, name="why"),
        path("comments/<int:pk>/teach/", why.teach, name="teach"),
        path("comments/filter/", filter_page.show_filter, name="filter"),
        path("comments/filter/recheck/", filter_page.recheck, name="recheck"),
        path("comments/rules/", rules.change_rules, name="rules"),
        path("comments/log/", log.log, name="log"),
        path("comments/log/<int:pk>/undo/", log.undo, name="undo"),
        path("comments/blocks/", blocks.blocks, name="blocks"),
        path("comments/blocks/<int:pk>/lift/", blocks.lift, name="lift"),
    ]
    return [path("", include((own, "comments_desk")))]


class RulesItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(rules.RIGHT)


@hooks.register("register_settings_menu_item")
def rules_item() -> MenuItem:
    """The way to the rules."""
    return RulesItem(_("Rules of the discussion"), reverse_lazy("comments_desk:rules"), icon_name="comment", order=890)


class CommentsItem(MenuItem):
    """Shown to those who may decide on comments."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(MODERATE) or request.user.has_perm(OWN_ONLY)


@hooks.register("register_admin_menu_item")
def comments_item() -> MenuItem:
    """The way to the comments."""
    return CommentsItem(_("Comments"), reverse_lazy("comments_desk:comments"), icon_name="comment", order=115)


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits, for those who may decide on it."""
    user = signed_in(request)
    if user.has_perm(MODERATE) or user.has_perm(OWN_ONLY):
        panels.append(CommentsPanel(user))
