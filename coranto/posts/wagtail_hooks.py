"""This app's part of the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from coranto.posts.models import Post
from coranto.posts.policy import PostPermissionPolicy
from coranto.publication.desk.first_steps import offer_step

register_permission_policy(Post, PostPermissionPolicy(Post))

from coranto.posts.desk.bulk import TOGETHER  # noqa: E402 - after the policy is known
from coranto.posts.desk.filing import FilingGroup  # noqa: E402
from coranto.posts.desk.own_buttons import PublishOwn, WithdrawOwn  # noqa: E402
from coranto.posts.desk.panels_at_home import post_panels  # noqa: E402
from coranto.posts.desk.post_screens import PostViewSet  # noqa: E402

register_snippet(PostViewSet)
register_snippet(FilingGroup)
for together in TOGETHER:
    hooks.register("register_bulk_action", together, order=10)  # after Wagtail's own, which some replace


offer_step("wagtailsnippets_posts_post:add", _("New post"), lambda user: user.has_perm("posts.write_own_post"), 10)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    return [path("", include("coranto.posts.desk.urls"))]


@hooks.register("register_snippet_action_menu_item", order=10)
def publish_own(model: type) -> Any:
    """The button that publishes, for those who may publish their own posts only."""
    return PublishOwn(order=30) if model is Post else None


@hooks.register("register_snippet_action_menu_item", order=11)
def withdraw_own(model: type) -> Any:
    """The button that unpublishes, for the same people."""
    return WithdrawOwn(order=20) if model is Post else None


class ReviewItem(MenuItem):
    """Shown to those who may review attributions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm("posts.change_attribution")


@hooks.register("register_admin_menu_item")
def review_item() -> MenuItem:
    """The way to the review of attributions."""
    return ReviewItem(_("Attributions"), reverse("posts_desk:attributions"), icon_name="openquote", order=110)


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for the person."""
    panels.extend(post_panels(request.user))
