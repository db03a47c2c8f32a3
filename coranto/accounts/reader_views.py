"""Signing readers in by the link in a mail."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coranto.accounts.policy import BY_LINK
from coranto.accounts.reader_links import usable_reader_link, use_reader_link

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_reader(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button, and sign in when it is pressed: a mail scanner that only looks does not spend the link."""
    now = timezone.now()
    used = use_reader_link(secret=secret, at=now) if request.method == "POST" else None
    if used is not None:
        user, way_back = used
        login(request, user, backend=BACKEND)
        request.session[BY_LINK] = now.timestamp()
        is_ours = way_back.startswith("/") and url_has_allowed_host_and_scheme(way_back, allowed_hosts=None)
        return HttpResponseRedirect(way_back if is_ours else "/")
    link = usable_reader_link(secret=secret, at=now)
    response = render(request, "accounts/reader_link.html", {"link": link}, status=200 if link else 410)
    response["Referrer-Policy"] = "same-origin"  # none at all would make the browser hide where the form comes from
    return response
