"""Turning a page's context into the answer, in one way for all public pages."""

from hashlib import blake2b
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from coranto.core import made_of
from coranto.publication.contexts import HeadContext
from coranto.publication.head import add_head_to_response
from coranto.publication.personal import is_personal
from coranto.publication.site_context import site_context

FOR_ONE_READER = "private, no-cache, max-age=0"
PLAYER = b" data-embed-src="
NEVER_KEPT = "no-cache, must-revalidate, max-age=0, no-store, private"


def render_page(
    request: HttpRequest, template: str, *, page: object, head: HeadContext, status: int = 200, **more: Any
) -> HttpResponse:
    """The page in the owner's theme, with WordPress's headers. ``more`` are further variables, such as ``thread``."""
    context = {"site": site_context(request), "head": head, "page": page, **more}
    if status < 400 and not is_personal(request):
        made_of.take_parts()
    response = render(request, template, context, status=status)
    add_head_to_response(response, head)
    allow_only_own_frames(response)
    if status >= 400:
        keep_away_from_caches(response)
        return response
    if is_personal(request):
        response["Cache-Control"] = FOR_ONE_READER
    else:
        made_of.keep()
    return unless_known(request, response)


def allow_only_own_frames(response: HttpResponse) -> None:
    """Where no player of another site can be asked for, the policy need not name forty of them: 800 bytes a page."""
    if PLAYER not in response.content:
        response._csp_replace = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # django-csp's way for one answer


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with an entity tag of what is in it; 304 for whoever has it already."""
    response["ETag"] = etag = f'W/"{blake2b(response.content, digest_size=12).hexdigest()}"'
    answer = get_conditional_response(request, etag=etag, response=response)
    return response if answer is None else answer


def keep_away_from_caches(response: HttpResponse) -> None:
    """Say that nobody may keep this answer, in the words that WordPress uses."""
    response["Expires"] = "Wed, 11 Jan 1984 05:00:00 GMT"
    response["Cache-Control"] = NEVER_KEPT
