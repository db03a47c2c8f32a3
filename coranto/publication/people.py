"""Whether the person who asks may see more than the public. Asks for the user only where a session may be."""

from django.conf import settings
from django.http import HttpRequest

from coranto.publication.personal import mark_personal

SEES_ALL = "posts.change_post"


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in. A request without a session cookie is answered without looking."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return False
    mark_personal(request)
    return True


def is_editor(request: HttpRequest) -> bool:
    """Whether the person may see private posts: one who may change any post."""
    return is_signed_in(request) and request.user.has_perm(SEES_ALL)
