"""The verbs that change accounts."""

import datetime
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from coranto.accounts.models import SignInLink, User

LINK_LIFETIME = datetime.timedelta(hours=24)


def digest_of(secret: str) -> str:
    """What is kept of a sign-in link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_sign_in_link(*, user: User, at: datetime.datetime) -> str:
    """A new secret that signs ``user`` in once within a day; unused older ones end."""
    SignInLink.objects.filter(user=user, used_at=None).delete()
    secret = secrets.token_urlsafe(24)
    SignInLink.objects.create(user=user, digest=digest_of(secret), made_at=at, expires_at=at + LINK_LIFETIME)
    return secret


def usable_link(*, secret: str, at: datetime.datetime) -> SignInLink | None:
    """The link of that secret, if it may still be used."""
    links = SignInLink.objects.select_related("user")
    return links.filter(digest=digest_of(secret), used_at=None, expires_at__gt=at, user__is_active=True).first()


@transaction.atomic
def use_sign_in_link(*, secret: str, at: datetime.datetime) -> User | None:
    """Spend the link; the user to sign in, or nothing when it was used, has expired or never was.

    Of two clicks at once, one signs in.
    """
    link = usable_link(secret=secret, at=at)
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        return None
    return link.user


@transaction.atomic
def make_owner(*, at: datetime.datetime) -> User | None:
    """The first administrator of a new home, or nothing when there is an active one already."""
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return None
    owner = User(username="owner", display_name="Owner", is_superuser=True, is_staff=True, date_joined=at)
    owner.set_unusable_password()
    owner.save()
    return owner


@transaction.atomic
def add_user(*, name: str, email: str, role: str, at: datetime.datetime) -> User:
    """A person who can sign in, with a role; no password yet.

    Raises ``ValidationError`` for a name or address that cannot be used or is taken.
    """
    user = User(username=name, email=email, date_joined=at, is_superuser=role == "administrator")
    user.set_unusable_password()
    user.full_clean()
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(f"{email} belongs to somebody already.")
    user.save()
    vouch_for_address(user=user)
    if role != "administrator":
        user.groups.add(Group.objects.get(name=role))
    return user


@transaction.atomic
def vouch_for_address(*, user: User) -> None:
    """Take the word of whoever made the account for its e-mail address: it may be used to reset the password.

    allauth knows of addresses by rows of its own, and lets nobody add a second factor before the address is verified.
    """
    if not user.email:
        return
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).update(primary=False)
    row = EmailAddress.objects.filter(user=user, email__iexact=user.email).first() or EmailAddress(user=user)
    row.email, row.primary, row.verified = user.email.lower(), True, True
    row.save()
