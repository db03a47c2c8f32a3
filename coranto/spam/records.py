"""Submissions and labels read from JSON Lines, with one clear sentence for a line that cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from .submission import History, Submission

_TEXTS = frozenset(field.name for field in fields(Submission) if field.type == "str")
_SPAM, _HAM = frozenset({"spam", "true", "1", "trash"}), frozenset({"ham", "false", "0", "approved"})


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its number from 1, the submission or what is wrong, and the label where one is given."""

    line: int
    submission: Submission | None
    problem: str = ""
    is_spam: bool | None = None
    source: str = ""


def records(lines: Iterable[str], *, labelled: bool = False) -> Iterator[Record]:
    """Every line that is not blank as a record; with ``labelled`` a line without a label is a problem."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _record(number, line, labelled)
        except ValueError as error:
            yield Record(number, None, f"line {number}: {error}")


def _record(number: int, line: str, labelled: bool) -> Record:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError('this is not an object such as {"text": "..."}')
    if not isinstance(row.get("text"), str):
        raise ValueError('"text" is missing or not a string')
    label = _label(row.get("label"))
    if labelled and label is None:
        raise ValueError('"label" must be "spam" or "ham"')
    return Record(number, submission_of(row), "", label, str(row.get("source") or ""))


def submission_of(row: dict[str, Any]) -> Submission:
    """A submission of a parsed line; unknown fields are ignored, ``ValueError`` for a field of the wrong kind."""
    given: dict[str, Any] = {name: _text(name, row[name]) for name in _TEXTS if row.get(name) is not None}
    for name, read_field in _OTHERS.items():
        if row.get(name) is not None:
            given[name] = read_field(name, row[name])
    if "at" not in given and row.get("date"):
        moment = _moment_or_none(row["date"])
        given.update({"at": moment} if moment else {})
    return Submission(**given)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'"{name}" must be a string')
    return value


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1e15:
        raise ValueError(f'"{name}" must be a number')
    return float(value)


def _whole(name: str, value: object) -> int:
    return int(_number(name, value))


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f'"{name}" must be true or false')
    return value


def _tags(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f'"{name}" must be a list of strings')
    return tuple(value)


def _history(name: str, value: object) -> History:
    if not isinstance(value, dict):
        raise ValueError(f'"{name}" must be an object such as {{"approved": 3, "spam": 0}}')
    return History(_whole("approved", value.get("approved") or 0), _whole("spam", value.get("spam") or 0))


def _moment(name: str, value: object) -> datetime:
    moment = _moment_or_none(value)
    if moment is None:
        raise ValueError(f'"{name}" must be a moment such as "2024-05-01T12:00:00Z"')
    return moment


def _moment_or_none(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return moment if moment.year > 1970 else None


_OTHERS: dict[str, Callable[[str, object], object]] = {
    "post_tags": _tags,
    "form_age_seconds": _number,
    "honeypot_filled": _truth,
    "keys_typed": _whole,
    "history": _history,
    "at": _moment,
}


def _label(value: object) -> bool | None:
    if value is None:
        return None
    word = str(value).strip().lower()
    if word in _SPAM:
        return True
    if word in _HAM:
        return False
    raise ValueError('"label" must be "spam" or "ham"')
