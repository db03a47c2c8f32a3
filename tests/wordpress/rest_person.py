"""A program that asks the REST interface in somebody's name."""

import base64
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from coranto.accounts.application_passwords import make_application_password
from coranto.accounts.models import User
from tests.desk import person
from tests.wordpress.rest_asking import V2

Answered = tuple[int, Any]


class Program:
    """Signs in with an application password of somebody in a role."""

    def __init__(self, role: str = "editor", *, user: User | None = None) -> None:
        self.user = user or person(role)
        secret = make_application_password(user=self.user, name="script", at=timezone.now(), by=self.user)
        self.header = basic(self.user.username, secret)
        self.client = Client()
        self.headers: Any = {}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answered:
        """Status and body of an answer at a route of ``wp/v2``, or at a whole address."""
        url = path if path.startswith("/") else V2 + path
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = headers.pop("content_type", "application/json")
        sent = {"Authorization": self.header, **{name.replace("_", "-"): value for name, value in headers.items()}}
        response = self.client.generic(method, url, raw, content_type=kind, headers=sent)
        self.headers = response.headers
        return response.status_code, json.loads(response.content)

    def get(self, path: str) -> Any:
        """What is read."""
        status, body = self("GET", path)
        assert status == 200, (path, status, body)
        return body

    def made(self, path: str, **fields: Any) -> Any:
        """What is made."""
        status, body = self("POST", path, fields)
        assert status == 201, (path, status, body)
        return body

    def changed(self, path: str, **fields: Any) -> Any:
        """What is changed."""
        status, body = self("POST", path, fields)
        assert status == 200, (path, status, body)
        return body

    def refused(self, method: str, path: str, **fields: Any) -> tuple[int, str]:
        """Status and code of a refusal."""
        status, body = self(method, path, fields or None)
        return status, str(body.get("code"))


def basic(name: str, password: str) -> str:
    """The header of HTTP Basic."""
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
