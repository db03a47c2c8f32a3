"""The classes that WordPress adds to blocks when it prints them (layout, kind of block)."""

import re
from functools import lru_cache
from typing import Any

from coranto.core.html.tags import read_attributes, write_tag
from coranto.wordpress.content.blocks import Block

_FIRST_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s=\"'>/]+(?:=\"[^\"]*\")?)*)\s*/?>")
_INNER = "wp-block-group__inner-container"
_CLASS = re.compile(r'\sclass="[^"]*"')
_COVER_INSIDE = re.compile(r'<div class="wp-block-cover__inner-container')
_STARTS = re.compile(r"\s*(?=<)")

# Blocks that arrange what is in them, with the layout they have when none is said.
_LAYOUTS = {
    "core/buttons": "flex",
    "core/column": "flow",
    "core/columns": "flex",
    "core/cover": "flow",
    "core/details": "flow",
    "core/gallery": "flex",
    "core/group": "flow",
    "core/quote": "flow",
    "core/social-links": "flex",
}
_OWN_CLASS = {"core/paragraph": "wp-block-paragraph", "core/heading": "wp-block-heading", "core/list": "wp-block-list"}
_OWN_TAGS = {
    "core/paragraph": ("p",),
    "core/heading": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "core/list": ("ul", "ol"),
}
_TYPES = {"default": "flow", "flow": "flow", "constrained": "constrained", "flex": "flex", "grid": "grid"}


def add_block_classes(block: Block, html: str) -> str:
    """``html`` of a block with the classes of its kind and layout."""
    if block.name in _OWN_CLASS:
        return add_classes(html, (_OWN_CLASS[block.name],), only=_OWN_TAGS[block.name])
    if block.name == "core/cover" and (inside := _COVER_INSIDE.search(html)):
        classes = _layout_classes(block.name, block.attributes.get("layout"))
        return html[: inside.start()] + add_classes(html[inside.start() :], classes)
    if block.name in _LAYOUTS:
        return add_classes(html, _layout_classes(block.name, block.attributes.get("layout")))
    return html


def add_classes(html: str, classes: tuple[str, ...], only: tuple[str, ...] = ()) -> str:
    """``html`` with classes added to its first tag (if that is one of ``only``)."""
    start = _STARTS.match(html)
    found = _FIRST_TAG.match(html, start.end()) if start else None
    if not found or (only and found[1].lower() not in only):
        return html
    return html[: found.start()] + _tag_with(found[1], found[2], classes) + html[found.end() :]


@lru_cache(maxsize=64)
def _tag_with(name: str, attributes_text: str, classes: tuple[str, ...]) -> str:
    """A start tag with these classes added; kept, since most are ``<p>``."""
    attributes = read_attributes(attributes_text)
    own = attributes.get("class", "").split()
    said = " ".join([*own, *(name for name in classes if name not in own)])
    place = _CLASS.search(attributes_text)
    if place:
        return f'<{name}{attributes_text[: place.start()]} class="{said}"{attributes_text[place.end() :]}>'
    return write_tag(name, attributes | {"class": said})


def _layout_classes(name: str, layout: Any) -> tuple[str, ...]:
    said = layout if isinstance(layout, dict) else {}
    kind = "constrained" if said.get("inherit") else _TYPES.get(str(said.get("type")), _LAYOUTS[name])
    classes = []
    if said.get("orientation") == "vertical":
        classes.append("is-vertical")
    justified = said.get("justifyContent")
    if isinstance(justified, str) and re.fullmatch(r"[a-z-]+", justified):
        classes.append(f"is-content-justification-{justified}")
    if said.get("flexWrap") == "nowrap":
        classes.append("is-nowrap")
    own = name.replace("core/", "wp-block-")
    return (*classes, f"is-layout-{kind}", f"{own}-is-layout-{kind}")


def with_inner_container(block: Block, html: str) -> str:
    """A group with the inner element that WordPress gives it under classic themes; it takes over the layout classes."""
    layout = block.attributes.get("layout")
    is_arranged = isinstance(layout, dict) and layout.get("type") in ("flex", "grid")
    found = _FIRST_TAG.search(html)
    end = html.rfind("</")
    if block.name != "core/group" or is_arranged or not found or end < found.end() or _INNER in html:
        return html
    attributes = read_attributes(found[2])
    names = attributes.get("class", "").split()
    arranging = [name for name in names if "is-layout-" in name]
    attributes["class"] = " ".join(name for name in names if name not in arranging)
    opening = write_tag(found[1], attributes)
    inner = f'<div class="{" ".join([_INNER, *arranging])}">'
    return f"{html[: found.start()]}{opening}{inner}{html[found.end() : end]}</div>{html[end:]}"
