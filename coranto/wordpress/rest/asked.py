"""One request to the interface, taken apart."""

import datetime
import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException

from coranto.accounts.models import User
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.current import publication_of
from coranto.publication.models import Publication
from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.parameters import LIST_GAPS
from coranto.wordpress.rest.php_query import read_query

MOST_FIELDS_ASKED = 200


@dataclass(slots=True)
class Asked:
    """What is asked for. ``values`` are the checked parameters, ``place`` what the route's pattern found.

    ``found`` is the key of the one thing that is asked for, once it is known that it may be read.
    ``http`` is the request itself: for the publication. ``at`` is the moment. ``person`` is who asks; None: a stranger.
    ``in_batch``: this is one of several in a request, whose own body is another one.
    ``sent`` is a file that came with it, received before anything is written.
    """

    method: str
    route: str
    query: dict[str, Any]
    http: HttpRequest
    at: datetime.datetime
    body: dict[str, Any] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    found: int = 0
    person: User | None = None
    in_batch: bool = False
    sent: Any = None

    @property
    def publication(self) -> Publication:
        """The publication that is asked."""
        return publication_of(self.http)

    @property
    def addresses(self) -> Addresses:
        """How it writes addresses."""
        return addresses_of(self.publication)

    @property
    def context(self) -> str:
        """``view``, ``embed`` or ``edit``."""
        return str(self.values.get("context") or "view")

    @property
    def reads(self) -> bool:
        """Whether nothing is to be changed."""
        return self.method in ("GET", "HEAD")

    def inner(self, method: str, **more: Any) -> "Asked":
        """Another question by the same asker."""
        query = more.pop("query", {})
        return Asked(method, self.route, query, self.http, self.at, person=self.person, in_batch=self.in_batch, **more)

    def wants(self, name: str) -> bool:
        """Whether a field of this name is to be in the answer: all are, unless ``_fields`` says which."""
        return not self.fields or any(each == name or each.startswith(f"{name}.") for each in self.fields)


def fields_asked(query: dict[str, Any]) -> tuple[str, ...]:
    """The names in ``_fields``: separated by commas or white space, or a list, whatever its places are called."""
    asked = query.get("_fields", "")
    if isinstance(asked, dict):
        asked = list(asked.values())
    names = LIST_GAPS.split(asked) if isinstance(asked, str) else asked if isinstance(asked, list) else []
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())[:MOST_FIELDS_ASKED]


def body_of(request: HttpRequest, *, is_known: bool) -> dict[str, Any]:
    """The fields that the body holds: JSON or a form. Raise RefusalError for what is not JSON though it says so.

    A body of another kind is a file, which is not read here; a form with files is read only for those who are known.
    """
    kind = request.content_type or ""
    try:
        if kind == "application/json" or kind.endswith("+json"):
            return _json(request.body)
        if kind == "application/x-www-form-urlencoded":
            return read_query(request.body.decode("utf-8", "replace"))
        has_form = is_known and kind == "multipart/form-data"
        return read_query(request.POST.urlencode()) if has_form else {}
    except (RequestDataTooBig, RawPostDataException):
        raise RefusalError("rest_too_large", "The request is too large.", 413) from None
    except MultiPartParserError:
        raise RefusalError("rest_invalid_form", "Invalid form passed.", 400) from None


def _json(raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
        json.dumps(body, ensure_ascii=False).encode()  # fails where half of a surrogate pair is in it
    except (ValueError, RecursionError):
        raise RefusalError(
            "rest_invalid_json",
            "Invalid JSON body passed.",
            400,
            json_error_code=4,
            json_error_message="Syntax error",
        ) from None
    return body if isinstance(body, dict) else {}
