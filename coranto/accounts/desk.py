"""The screens of the people who can sign in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from coranto.accounts.actions import make_sign_in_link
from coranto.accounts.forms import NewPersonForm, PersonForm
from coranto.accounts.models import User
from coranto.core.desk_screen import needs


def show_link(request: HttpRequest, user: User) -> None:
    """Make a sign-in link and show it, this once."""
    secret = make_sign_in_link(user=user, at=timezone.now())
    url = f"{settings.PUBLIC_URL}{reverse('accounts:sign_in_link', args=[secret])}"
    text = _("Give %(name)s this link. It signs them in once, within a day, to choose a password or passkey: %(url)s")
    messages.success(request, text % {"name": user.shown_name, "url": url})


class NewPersonView(CreateView):
    """Somebody new, and their first sign-in link."""

    def run_after_hook(self) -> Any:
        """Show the link."""
        show_link(self.request, self.object)
        return super().run_after_hook()


class PersonView(EditView):
    """Somebody known."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's, with one for a new link."""
        buttons = list(super().header_more_buttons)
        attrs = {
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": reverse("accounts_desk:link", args=[self.object.pk]),
        }
        if self.object.is_active:
            buttons.append(Button(_("New sign-in link"), icon_name="key", attrs=attrs, priority=5))
        if self.request.user.is_superuser:
            url = reverse("accounts_desk:application_passwords_of", args=[self.object.pk])
            buttons.append(Button(_("Application passwords"), url=url, icon_name="key", priority=6))
        return buttons


class UserViewSet(WagtailUserViewSet):
    """Wagtail's, with our forms."""

    add_view_class = NewPersonView
    edit_view_class = PersonView

    def get_form_class(self, for_update: bool = False) -> type:
        """Forms without a password."""
        return PersonForm if for_update else NewPersonForm


@needs("accounts.change_user")
@require_POST
def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one-time link for somebody who lost their password or key. Only administrators vouch for administrators."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    if user.is_superuser and not request.user.is_superuser:
        messages.error(request, _("Only an administrator can make a link for an administrator."))
    else:
        show_link(request, user)
    return redirect("wagtailusers_users:edit", pk)
