"""Who is signed in, where a screen is open to such people only."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from coranto.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person; refuses where there is none."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
