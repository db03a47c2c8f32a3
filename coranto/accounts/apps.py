"""The app's place in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts: users and roles."""

    name = "coranto.accounts"
    verbose_name = "Accounts"
