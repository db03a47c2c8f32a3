"""One value on its way from one database to another, whichever kind each is.

Between the two a value has one plain form for each kind of column, so that both sides can be compared: moments are in
UTC, JSON is text, addresses of machines are text. SQLite stores what it is given; PostgreSQL is strict. What it cannot
hold (NUL and halves of surrogate pairs in text) becomes U+FFFD and is told; what is too long or too large is an error.
"""

import datetime
import ipaddress
import json
import re
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models

Convert = Callable[[Any], Any]
UNFIT = re.compile("[\x00\ud800-\udfff]")
UNFIT_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
REPLACEMENT = "\ufffd"
INTEGERS = {
    "SmallIntegerField": (-(2**15), 2**15 - 1),
    "PositiveSmallIntegerField": (0, 2**15 - 1),
    "IntegerField": (-(2**31), 2**31 - 1),
    "PositiveIntegerField": (0, 2**31 - 1),
    "AutoField": (-(2**31), 2**31 - 1),
    "BigIntegerField": (-(2**63), 2**63 - 1),
    "PositiveBigIntegerField": (0, 2**63 - 1),
    "BigAutoField": (-(2**63), 2**63 - 1),
}
KINDS = {
    "BooleanField": "flag",
    "DateTimeField": "moment",
    "DateField": "day",
    "UUIDField": "uuid",
    "JSONField": "json",
    "BinaryField": "bytes",
    "FloatField": "float",
    "GenericIPAddressField": "address",
}


class Unfit(ValueError):
    """The value cannot be kept in the other database; the message says why."""


def kind_of(field: "models.Field[Any, Any]") -> str:
    """How values of a column travel."""
    name = stored_field(field).get_internal_type()
    return "integer" if name in INTEGERS else KINDS.get(name, "text")


def stored_field(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    """The field whose kind of column this is: for a reference, the key that it points at."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _moment(raw: Any) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    return found.replace(tzinfo=datetime.UTC) if found.tzinfo is None else found.astimezone(datetime.UTC)


def _day(raw: Any) -> datetime.date:
    return datetime.date.fromisoformat(raw) if isinstance(raw, str) else raw


READ: dict[str, Convert] = {
    "flag": bool,
    "moment": _moment,
    "day": _day,
    "uuid": lambda raw: raw if isinstance(raw, uuid.UUID) else uuid.UUID(raw),
    "json": str,
    "bytes": bytes,
    "float": float,
    "integer": int,
    "address": str,
    "text": str,
}
"""From what a database's driver gives to the plain form; NULL is kept by itself."""

WRITE_SQLITE: dict[str, Convert] = {
    "moment": lambda value: value.replace(tzinfo=None).isoformat(" "),
    "day": lambda value: value.isoformat(),
    "uuid": lambda value: value.hex,
}
"""From the plain form to what Django keeps in SQLite; PostgreSQL's driver takes plain forms as they are."""


def comparable(kind: str, value: Any) -> Any:
    """A form that is the same for equal values of both databases, to make a digest of."""
    if kind == "json":
        return canonical_json(value)
    return str(ipaddress.ip_address(value)) if kind == "address" else value


def canonical_json(text: str) -> str:
    """JSON with sorted keys and plain numbers: PostgreSQL keeps neither the order of keys nor how a number was put."""
    return json.dumps(json.loads(text, parse_float=_number, parse_int=_number), sort_keys=True)


def _number(text: str) -> str:
    return f"#{Decimal(text).normalize()}"


def fitting(field: "models.Field[Any, Any]", kind: str, value: Any) -> Any:
    """The value as PostgreSQL can hold it. Raise :class:`Unfit` where that would lose something."""
    if kind == "text":
        text = UNFIT.sub(REPLACEMENT, value)
        longest = getattr(stored_field(field), "max_length", None)
        if longest and len(text) > longest and stored_field(field).get_internal_type() != "TextField":
            raise Unfit(f"{len(text):,} characters where {longest:,} fit")
        return text
    if kind == "json":
        return _fitting_json(value)
    if kind == "address":
        return str(ipaddress.ip_address(value))
    if kind == "integer":
        least, most = INTEGERS[stored_field(field).get_internal_type()]
        if not least <= value <= most:
            raise Unfit(f"{value} where numbers from {least} to {most} fit")
    return value


def _fitting_json(text: str) -> str:
    if not UNFIT_ESCAPED.search(text) and not UNFIT.search(text):
        return text
    found = json.loads(text, strict=False)
    return json.dumps(_without_unfit(found), ensure_ascii=False)


def _without_unfit(value: Any) -> Any:
    if isinstance(value, str):
        return UNFIT.sub(REPLACEMENT, value)
    if isinstance(value, list):
        return [_without_unfit(each) for each in value]
    if isinstance(value, dict):
        return {_without_unfit(key): _without_unfit(each) for key, each in value.items()}
    return value
