"""What is different below ``/desk/``: a looser policy for scripts, the publication's clock, and closed reports."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.users.models import UserProfile

from coranto.publication.current import publication_of

DESK = "/desk/"
REPORTS = f"{DESK}reports/"
ACCOUNT = f"{DESK}account/"
SEES_ALL_POSTS = "posts.change_post"
POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:", *settings.MEDIA_ORIGINS],
    "object-src": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
}
"""Wagtail's screens run scripts and styles in the page. Nothing comes from another host here either."""

Answer = Callable[[HttpRequest], HttpResponse]


def desk_frame(get_response: Answer) -> Answer:
    """Django middleware; to stand after the one that knows the user."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DESK):
            return get_response(request)
        if request.path_info.startswith(REPORTS) and not request.user.has_perm(SEES_ALL_POSTS):
            return refuse_reports(request)
        set_clock(request)
        response = get_response(request)
        response._csp_replace = POLICY  # type: ignore[attr-defined]  # django-csp's way to say it for one answer
        return response

    return answer


def set_clock(request: HttpRequest) -> None:
    """Show times as the publication dates its posts, unless the person chose a zone of their own.

    Wagtail asks the person's profile, which falls back to the server's zone. On the screen where the profile itself is
    changed it is left alone.
    """
    if not request.user.is_authenticated or request.path_info.startswith(ACCOUNT):
        return
    user: Any = request.user  # Wagtail hangs the profile on it
    if getattr(user, "wagtail_userprofile", None) is None:
        user.wagtail_userprofile = UserProfile.get_for_user(user)
    profile = user.wagtail_userprofile
    if not profile.current_time_zone:
        profile.current_time_zone = publication_of(request).time_zone


def refuse_reports(request: HttpRequest) -> HttpResponse:
    """Wagtail's reports list everybody's drafts by title, and ask only for any right on posts."""
    refused: HttpResponse = permission_denied(request)
    return refused
