"""Asking as a stranger, and what of an answer may not differ between a hidden thing and none."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.test import RequestFactory
from django.test.client import ClientHandler

from tests.wordpress.every_door.hidden_site import MARK, NETWORK, NOTHING, SLUG, Handles

SECRETS = re.compile(rf"{MARK}|{re.escape(NETWORK)}", re.IGNORECASE)
SLUGS = re.compile(rf"{SLUG}[a-z-]*[a-z]", re.IGNORECASE)
FIELDS = ("path", "slug", "number", "key", "comment")
CONTROL = "xqnothingxq"
"""A word that stands nowhere, to search for."""


class Stranger(RequestFactory):
    """Like Django's test client, but without the copy of every template's context, which takes most of the time."""

    def request(self, **request: Any) -> Any:
        """The answer."""
        return ClientHandler(enforce_csrf_checks=False)(self._base_environ(**request))  # type: ignore[attr-defined]  # stubs


@dataclass(frozen=True)
class Told:
    """What an answer tells: status, aim of a redirect, and the secrets in it."""

    status: int
    location: str
    secrets: frozenset[str]
    text: str = ""


def filled(template: str, thing: Handles, word: str = CONTROL) -> tuple[str, str, str]:
    """Method, target and body of a request for a thing."""
    fields = {"number": thing.number, "key": thing.key, "slug": thing.slug, "path": thing.path, "word": word}
    line, _, body = template.partition(" < ")
    method, _, target = line.partition(" ")
    comment = thing.comment or NOTHING.comment
    return method, target.format(comment=comment, **fields), body.format(comment=comment, **fields)


def ask(template: str, thing: Handles, word: str = CONTROL) -> Told:
    """The answer to a stranger who has never been here."""
    method, target, body = filled(template, thing, word)
    if body:
        cache.clear()  # limits on what one network sends are counted there
    response: Any = Stranger().generic(method, target, body, content_type="application/x-www-form-urlencoded")
    content = b"".join(response) if response.streaming else response.content
    text = content.decode("utf-8", "replace")
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    asked = {each.lower() for each in SLUGS.findall(target + body)}
    found = {each.lower() for each in SECRETS.findall(text + headers)} - {word}
    found |= {each.lower() for each in SLUGS.findall(text + headers)} - asked
    location = without(response.get("Location", ""), template, thing)
    return Told(response.status_code, location, frozenset(found), text)


def without(location: str, template: str, thing: Handles) -> str:
    """The aim of a redirect without what the request itself named."""
    for field in FIELDS:
        handle = str(getattr(thing, field) or getattr(NOTHING, field))
        if f"{{{field}}}" in template:
            location = location.replace(handle, f"<{field}>") if field == "path" else location
            location = re.sub(rf"(?<!\d){re.escape(handle)}(?![\w-])", f"<{field}>", location)
            location = location.replace(quote(handle, safe=""), f"<{field}>")
    return location


def seeks(template: str, word: str) -> int:
    """How often an answer to a search for a word shows it, less what one for a word that is nowhere shows of that."""
    echoed = ask(template, NOTHING, CONTROL).text.lower().count(CONTROL)
    return ask(template, NOTHING, word).text.lower().count(word) - echoed
