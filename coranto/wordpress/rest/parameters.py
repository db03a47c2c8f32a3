"""Parameters declared once, and values checked against the declaration as WordPress checks them.

First all that is required must be there; then the values given are checked in two rounds, each in the order of the
declaration. What is wrong in a round comes back in one error.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coranto.core.slugs import slugify
from coranto.core.text import strip_tags
from coranto.wordpress.rest.answers import Json, RefusalError
from coranto.wordpress.rest.moments import is_moment

_NUMERIC = re.compile(r"[ \t\n\r\v\f]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\v\f]*", re.ASCII)
LIST_GAPS = re.compile(r"[\s,]+")
_EMAIL = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_SHORTEST_EMAIL = 6
_NO_KEY = re.compile(r"[^a-z0-9_-]")
LARGEST = 2**63 - 1
FIRST = frozenset({"context", "page", "per_page", "search"})
"""What WordPress checks before all else; only where these are right it goes on to the others."""
_WORDS = {"true": True, "1": True, "false": False, "0": False}


OUR_FORMS = ("words", "slug", "key")
"""How values are read here that WordPress's descriptions do not name."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. ``kind`` is a JSON type or one of :data:`_SPECIAL`; ``items`` is the kind of a list's members.

    ``permitted`` are the only values that a stranger may give; others are refused with 401 words in a 400 answer.
    """

    name: str
    kind: str = "string"
    default: Json = None
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    items: str = "string"
    form: str = ""
    required: bool = False
    permitted: tuple[str, ...] = ()
    operator: bool = False
    children: bool = False


class WrongValueError(Exception):
    """A value that does not fit, with WordPress's code and what else it tells."""

    def __init__(self, code: str, message: str, more: Json = None) -> None:
        super().__init__(message)
        self.code, self.message, self.more = code, message, more


def checked(parameters: Sequence[Parameter], given: Mapping[str, Json], *, is_known: bool = False) -> dict[str, Json]:
    """The values of all parameters, defaults included. Raise RefusalError that names every wrong one.

    ``is_known``: who asks is no stranger; permissions say what they may ask for.
    """
    missing = [each.name for each in parameters if each.required and given.get(each.name) is None]
    if missing:
        words = f"Missing parameter(s): {', '.join(missing)}"
        raise RefusalError("rest_missing_callback_param", words, 400, says_allow=True, params=missing)
    rounds = ([each for each in parameters if (each.name in FIRST) is first] for first in (True, False))
    values: dict[str, Json] = {}
    for members in rounds:
        if wrong := _check_into(values, members, given, is_known):
            raise invalid(wrong)
    return values


def _check_into(
    values: dict[str, Json], parameters: Sequence[Parameter], given: Mapping[str, Json], is_known: bool
) -> dict[str, WrongValueError]:
    """Put the values of these parameters into ``values``; give back what is wrong with others."""
    wrong: dict[str, WrongValueError] = {}
    for parameter in parameters:
        values[parameter.name] = parameter.default
        if given.get(parameter.name) is None:
            continue
        try:
            values[parameter.name] = value_of(parameter, given[parameter.name])
            if not is_known:
                _check_permitted(parameter, values[parameter.name])
        except WrongValueError as error:
            is_unknown = parameter.permitted and not is_known and error.code == "rest_not_in_enum"
            wrong[parameter.name] = _forbidden(401) if is_unknown else error
    return wrong


def _check_permitted(parameter: Parameter, value: Json, status: int = 401) -> None:
    """Refuse statuses that a stranger may not ask for."""
    if parameter.permitted and not set(value) <= set(parameter.permitted):
        raise _forbidden(status)


def _forbidden(status: int) -> WrongValueError:
    return WrongValueError("rest_forbidden_status", "Status is forbidden.", {"status": status})


def check_permitted(parameter: Parameter, values: Mapping[str, Json]) -> None:
    """Refuse statuses to somebody known who may ask for no more than a stranger. Raise RefusalError."""
    try:
        _check_permitted(parameter, values[parameter.name], 403)
    except WrongValueError as error:
        raise invalid({parameter.name: error}) from None


