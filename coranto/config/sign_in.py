"""How readers may sign in: read from the environment, given to allauth. ``docs/sign-in/`` says how to get the keys."""

import re
from typing import Any

from coranto.config.environment import SettingError, flag, text

WORDPRESS = "https://public-api.wordpress.com"
KNOWN: dict[str, tuple[str, str, dict[str, Any]]] = {
    # variable's end: key and name of the way, what allauth is told beside the keys
    "GITHUB": ("github", "GitHub", {"SCOPE": ["read:user"]}),
    "GOOGLE": ("google", "Google", {"SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True}),
    "FACEBOOK": ("facebook", "Facebook", {"METHOD": "oauth2", "SCOPE": ["public_profile"], "VERIFIED_EMAIL": False}),
    "X": ("twitter_oauth2", "X", {"SCOPE": ["users.read", "tweet.read"], "OAUTH_PKCE_ENABLED": True}),
}
Ways = list[tuple[str, str]]


def providers() -> tuple[dict[str, Any], Ways]:
    """allauth's ``SOCIALACCOUNT_PROVIDERS``, and the ways that are set up as (key, name) in the order of the form."""
    found: dict[str, Any] = {}
    ways: Ways = []
    connected = openid_connect()
    ways += [(app["provider_id"], app["name"]) for app in connected]
    for end, (key, name, more) in KNOWN.items():
        if keys := pair(f"CORANTO_SIGN_IN_{end}"):
            found[key] = {"APPS": [{"client_id": keys[0], "secret": keys[1], "key": ""}], **more}
            ways.append((key, name))
    if connected:
        found["openid_connect"] = {"APPS": connected, "OAUTH_PKCE_ENABLED": True}
    if flag("CORANTO_SIGN_IN_MASTODON"):
        ways.append(("mastodon", "Mastodon"))
    if flag("CORANTO_SIGN_IN_EMAIL"):
        ways += [("email", "e-mail link"), ("account", "passkey")]
    return found, ways


def openid_connect() -> list[dict[str, Any]]:
    """WordPress.com, and whatever else the owner added, as apps of allauth."""
    apps = []
    if keys := pair("CORANTO_SIGN_IN_WORDPRESS"):
        apps.append(app("WordPress.com", WORDPRESS, *keys))
    for entry in text("CORANTO_SIGN_IN_OPENID").split():
        parts = entry.split("|")
        if len(parts) != 4 or not parts[1].startswith(("https://", "http://")) or not all(parts):
            raise SettingError("CORANTO_SIGN_IN_OPENID: write Name|https://issuer|client-id|secret, one after another.")
        apps.append(app(parts[0].replace("_", " "), *parts[1:]))
    return apps


def app(name: str, issuer: str, client: str, secret: str) -> dict[str, Any]:
    """One OpenID Connect provider."""
    key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "openid"
    return {
        "provider_id": key.removesuffix("-com"),
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/")},
    }


def pair(name: str) -> tuple[str, str] | None:
    """Client id and secret from a variable that holds both, or nothing when it is empty."""
    value = text(name)
    if not value:
        return None
    client, _colon, secret = value.partition(":")
    if not client or not secret:
        raise SettingError(f"{name}: write the client id, a colon, and the secret.")
    return client, secret
