"""What Django tells this app."""

from typing import Any

from coranto.accounts.grants import grant_roles


def after_migration(sender: object, **kwargs: Any) -> None:
    """All apps have their permissions now."""
    grant_roles()