def invalid(wrong: Mapping[str, WrongValueError]) -> RefusalError:
    """The one error for all wrong values."""
    return RefusalError(
        "rest_invalid_param",
        f"Invalid parameter(s): {', '.join(wrong)}",
        400,
        says_allow=True,
        params={name: error.message for name, error in wrong.items()},
        details={
            name: {"code": error.code, "message": error.message, "data": error.more}
            for name, error in wrong.items()
            if error.code
        }
        or [],
    )


def value_of(parameter: Parameter, value: Json) -> Json:
    """The value as its kind. Raise WrongValueError."""
    if parameter.kind in _SPECIAL:
        return _SPECIAL[parameter.kind](parameter, value)
    if parameter.kind == "array":
        found = [
            _enumerated(parameter, _single(parameter.items, f"{parameter.name}[{place}]", each), f"[{place}]")
            for place, each in enumerate(as_list(parameter.name, value))
        ]
        return [slugify(each) for each in found] if parameter.form == "slug" else found
    found = _enumerated(parameter, _single(parameter.kind, parameter.name, value))
    _bounds(parameter, found)
    return _formed(parameter, found)


def as_list(name: str, value: Json) -> list[Json]:
    """A list as it is; a text divided at white space and commas. Raise WrongValueError."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) or value is None:
        raise _not_of(name, "array")
    return [part for part in LIST_GAPS.split(_php_text(value)) if part]


def _php_text(value: Json) -> str:
    return ("1" if value else "") if isinstance(value, bool) else str(value)


def _single(kind: str, name: str, value: Json) -> Json:
    readers = {"integer": _integer, "number": _number, "boolean": _boolean, "string": _string}
    found = readers[kind](value)
    if found is None:
        raise _not_of(name, kind)
    return found


def _integer(value: Json) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not _NUMERIC.fullmatch(value):
        return None
    number = float(value)
    if not math.isfinite(number) or number != round(number):
        return None
    plain = isinstance(value, int) or (isinstance(value, str) and value.strip().lstrip("+-").isdigit())
    exact = int(str(value).strip()[:40]) if plain else int(number)
    return max(-LARGEST, min(LARGEST, exact))


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not _NUMERIC.fullmatch(value):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _boolean(value: Json) -> bool | None:
    if isinstance(value, bool):
        return value
    return _WORDS.get(str(value).lower()) if isinstance(value, str | int) else None


def _string(value: Json) -> str | None:
    return value.replace("\0", "") if isinstance(value, str) else None


def _not_of(name: str, kind: str) -> WrongValueError:
    return WrongValueError("rest_invalid_type", f"{name} is not of type {kind}.", {"param": name})


def _enumerated(parameter: Parameter, value: Json, place: str = "") -> Json:
    if not parameter.enum or value in parameter.enum:
        return value
    name = parameter.name + place
    one = len(parameter.enum) == 1
    words = f"{name} is not {parameter.enum[0]}." if one else f"{name} is not one of {listing(parameter.enum)}."
    raise WrongValueError("rest_not_in_enum", words)


def listing(names: Sequence[str]) -> str:
    """``a, b, and c``; ``a and b``."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _bounds(parameter: Parameter, value: Json) -> None:
    low, high, name = parameter.minimum, parameter.maximum, parameter.name
    if low is not None and high is not None and not low <= value <= high:
        raise WrongValueError("rest_out_of_bounds", f"{name} must be between {low} (inclusive) and {high} (inclusive)")
    if high is None and low is not None and value < low:
        raise WrongValueError("rest_out_of_bounds", f"{name} must be greater than or equal to {low}")


def _formed(parameter: Parameter, value: Json) -> Json:
    if parameter.form == "words":
        return " ".join(strip_tags(value).split())
    if parameter.form == "key":
        return _NO_KEY.sub("", value.lower())
    if parameter.form == "date-time" and not is_moment(value):
        raise WrongValueError("rest_invalid_date", "Invalid date.")
    if parameter.form == "email" and not (len(value) >= _SHORTEST_EMAIL and _EMAIL.fullmatch(value)):
        raise WrongValueError("rest_invalid_email", "Invalid email address.")
    return value


LIST, QUERY = "Term ID List", "Term ID Taxonomy Query"


