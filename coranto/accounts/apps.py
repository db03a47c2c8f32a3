"""The app's place in Django."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Accounts: users and roles."""

    name = "coranto.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Have the roles granted when the last app has made its permissions."""
        from coranto.accounts.receivers import after_migration

        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(after_migration, sender=last, dispatch_uid="coranto.accounts.roles")
