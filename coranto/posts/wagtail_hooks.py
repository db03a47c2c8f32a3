"""This app's part of the desk."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from coranto.posts.models import Post
from coranto.posts.policy import PostPermissionPolicy

register_permission_policy(Post, PostPermissionPolicy(Post))

from coranto.posts.desk.viewsets import FilingGroup, PostViewSet  # noqa: E402 - after the policy is known

register_snippet(PostViewSet)
register_snippet(FilingGroup)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Our own screens."""
    return [path("", include("coranto.posts.desk.urls"))]
