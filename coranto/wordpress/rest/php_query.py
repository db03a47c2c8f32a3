"""Query strings as PHP reads and writes them: ``a[]=1`` is a list, ``a[k]=1`` a mapping; the last of equals wins."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, unquote_plus

MOST_FIELDS = 1000  # PHP's max_input_vars
DEEPEST = 16
_KEYS = re.compile(r"\[([^\]]*)\]")


def read_query(text: str) -> dict[str, Any]:
    """The fields of a query string or form. Bytes that are not UTF-8 become U+FFFD.

    >>> read_query("a[]=1&a[]=2&b[c]=3&d.e=4")
    {'a': ['1', '2'], 'b': {'c': '3'}, 'd_e': '4'}
    """
    tree: dict[str, Any] = {}
    for pair in text.split("&", MOST_FIELDS)[:MOST_FIELDS]:
        name, _equals, value = pair.partition("=")
        if name:
            _put(tree, unquote_plus(name, errors="replace"), unquote_plus(value, errors="replace"))
    return {name: _listed(value) for name, value in tree.items()}


def _put(tree: dict[str, Any], name: str, value: str) -> None:
    name = name.lstrip(" ")
    first, bracket, rest = name.partition("[")
    keys = _KEYS.findall(bracket + rest) if bracket and first and "]" in rest else []
    first = re.sub(r"[ .\[]", "_", first if keys else name)
    if not first or len(keys) > DEEPEST:
        return
    here, key = tree, first
    for below in keys:
        if not isinstance(here.get(key), dict):
            here[key] = {}
        here = here[key]
        key = below or str(_next_index(here))
    here[key] = value


def _next_index(values: dict[str, Any]) -> int:
    return max((int(key) for key in values if key.isascii() and key.isdigit()), default=-1) + 1


def _listed(value: Any) -> Any:
    """Mappings whose keys are numbers are lists to PHP."""
    if not isinstance(value, dict):
        return value
    if all(key.isascii() and key.isdigit() for key in value):
        return [_listed(each) for each in value.values()]
    return {key: _listed(each) for key, each in value.items()}


def write_query(fields: dict[str, Any]) -> str:
    """The fields as WordPress writes them into links: lists with their places, nothing after an empty value's name."""
    return "&".join(_pair(name, value) for key, each in fields.items() for name, value in _flat(key, each))


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list | dict):
        pairs = enumerate(value) if isinstance(value, list) else value.items()
        for key, each in pairs:
            yield from _flat(f"{name}[{key}]", each)
    elif value is not None:
        yield name, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value)


def _pair(name: str, value: str) -> str:
    return f"{_encoded(name)}={_encoded(value)}" if value else _encoded(name)


def _encoded(text: str) -> str:
    return quote_plus(text, safe="").replace("~", "%7E")
