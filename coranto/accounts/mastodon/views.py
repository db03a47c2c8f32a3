"""Coming back from a Mastodon server."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login, render_authentication_error
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from coranto.accounts.mastodon.provider import MastodonProvider
from coranto.accounts.mastodon.servers import NoServer, account_behind
from coranto.accounts.models import MastodonServer


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Sign the reader in, or lead back to the form where that failed."""
    provider: MastodonProvider = get_adapter(request).get_provider(request, MastodonProvider.id)
    try:
        state = provider.unstash_redirect_state(request, request.GET.get("state", ""))
    except PermissionDenied:
        return failed(request, provider, {}, None)
    server = MastodonServer.objects.filter(host=state.get("server", "")).first()
    code = request.GET.get("code", "")
    if server is None or not code:
        return failed(request, provider, state, None)
    try:
        account = account_behind(server, code)
    except NoServer as error:
        return failed(request, provider, state, error)
    found: SocialLogin = provider.sociallogin_from_response(request, account)
    found.state = state
    try:
        answer: HttpResponse = complete_social_login(request, found)
    except ImmediateHttpResponse as instead:
        answer = instead.response
    return answer


def failed(
    request: HttpRequest, provider: MastodonProvider, state: dict[str, object], error: Exception | None
) -> HttpResponse:
    """Say so; the adapter leads back to the form."""
    answer: HttpResponse = render_authentication_error(
        request, provider, error=AuthError.UNKNOWN, exception=error, extra_context={"state": state}
    )
    return answer
