"""Redirects to the one address of a thing, as WordPress makes them: permanent, the query string kept."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from coranto.publication.addresses import absolute

REDIRECTED_BY = "Coranto"


def moved(request: HttpRequest, path: str, *, drop: frozenset[str] = frozenset(), page: int = 0) -> HttpResponse:
    """301 to ``path`` with the query string of the request, but for the fields in ``drop``; ``page`` as ``paged``."""
    query = request.GET.copy()
    for name in drop:
        query.pop(name, None)
    if page:
        query["paged"] = str(page)
    asked = request.META.get("QUERY_STRING", "") if not drop and not page else query.urlencode().replace("+", "%20")
    fragment = ""
    if "#" in path:
        path, fragment = path.split("#", 1)
    url = absolute(path) + (f"?{quote(asked, safe=QUERY_SAFE)}" if asked else "") + (f"#{fragment}" if fragment else "")
    response = HttpResponsePermanentRedirect(url)
    response["X-Redirect-By"] = REDIRECTED_BY
    return response


QUERY_SAFE = "/?:@!$&'()*+,;=-._~%[]"


def is_untidy(asked: str, path: str) -> bool:
    """Whether the asked path leads to ``path`` by a detour that WordPress redirects: doubled slashes, a missing slash.

    Neither another case of letters nor dates without leading zeros count: WordPress answers those.
    """
    return "//" in asked or (asked.endswith("/") != path.endswith("/") and asked != "/")
