"""Signing in by a one-time link."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coranto.accounts.actions import usable_link, use_sign_in_link


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button, and sign in when it is pressed: a mail scanner that only looks at the link does not spend it."""
    now = timezone.now()
    if request.method == "POST":
        user = use_sign_in_link(secret=secret, at=now)
        if user is not None:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("wagtailadmin_home")
    link = usable_link(secret=secret, at=now)
    status = 200 if link else 410
    response = render(request, "accounts/sign_in_link.html", {"link": link}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    return response
