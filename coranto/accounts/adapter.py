"""How allauth behaves here."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sites.models import Site
from django.http import HttpRequest
from django.urls import reverse

from coranto.accounts.policy import came_by_link

DESK = "wagtailadmin.access_admin"


class AccountAdapter(DefaultAccountAdapter):
    """Staff are made by the owner. Readers come by other doors (``social``, ``reader_links``), not by a form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No public sign-up."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Readers have nothing to do at the desk."""
        return str(super().get_login_redirect_url(request)) if request.user.has_perm(DESK) else "/"

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask for a password or key again before sensitive changes, unless there is none yet, or a link vouches."""
        request = self.request
        if request is not None and (came_by_link(request) or not self.get_reauthentication_methods(request.user)):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the page of one's own account."""
        return reverse("mfa_index")

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Not where an address that nobody proved would take the place of the account's own."""
        others = EmailAddress.objects.filter(user=email_address.user_id).exclude(pk=email_address.pk)
        is_own = email_address.email.casefold() == email_address.user.email.casefold()
        if is_own and others.exists() and not others.filter(verified=True).exists():
            return False
        return bool(super().can_delete_email(email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """With the site's name and addresses: allauth has names of its own, and takes the host that a request names."""
        ours = {name: of_the_site(str(value)) for name, value in context.items() if name.endswith("_url")}
        site = Site(domain=settings.PUBLIC_HOST, name=settings.PUBLIC_HOST)
        super().send_mail(template_prefix, email, {**context, **ours, "current_site": site})


def of_the_site(url: str) -> str:
    """The page of an address at the site's public one. allauth's addresses have no query."""
    return settings.PUBLIC_URL + urlsplit(url).path
