"""Asking the REST interface in tests."""

import json
from typing import Any

from django.test import Client

V2 = "/wp-json/wp/v2/"


def ask(client: Client, path: str, *, status: int = 200, **headers: str) -> Any:
    """The body at a route of ``wp/v2``."""
    response = client.get(V2 + path, headers=headers or None)
    assert response.status_code == status, (path, response.status_code, response.content[:300])
    return json.loads(response.content)


def numbers(client: Client, path: str) -> list[int]:
    """The ids of the things in a list, in order."""
    joint = "&" if "?" in path else "?"
    return [row["id"] for row in ask(client, f"{path}{joint}_fields=id")]


def code_of(client: Client, path: str, status: int) -> str:
    """The code of a refusal."""
    return str(ask(client, path, status=status)["code"])
