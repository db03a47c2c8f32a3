"""Decisions on accounts."""

import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from coranto.accounts.models import User

BY_LINK = "signed_in_by_link"
"""The session's key for the moment at which a one-time link signed the person in."""
LINK_COUNTS = datetime.timedelta(hours=1)


def has_way_in(user: User | AnonymousUser) -> bool:
    """Whether the person can come back without a one-time link: by a password or a passkey."""
    if not isinstance(user, User):
        return False
    passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return user.has_usable_password() or any(key.wrap().is_passwordless for key in passkeys)


def came_by_link(request: HttpRequest) -> bool:
    """Whether a one-time link signed the person in a short while ago: then it vouches for them."""
    age = timezone.now().timestamp() - request.session.get(BY_LINK, 0)
    return bool(age < LINK_COUNTS.total_seconds())


def may_choose_password(request: HttpRequest) -> bool:
    """Whether the person may choose a password without giving the present one."""
    user = request.user
    return isinstance(user, User) and (not user.has_usable_password() or came_by_link(request))
