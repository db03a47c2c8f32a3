"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Staff are made by the owner; nobody opens an account on their own until reader accounts exist."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No public sign-up."""
        return False