def _terms(parameter: Parameter, value: Json) -> dict[str, Json]:
    """Numbers of terms: a list, or a mapping with ``terms``; ``operator`` and ``include_children`` where offered."""
    name = parameter.name
    if value in ("", [], {}):
        raise WrongValueError(
            "rest_one_of_multiple_matches",
            f"{name} matches {LIST} and {QUERY}, but should match only one.",
            {"positions": [0, 1]},
        )
    try:
        if isinstance(value, dict):
            return _term_query(parameter, value)
        numbers = [_single("integer", f"{name}[{place}]", each) for place, each in enumerate(as_list(name, value))]
        return {"terms": numbers, "operator": "OR", "include_children": False}
    except WrongValueError as error:
        kind, position = (QUERY, 1) if isinstance(value, dict) else (LIST, 0)
        raise WrongValueError(
            "rest_no_matching_schema",
            f"{name} is not a valid {kind}. Reason: {error.message}",
            {"position": position},
        ) from None


def _term_query(parameter: Parameter, value: dict[str, Json]) -> dict[str, Json]:
    inner = [Parameter(f"{parameter.name}[terms]", "array", items="integer", default=[])]
    if parameter.children:
        inner.append(Parameter(f"{parameter.name}[include_children]", "boolean", default=False))
    if parameter.operator:
        inner.append(Parameter(f"{parameter.name}[operator]", enum=("AND", "OR"), default="OR"))
    known = {each.name[len(parameter.name) + 1 : -1]: each for each in inner}
    for key in value:
        if key not in known:
            raise WrongValueError("rest_additional_properties_forbidden", f"{key} is not a valid property of Object.")
    found = {key: value_of(each, value[key]) if key in value else each.default for key, each in known.items()}
    return {"operator": "OR", "include_children": False, **found}


def _published(parameter: Parameter, value: Json) -> bool | list[str]:
    """Whether a user has published: at all, or one of these types."""
    plain = _boolean(value)
    if plain is not None:
        return plain
    inner = Parameter(parameter.name, "array", enum=parameter.enum)
    names: list[str] = value_of(inner, value)
    return names


def _objects(parameter: Parameter, value: Json) -> list[dict[str, Json]]:
    """A list of objects: the requests of a batch, for example."""
    objects: list[dict[str, Json]] = as_list(parameter.name, value)
    if parameter.maximum is not None and len(objects) > parameter.maximum:
        words = f"{parameter.name} must contain at most {parameter.maximum} items."
        raise WrongValueError("rest_too_many_items", words)
    if len(objects) < (parameter.minimum or 0):
        words = f"{parameter.name} must contain at least {parameter.minimum} item{'s' * (parameter.minimum != 1)}."
        raise WrongValueError("rest_too_few_items", words)
    for place, each in enumerate(objects):
        if not isinstance(each, dict):
            raise _not_of(f"{parameter.name}[{place}]", "object")
    return objects


def _width(parameter: Parameter, value: Json) -> int:
    """A number of pixels; what is none is 0, as PHP reads it."""
    digits = re.match(r"\s*[+-]?(\d{1,6})", value) if isinstance(value, str) else None
    return int(digits[1]) if digits else value if isinstance(value, int) else 0


def _raw(parameter: Parameter, value: Json) -> str | None:
    """A text, or an object that holds it as ``raw``; nothing for anything else."""
    text = value.get("raw") if isinstance(value, dict) else value
    return text.replace("\0", "") if isinstance(text, str) else None


def _object(parameter: Parameter, value: Json) -> dict[str, Json]:
    """An object of any kind. A list is one to PHP; what is wrong WordPress says here without saying why."""
    if value == "" or isinstance(value, list):
        return {}
    if not isinstance(value, dict):
        raise WrongValueError("", "Invalid parameter.")
    return value


def _template(parameter: Parameter, value: Json) -> str:
    """The name of a template, of which themes here have one, without a name."""
    if value not in ("", "default"):
        raise WrongValueError("rest_invalid_param", f"{parameter.name} is not one of .")
    return ""


_SPECIAL = {
    "template": _template,
    "width": _width,
    "terms": _terms,
    "published": _published,
    "objects": _objects,
    "raw": _raw,
    "object": _object,
}
