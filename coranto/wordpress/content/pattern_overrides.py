"""What a post says in place of the words of a reusable block (a synced pattern): its overrides.

The post's block has them under ``content``, by the name that each part of the pattern has; the pattern says of a part
whether its words, link or picture may be changed. Source: WordPress's ``block-bindings``.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from coranto.core.html.tags import escape_value
from coranto.wordpress.content.blocks import Block
from coranto.wordpress.content.scope import DEEPEST

_SOURCE = "core/pattern-overrides"
_EVERY = "__default"
_Change = Callable[[str, str], str]


def with_overrides(parts: "Iterable[str | Block]", values: Any, depth: int = 0) -> "list[str | Block]":
    """The parts of a reusable block with the values of the post in their places; what is nested too deep as it is."""
    if not isinstance(values, dict) or not values or depth > DEEPEST:
        return list(parts)
    return [part if isinstance(part, str) else _with_values(part, values, depth) for part in parts]


def _with_values(block: Block, values: dict[str, Any], depth: int) -> Block:
    if block.inner:
        return replace(block, parts=with_overrides(block.parts, values, depth + 1))
    metadata = block.attributes.get("metadata")
    said = values.get(str(metadata.get("name"))) if isinstance(metadata, dict) else None
    if not isinstance(said, dict) or not isinstance(metadata, dict):
        return block
    html = block.own_html
    for attribute, change in _CHANGES.get(block.name, {}).items():
        if type(said.get(attribute)) in (str, int) and _may_change(metadata.get("bindings"), attribute):
            html = change(html, str(said[attribute]))
    return replace(block, parts=[html])


def _may_change(bindings: Any, attribute: str) -> bool:
    binding = (bindings.get(attribute) or bindings.get(_EVERY)) if isinstance(bindings, dict) else None
    return isinstance(binding, dict) and binding.get("source") == _SOURCE


def _words_in(names: str) -> _Change:
    """Puts HTML into the first of these elements."""
    element = re.compile(rf"(<({names})\b[^>]*>).*?(</\2>)", re.DOTALL | re.IGNORECASE)

    def change(html: str, value: str) -> str:
        return element.sub(lambda found: f"{found[1]}{value}{found[3]}", html, count=1)

    return change


def _value_of(element: str, attribute: str) -> _Change:
    """Lets the first element with this name have this value."""
    tag = re.compile(rf"<{element}\b([^>]*)>", re.IGNORECASE)
    old = re.compile(rf"\s{attribute}=\"[^\"]*\"", re.IGNORECASE)

    def change(html: str, value: str) -> str:
        said = f'<{element} {attribute}="{escape_value(value)}"'
        return tag.sub(lambda found: f"{said}{old.sub('', found[1])}>", html, count=1)

    return change


def _number(html: str, value: str) -> str:
    return re.sub(r"\bwp-image-\d+\b", f"wp-image-{value}" if value.isdecimal() else "", html)


_CHANGES: dict[str, dict[str, _Change]] = {
    "core/button": {"text": _words_in("a|button"), "url": _value_of("a", "href")},
    "core/heading": {"content": _words_in("h[1-6]")},
    "core/image": {
        "alt": _value_of("img", "alt"),
        "caption": _words_in("figcaption"),
        "id": _number,
        "url": _value_of("img", "src"),
    },
    "core/list-item": {"content": _words_in("li")},
    "core/paragraph": {"content": _words_in("p")},
}
