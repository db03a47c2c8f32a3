"""Where the form of a protected post is sent, at WordPress's own address."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coranto.posts.passwords import LONGEST, remember_password
from coranto.publication.rendering import keep_away_from_caches

SIGN_IN = "account_login"


@csrf_exempt  # pages are kept by caches, so no token can stand in the form; all it does is set a cookie of the sender's
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Remember the password that was typed and go back to the post. Anything else that asks here may sign in."""
    if request.method != "POST" or request.GET.get("action") != "postpass":
        return HttpResponseRedirect(resolve_url(SIGN_IN))
    response = HttpResponseRedirect(_way_back(request))
    password = request.POST.get("post_password", "")
    if password and len(password) <= LONGEST:
        remember_password(request, response, password)
    keep_away_from_caches(response)
    return response


def _way_back(request: HttpRequest) -> str:
    """Where the form stood: named in it, or the page that sent it; never another site."""
    asked = request.POST.get("redirect_to", "") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(asked)
    path = parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else "/"
    return f"{path}?{parts.query}" if parts.query else path
