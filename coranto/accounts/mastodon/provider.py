"""Mastodon as allauth knows it. There is no one app: each server has its own, kept in ``MastodonServer``."""

from typing import Any

from allauth.socialaccount.providers.base import Provider, ProviderAccount
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from coranto.accounts.mastodon.servers import Account, authorize_url
from coranto.accounts.models import MastodonServer


class MastodonAccount(ProviderAccount):
    """An account that was signed in with."""

    def to_str(self) -> str:
        """``@name@server``."""
        extra = self.account.extra_data
        return f"@{extra.get('username', '')}@{extra.get('server', '')}"


class MastodonProvider(Provider):
    """Any Mastodon server."""

    id = "mastodon"
    name = "Mastodon"
    account_class = MastodonAccount
    uses_apps = False
    supports_redirect = True

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send the reader to the server that ``server`` names."""
        server: MastodonServer = kwargs["server"]
        state = self.stash_redirect_state(request, process, next_url, data, server=server.host)
        return HttpResponseRedirect(authorize_url(server, state))

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Signing in begins in the form to comment, where the server is named."""
        return "/"

    def extract_uid(self, data: Account) -> str:
        """The number of the account there, and the server: names there may change hands."""
        return f"{data.number}@{data.host}"

    def extract_extra_data(self, data: Account) -> dict[str, str]:
        """What is kept."""
        return {"username": data.username, "server": data.host}

    def extract_common_fields(self, data: Account) -> dict[str, str]:
        """Name and display name; Mastodon gives no e-mail address."""
        return {"username": data.username, "name": data.name}
