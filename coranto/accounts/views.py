"""Signing in by a one-time link, and choosing how to sign in from then on."""

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coranto.accounts.actions import usable_link, use_sign_in_link
from coranto.accounts.policy import BY_LINK, has_way_in, may_choose_password
from coranto.accounts.signed_in import signed_in


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button, and sign in when it is pressed: a mail scanner that only looks at the link does not spend it."""
    now = timezone.now()
    if request.method == "POST":
        user = use_sign_in_link(secret=secret, at=now)
        if user is not None:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            request.session[BY_LINK] = now.timestamp()
            return redirect("accounts:ways_in")
    link = usable_link(secret=secret, at=now)
    status = 200 if link else 410
    response = render(request, "accounts/sign_in_link.html", {"link": link}, status=status)
    response["Referrer-Policy"] = "same-origin"  # none at all would make the browser hide where the form comes from
    return response


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ways_in(request: HttpRequest) -> HttpResponse:
    """Choose a password, or go on to add a passkey: a one-time link works once."""
    user = signed_in(request)
    if not may_choose_password(request):
        return redirect("mfa_index")
    form = SetPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        request.session.pop(BY_LINK, None)
        messages.success(request, _("Your password is set. You sign in as “%(name)s”.") % {"name": user.get_username()})
        return redirect("wagtailadmin_home")
    return render(request, "accounts/ways_in.html", {"form": form, "has_way_in": has_way_in(user)})
