"""What a route gives back: a body with its status and headers, or a refusal in WordPress's form."""

import json
from dataclasses import dataclass, field
from typing import Any

Json = Any
BESIDE = "beside"
"""The name under which a refusal is given what stands beside its ``data``."""
NO_ROUTE = ("rest_no_route", "No route was found matching the URL and request method.")


@dataclass(slots=True)
class Answer:
    """A body to be written as JSON. ``links`` are those of a single thing, which stand apart until the end.

    ``allow`` are the methods that this asker may use here; none where WordPress does not say. ``is_always_linked``:
    the links stand there though ``_fields`` do not name them.
    """

    body: Json
    status: int = 200
    headers: dict[str, str | int] = field(default_factory=dict)
    links: dict[str, list[dict[str, Json]]] = field(default_factory=dict)
    allow: tuple[str, ...] = ("GET",)
    is_error: bool = False
    is_always_linked: bool = False


class RefusalError(Exception):
    """Something that cannot be answered. ``says_allow``: WordPress names the permitted methods beside this error."""

    def __init__(self, code: str, message: str, status: int, *, says_allow: bool = False, **more: Json) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status
        self.more = more
        self.allow: tuple[str, ...] = ("GET",) if says_allow else ()

    def answer(self, *, is_known: bool = False) -> Answer:
        """The refusal as an answer. ``is_known``: who asks is no stranger, so 403 stands for 401."""
        status = 403 if is_known and self.status == 401 else self.status
        more = {name: value for name, value in self.more.items() if name != BESIDE}
        body = {"code": self.code, "message": self.message, "data": {"status": status, **more}}
        return Answer({**body, **self.more.get(BESIDE, {})}, status, allow=self.allow, is_error=True)


def no_route() -> RefusalError:
    """For an address that names nothing."""
    return RefusalError(*NO_ROUTE, 404)


def php_json(body: Json, *, pretty: bool = False) -> str:
    """JSON as PHP writes it: ASCII only, with escaped slashes.

    >>> php_json({"a": "é/"})
    '{"a":"\\\\u00e9\\\\/"}'
    """
    if pretty:
        return json.dumps(body, indent=4).replace("/", "\\/")
    return json.dumps(body, separators=(",", ":")).replace("/", "\\/")
