"""The desk's screens of application passwords: one's own, and for administrators those of others."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from coranto.accounts.application_passwords import (
    MOST_PER_PERSON,
    make_application_password,
    revoke_application_password,
)
from coranto.accounts.forms import ApplicationPasswordForm
from coranto.accounts.models import ApplicationPassword, User
from coranto.accounts.signed_in import signed_in
from coranto.core.desk_screen import show_screen

TEMPLATE = "accounts/desk/application_passwords.html"


@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def own_passwords(request: HttpRequest) -> HttpResponse:
    """One's own, and the form for one more, which answers with it."""
    user = signed_in(request)
    form = ApplicationPasswordForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _screen(request, user, form=form)
    if user.application_passwords.count() >= MOST_PER_PERSON:
        form.add_error("name", _("You have too many. Revoke those that are no longer used."))
        return _screen(request, user, form=form)
    secret = make_application_password(user=user, name=form.cleaned_data["name"], at=timezone.now(), by=user)
    return _screen(request, user, form=ApplicationPasswordForm(), secret=secret)


@never_cache
@require_safe
def passwords_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else's, to be revoked."""
    user = signed_in(request)
    if not user.is_superuser:
        raise PermissionDenied
    return _screen(request, get_object_or_404(User, pk=pk))


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own; administrators may end everybody's."""
    user = signed_in(request)
    rows = ApplicationPassword.objects.select_related("user")
    row = get_object_or_404(rows if user.is_superuser else rows.filter(user=user), pk=pk)
    revoke_application_password(password=row, by=user)
    messages.success(request, _("“%(name)s” is revoked and opens nothing any more.") % {"name": row.name})
    if row.user_id == user.pk:
        return redirect("accounts_desk:application_passwords")
    return redirect("accounts_desk:application_passwords_of", row.user_id)


def _screen(request: HttpRequest, owner: User, **context: Any) -> HttpResponse:
    is_own = owner.pk == request.user.pk
    title = _("Application passwords")
    crumbs = [(reverse("wagtailadmin_account"), _("Account"))]
    if not is_own:
        crumbs = [(reverse("wagtailusers_users:edit", args=[owner.pk]), owner.shown_name)]
    shown = {"owner": owner, "is_own": is_own, "passwords": owner.application_passwords.all(), **context}
    return show_screen(request, TEMPLATE, title=title, icon="key", crumbs=crumbs, **shown)
