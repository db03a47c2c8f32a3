"""Who asks: HTTP Basic with an application password. Nothing else signs anybody in here, cookies least of all."""

import base64
import binascii
import datetime

from django.http import HttpRequest

from coranto.accounts.application_passwords import guesses_too_often, password_digest, user_of
from coranto.accounts.models import ApplicationPassword, User
from coranto.comments.reader import network_address
from coranto.wordpress.rest.answers import RefusalError

LONGEST = 1_000
WRONG = "The provided password is an invalid application password."


def person_of(request: HttpRequest, at: datetime.datetime) -> User | None:
    """The person that a program stands for; None for a stranger. Raise RefusalError for a wrong password.

    A wrong name and a wrong password are answered alike, so that nobody finds out who signs in here. On a site without
    any application password the header is passed over, as in WordPress: it may be meant for a gate in front of it.
    """
    given = _given(request.headers.get("Authorization", ""))
    if given is None:
        return None
    name, password = given
    network = network_address(request)
    user = user_of(name, password, at=at, network=network)
    if user is not None or not ApplicationPassword.objects.exists():
        return user
    if guesses_too_often(name, network):
        raise RefusalError("rest_too_many_attempts", "Too many wrong passwords. Try again in some minutes.", 429)
    raise RefusalError("incorrect_password", WRONG, 401)


def named_in(request: HttpRequest) -> str:
    """The digest of the password that the request came with; empty for a stranger."""
    given = _given(request.headers.get("Authorization", ""))
    return password_digest(given[1]) if given else ""


def _given(header: str) -> tuple[str, str] | None:
    """Name and password."""
    scheme, _space, coded = header.partition(" ")
    if scheme.lower() != "basic" or len(coded) > LONGEST:
        return None
    try:
        text = base64.b64decode(coded.strip(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None
    name, colon, password = text.partition(":")
    return (name, password) if colon else None
