"""Keeping people to the posts that are theirs, at every screen of the desk that is about one post."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from coranto.posts.models import Post
from coranto.posts.policy import is_own, sees_all_posts

View = Callable[..., HttpResponse]
READING = frozenset({"PostIndexView", "UsageView", "HistoryView", "RevisionsCompareView", "PreviewRevisionView"})
"""Wagtail's views that change nothing."""


def guarded(view: View, name: str) -> View:
    """Refuse a screen about a post that is not the person's to see, or to change: Wagtail asks only for the kind.

    ``name`` is that of the view's class. A post in the bin has no other screen than the bin.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = kwargs.get("pk")
        post = Post.objects.select_related("author").filter(pk=unquote(str(key))).first() if key is not None else None
        if post is not None:
            if not sees_all_posts(request.user) and not is_own(request.user, post):
                raise PermissionDenied
            if refusal := _refusal(request, post, name):
                messages.error(request, refusal)
                return redirect("wagtailsnippets_posts_post:list")
        return view(request, *args, **kwargs)

    return answer


def _refusal(request: HttpRequest, post: Post, name: str) -> str:
    if post.binned_at:
        return _("“%(post)s” is in the bin. Take it out to work on it.") % {"post": post}
    if name not in READING and post.live and not may_publish(request.user):
        return _("“%(post)s” is public. Ask an editor to change it.") % {"post": post}
    return ""


def may_publish(user: Any) -> bool:
    """Whether the person may publish, all posts or their own."""
    return bool(user.has_perm("posts.publish_post") or user.has_perm("posts.publish_own_post"))


def post_or_refusal(request: HttpRequest, pk: int, action: str) -> Post:
    """The post, if the person may do this with it; else 403, or 404 where there is none."""
    post: Post = get_object_or_404(Post.objects.select_related("author"), pk=pk)
    if not policy_registry.get(post).user_has_permission_for_instance(request.user, action, post):
        raise PermissionDenied
    return post
