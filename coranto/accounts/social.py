"""Readers who come with an account from elsewhere."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from coranto.accounts.models import User
from coranto.core.strangers_text import tidy_line

LONGEST_NAME = 250


class SocialAdapter(DefaultSocialAccountAdapter):
    """Everybody may come; nobody becomes somebody who is here already by claiming an address."""

    def get_app(self, request: HttpRequest, provider: Any, client_id: str | None = None) -> SocialApp:
        """The owner's account with a provider; 404 where there is none, so that its addresses are not there."""
        try:
            found: SocialApp = super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as error:
            raise Http404("The owner has not set this provider up.") from error
        return found

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever the owner's providers vouch for may have an account, which reaches nothing but the discussion."""
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """There is nothing more to ask."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Keep only addresses that the provider has verified and that are nobody else's."""
        if sociallogin.is_existing:
            return
        own = [address for address in sociallogin.email_addresses if address.verified and is_free(address.email)]
        sociallogin.email_addresses[:] = own
        sociallogin.user.email = own[0].email if own else ""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """The name that is shown: the person's own, else the one they go by there."""
        user: User = super().populate_user(request, sociallogin, data)
        parts = (str(data.get(key) or "") for key in ("first_name", "last_name"))
        name = str(data.get("name") or "") or " ".join(parts).strip() or str(data.get("username") or "")
        user.display_name = tidy_line(name)[:LONGEST_NAME]
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: object = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Whatever went wrong there: back to the form with everything that was typed."""
        way_back = ((extra_context or {}).get("state") or {}).get("next", "")
        if way_back.startswith("/") and url_has_allowed_host_and_scheme(way_back, allowed_hosts=None):
            path, hash_mark, fragment = way_back.partition("#")
            mark = "&" if "?" in path else "?"
            raise ImmediateHttpResponse(HttpResponseRedirect(f"{path}{mark}sign-in=failed{hash_mark}{fragment}"))


def is_free(email: str) -> bool:
    """Whether no account has the address."""
    taken = User.objects.filter(email__iexact=email).exists()
    return not taken and not EmailAddress.objects.filter(email__iexact=email).exists()
