"""Readers with accounts: where somebody signed in, said in words; what is kept of them, and its end."""

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from coranto.accounts.models import ReaderLink, User
from coranto.accounts.reader_links import DESK, known_by
from coranto.accounts.sign_in_ways import name_of_way


def provider_name(user: User) -> str:
    """The name of the place where somebody signed in last: ``GitHub``; nothing for an account of this site."""
    account = SocialAccount.objects.filter(user=user).order_by("-last_login", "-pk").first()
    return name_of_account(account) if account else ""


def name_of_account(account: SocialAccount) -> str:
    """The name of the place that an account is at."""
    return str(account.extra_data.get("server", "")) or name_of_way(account.provider) or str(account.provider)


def may_keep_passkey(user: User) -> bool:
    """Whether a reader is offered a passkey here. People of the publication find theirs at the desk."""
    return bool(name_of_way("account")) and not user.has_perm(DESK)


def accounts_of(email: str) -> QuerySet[User]:
    """All accounts that an e-mail address belongs to, also those of the publication's people.

    An address that somebody only named, without a proof, is not theirs.
    """
    if not email:
        return User.objects.none()
    own = known_by(email) | Q(emailaddress__email__iexact=email, emailaddress__verified=True)
    return User.objects.filter(pk__in=User.objects.filter(own).values("pk")).order_by("pk")


def reader_accounts_of(email: str) -> QuerySet[User]:
    """The accounts with an address that can comment and nothing else: without any role or right."""
    return accounts_of(email).filter(is_superuser=False, groups=None, user_permissions=None)


def account_record(user: User) -> dict[str, Any]:
    """What is kept of an account, for whoever it belongs to. What a provider told is given as it was told."""
    return {
        "name": user.shown_name,
        "login": user.username,
        "joined": user.date_joined.isoformat(),
        "elsewhere": [
            {"at": name_of_account(each), "number": each.uid, "told": each.extra_data}
            for each in SocialAccount.objects.filter(user=user).order_by("pk")
        ],
        "passkeys": Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count(),
    }


def has_account(email: str) -> bool:
    """Whether somebody has an account with the address, or asked for a link to one."""
    return accounts_of(email).exists() or ReaderLink.objects.filter(email__iexact=email).exists()


def rename_reader_accounts(*, email: str, name: str) -> None:
    """Give the address's readers' accounts another name."""
    for user in reader_accounts_of(email):
        user.display_name = name
        user.save(update_fields=["display_name"])


def erase_reader_accounts(*, email: str) -> int:
    """Delete the address's readers' accounts, with all that providers told, passkeys, and links to sign in; how many.

    Accounts of the publication's people stay: the owner ends these.
    """
    ReaderLink.objects.filter(email__iexact=email).delete()
    keys = list(reader_accounts_of(email).values_list("pk", flat=True))
    User.objects.filter(pk__in=keys).delete()
    return len(keys)


def forget_old_reader_links(*, before: datetime.datetime) -> int:
    """Forget links to sign in that ended before that moment, used or not; how many."""
    return ReaderLink.objects.filter(expires_at__lt=before).delete()[0]
