"""Keeping people to the posts that are theirs, at every screen of the desk that is about one post."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from coranto.posts.models import Post
from coranto.posts.policy import is_own, sees_all_posts

View = Callable[..., HttpResponse]


def only_visible(view: View) -> View:
    """Refuse a screen about a post that the person does not see: Wagtail itself asks only for rights on the kind."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = kwargs.get("pk")
        if key is not None and not sees_all_posts(request.user):
            post = Post.objects.select_related("author").filter(pk=unquote(str(key))).first()
            if post is not None and not is_own(request.user, post):
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def only_unless_public(view: View) -> View:
    """Refuse to change or withdraw a published post to those who may not publish."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and kwargs.get("pk") is not None and not may_publish(request):
            post = Post.objects.filter(pk=unquote(str(kwargs["pk"]))).only("live").first()
            if post is not None and post.live:
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def may_publish(request: HttpRequest) -> bool:
    """Whether the person may publish, all posts or their own."""
    return request.user.has_perm("posts.publish_post") or request.user.has_perm("posts.publish_own_post")
