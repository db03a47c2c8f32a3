"""Talking to Mastodon servers: registering, asking for a token, asking whose it is.

Source: Mastodon's documentation of its API: ``/api/v1/apps``, ``/oauth/token``, ``/api/v1/accounts``.
A reader names the server, so everything goes through :mod:`coranto.core.outgoing.http`.
"""

import datetime
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from coranto.accounts.models import MastodonServer
from coranto.core.errors import PlainError
from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetched, Fetcher, FetchLimits

SCHEME = "https"
SCOPE = "read:accounts"
FORM = "application/x-www-form-urlencoded"
LIMITS = FetchLimits(max_bytes=256 * 1024, seconds=5, seconds_in_all=5, idle_seconds=5, redirects=2, retries=0)
HOST = re.compile(r"(?=.{3,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\Z")


class NoServer(PlainError):
    """The server cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account on a server."""

    number: str
    host: str
    username: str
    name: str


def fetcher() -> Fetcher:
    """What asks the servers."""
    return Fetcher(about=settings.PUBLIC_URL, limits=LIMITS)


def host_of(typed: str) -> str:
    """The server that somebody means who typed ``social.example``, ``@me@social.example`` or an address there."""
    host = typed.strip().lower().removeprefix("https://").removeprefix("http://")
    host = host.split("/")[0].rpartition("@")[2].rstrip(".")
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return host if HOST.match(host) else ""


def server_called(host: str, *, at: datetime.datetime) -> MastodonServer:
    """The server, registered with now if nobody came from it before. Raises :class:`NoServer`."""
    known = MastodonServer.objects.filter(host=host).first()
    if known:
        return known
    app = {
        "client_name": settings.PUBLIC_HOST,
        "redirect_uris": callback_url(),
        "scopes": SCOPE,
        "website": settings.PUBLIC_URL,
    }
    answer = told(host, "/api/v1/apps", app)
    client, secret = str(answer.get("client_id") or ""), str(answer.get("client_secret") or "")
    if not client or not secret or max(len(client), len(secret)) > 200:
        raise NoServer(f"{host} does not answer like a Mastodon server.")
    given = {"client_id": client, "client_secret": secret, "made_at": at}
    return MastodonServer.objects.get_or_create(host=host, defaults=given)[0]


def authorize_url(server: MastodonServer, state: str) -> str:
    """Where the reader is sent to say yes."""
    asked = {
        "response_type": "code",
        "client_id": server.client_id,
        "redirect_uri": callback_url(),
        "scope": SCOPE,
        "state": state,
    }
    return f"{SCHEME}://{server.host}/oauth/authorize?{urlencode(asked)}"


def account_behind(server: MastodonServer, code: str) -> Account:
    """Whose the code is that the reader came back with. Raises :class:`NoServer`."""
    asked = {
        "grant_type": "authorization_code",
        "client_id": server.client_id,
        "client_secret": server.client_secret,
        "redirect_uri": callback_url(),
        "scope": SCOPE,
        "code": code,
    }
    token = str(told(server.host, "/oauth/token", asked).get("access_token") or "")
    if not re.fullmatch(r"[\x21-\x7e]{1,500}", token):
        raise NoServer(f"{server.host} gave no token.")
    try:
        url = f"{SCHEME}://{server.host}/api/v1/accounts/verify_credentials"
        answer = read(server.host, fetcher().get(url, headers={"Authorization": f"Bearer {token}"}))
    except FetchError as error:
        raise NoServer(str(error)) from error
    number, username = str(answer.get("id") or ""), str(answer.get("username") or "")
    if not re.fullmatch(r"\w{1,64}", number) or not username:
        raise NoServer(f"{server.host} does not say whose account it is.")
    return Account(number, server.host, username, str(answer.get("display_name") or username))


def callback_url() -> str:
    """Where servers send readers back to."""
    return settings.PUBLIC_URL + reverse("mastodon_callback")


def told(host: str, path: str, fields: dict[str, str]) -> dict[str, Any]:
    """Send a form and read the answer."""
    try:
        answer = fetcher().post(f"{SCHEME}://{host}{path}", urlencode(fields).encode(), FORM)
    except FetchError as error:
        raise NoServer(str(error)) from error
    if answer.status >= 400:
        raise NoServer(f"{host} answers {answer.status}.")
    return read(host, answer)


def read(host: str, answer: Fetched) -> dict[str, Any]:
    """The JSON object in an answer."""
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise NoServer(f"{host} does not answer like a Mastodon server.") from error
    return found if isinstance(found, dict) else {}
