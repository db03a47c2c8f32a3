"""Whether the person who asks may see more than the public. Asks for the user only where a session may be."""

from django.conf import settings
from django.http import HttpRequest

SEES_ALL = "posts.change_post"


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in. A request without a session cookie is answered without looking."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and bool(request.user.is_authenticated)


def is_editor(request: HttpRequest) -> bool:
    """Whether the person may see private posts: one who may change any post."""
    return is_signed_in(request) and request.user.has_perm(SEES_ALL)
