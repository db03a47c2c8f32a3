"""Turning a page's context into the answer, in one way for all public pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coranto.publication.contexts import HeadContext
from coranto.publication.head import add_head_to_response
from coranto.publication.site_context import site_context

PERSONAL = "_coranto_is_personal"
FOR_ONE_READER = "private, no-cache, max-age=0"
NEVER_KEPT = "no-cache, must-revalidate, max-age=0, no-store, private"


def render_page(
    request: HttpRequest, template: str, *, page: object, head: HeadContext, status: int = 200, **more: Any
) -> HttpResponse:
    """The page in the owner's theme, with WordPress's headers. ``more`` are further variables, such as ``thread``."""
    context = {"site": site_context(request), "head": head, "page": page, **more}
    response = render(request, template, context, status=status)
    add_head_to_response(response, head)
    if status >= 400:
        keep_away_from_caches(response)
    elif getattr(request, PERSONAL, False):
        response["Cache-Control"] = FOR_ONE_READER
    return response


def mark_personal(request: HttpRequest) -> None:
    """Say that the page being made is for this reader only, so that no shared cache keeps it."""
    setattr(request, PERSONAL, True)


def keep_away_from_caches(response: HttpResponse) -> None:
    """Say that nobody may keep this answer, in the words that WordPress uses."""
    response["Expires"] = "Wed, 11 Jan 1984 05:00:00 GMT"
    response["Cache-Control"] = NEVER_KEPT
