"""People as both interfaces tell of them."""

from coranto.accounts.models import User


def roles_of(user: User) -> list[str]:
    """The roles by their names."""
    own = ["administrator"] if user.is_superuser else []
    return [*own, *user.groups.order_by("name").values_list("name", flat=True)]
