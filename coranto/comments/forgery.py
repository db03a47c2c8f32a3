"""Whether a request to write was sent by a page of another site.

Guests have no session, so nobody could borrow their authority; still browsers say where a form was sent from, and what
comes from elsewhere is not taken. Whoever is signed in must bring Django's token as well.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token

from coranto.posts.contexts import HiddenField
from coranto.publication.people import is_signed_in

TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105 - the name of Django's field


class _Check(CsrfViewMiddleware):
    """Django's check, asked by hand: it names the reason instead of answering."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def is_forged(request: HttpRequest) -> bool:
    """Whether another site sent the form, or somebody's browser without its owner's will."""
    if comes_from_elsewhere(request):
        return True
    if not is_signed_in(request):
        return False
    check: Any = _Check(lambda request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, is_forged, (), {}) is not None


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another site sent it."""
    site: str = request.META.get("HTTP_SEC_FETCH_SITE", "")
    if site in {"same-origin", "none"}:
        return False
    origin: str = request.META.get("HTTP_ORIGIN", "")
    if not origin:
        return site == "cross-site"
    return origin.partition("://")[2] not in {request.get_host(), settings.PUBLIC_HOST}


def token_fields(request: HttpRequest) -> tuple[HiddenField, ...]:
    """Django's token, for forms of somebody signed in; nothing (and no cookie) for others."""
    return (HiddenField(name=TOKEN_FIELD, value=get_token(request)),) if is_signed_in(request) else ()
