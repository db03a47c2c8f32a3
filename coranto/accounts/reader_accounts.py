"""Readers with accounts: where somebody signed in, said in words."""

from allauth.socialaccount.models import SocialAccount

from coranto.accounts.models import User
from coranto.accounts.sign_in_ways import name_of_way


def provider_name(user: User) -> str:
    """The name of the place where somebody signed in last: ``GitHub``; nothing for an account of this site."""
    account = SocialAccount.objects.filter(user=user).order_by("-last_login", "-pk").first()
    if account is None:
        return ""
    return str(account.extra_data.get("server", "")) or name_of_way(account.provider) or account.provider
