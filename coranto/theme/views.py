"""What the theme draws at request: the owner's accent colour, and pictures of people without one."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from coranto.core import made_of
from coranto.core.accents import accent_stylesheet
from coranto.core.avatars import avatar_etag, avatar_svg
from coranto.publication.current import public_page
from coranto.publication.site_context import site_context

YEAR = 31_536_000
DRAWING_ONLY = {"default-src": [NONE], **dict.fromkeys(("img-src", "frame-src", "object-src", "base-uri"))}
"""A drawing loads nothing; the rest of the policy would be four times its size."""


@require_safe
def show_accent(request: HttpRequest, colour: str) -> HttpResponse:
    """The stylesheet for the accent ``colour`` (six hexadecimal digits)."""
    try:
        response = HttpResponse(accent_stylesheet(f"#{colour}"), content_type="text/css; charset=utf-8")
    except ValueError as error:
        raise Http404(str(error)) from error
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


@public_page
def show_sidebar(request: HttpRequest) -> HttpResponse:
    """The sidebar alone, as it is put into pages that are kept without it."""
    response = render(request, "theme/sidebar_alone.html", {"site": site_context(request)})
    response["X-Robots-Tag"] = "noindex"
    made_of.keep(exactly=True)
    return response


@require_safe
@csp_replace(DRAWING_ONLY)  # type: ignore[untyped-decorator]  # the package carries no types
@condition(etag_func=lambda request, key: avatar_etag(key))
def show_avatar(request: HttpRequest, key: str) -> HttpResponse:
    """The drawing for ``key``."""
    response = HttpResponse(avatar_svg(key), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=YEAR)
    return response
