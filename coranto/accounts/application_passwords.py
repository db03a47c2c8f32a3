"""Passwords of programs: 24 random signs in six groups of four, as WordPress shows them.

They stand in for a person where no browser is: the REST interface and XML-RPC. A person's own password never works
there, so a leaked configuration file of an editor opens neither the desk nor the account, and a second factor at
sign-in stays worth something.

Who asks is found by the digest of what was given, never by the name: a wrong password takes the same one look-up
whether or not there is such a person, and says nothing about it. The signs are random (142 bits), so a plain digest is
enough and guessing hopeless; that failures are counted spares the machine.
"""

import datetime
import re
import secrets
import string
from hashlib import blake2b

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from coranto.accounts.models import ApplicationPassword, User
from coranto.core.network_addresses import counted_network

SIGNS = string.ascii_letters + string.digits
LENGTH, GROUP = 24, 4
MOST_PER_PERSON = 50
MOST_FAILURES, WINDOW = 10, 300
"""Wrong passwords for one name from one network in so many seconds, then nothing is looked up."""
MOST_FROM_ADDRESS = 50
NOTED_EVERY = datetime.timedelta(minutes=1)
WORKS_FOR = "wagtailadmin.access_admin"
MADE, REVOKED = "coranto.application_password.make", "coranto.application_password.revoke"


def bare(password: str) -> str:
    """What was given, without the spaces between the groups."""
    return re.sub(r"\s+", "", password)


def password_digest(password: str) -> str:
    """What is kept of a password, as 64 hexadecimal digits."""
    given = bare(password).encode("utf-8", "replace")
    return blake2b(given, digest_size=32, person=b"app-password").hexdigest()


@transaction.atomic
def make_application_password(*, user: User, name: str, at: datetime.datetime, by: User) -> str:
    """A new password of ``user``, in groups; the only time that it is told."""
    secret = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    ApplicationPassword.objects.create(user=user, name=name, digest=password_digest(secret), made_at=at)
    log(user, MADE, user=by, data={"name": name})
    return " ".join(secret[start : start + GROUP] for start in range(0, LENGTH, GROUP))


@transaction.atomic
def revoke_application_password(*, password: ApplicationPassword, by: User) -> None:
    """End it, at once."""
    log(password.user, REVOKED, user=by, data={"name": password.name})
    password.delete()


def user_of(
    name_or_email: str, password: str, *, at: datetime.datetime, network: str = "", needs_role: bool = True
) -> User | None:
    """Whom a program stands for, or nothing: unknown, wrong, revoked, no role, inactive, or guessed too often.

    ``network`` is the address that asks, where it is known: failures are counted for its network and the name. Where
    no role is needed, whoever asks looks at the person's rights before anything is told or done.
    """
    name = name_or_email.strip()
    if not name or guesses_too_often(name, network):
        return None
    rows = ApplicationPassword.objects.select_related("user").filter(digest=password_digest(password))
    row = rows.first()
    if row is None or not _is_named(row.user, name) or not _may_come(row.user, needs_role=needs_role):
        _count_failure(name, network)
        return None
    _note_use(row, at)
    return row.user


def guesses_too_often(name: str, network: str) -> bool:
    """Whether so many wrong passwords came for that name, or from that address, that none is looked at for a while."""
    found = cache.get_many(list(_limits(name, network)))
    return any(found.get(key, 0) >= most for key, most in _limits(name, network).items())


def _limits(name: str, network: str) -> dict[str, int]:
    network = counted_network(network)
    limits = {_counter(f"{name.lower()}\n{network}"): MOST_FAILURES}
    return limits | {_counter(f"\n{network}"): MOST_FROM_ADDRESS} if network else limits


def _counter(of: str) -> str:
    return f"app-password:{blake2b(of.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"


def _count_failure(name: str, network: str) -> None:
    for key in _limits(name, network):
        cache.add(key, 0, WINDOW)
        try:
            cache.incr(key)
        except ValueError:  # it ended between the two
            cache.add(key, 1, WINDOW)


def _is_named(user: User, name: str) -> bool:
    """Asked only where the password is right, so how long it takes tells nothing to those who guess."""
    return name.lower() in (user.username.lower(), user.email.lower())


def _may_come(user: User, *, needs_role: bool) -> bool:
    return user.is_active and (not needs_role or user.has_perm(WORKS_FOR))


def _note_use(row: ApplicationPassword, at: datetime.datetime) -> None:
    long_ago = Q(last_used_at=None) | Q(last_used_at__lte=at - NOTED_EVERY)
    if row.last_used_at is None or row.last_used_at <= at - NOTED_EVERY:
        ApplicationPassword.objects.filter(long_ago, pk=row.pk).update(last_used_at=at)
