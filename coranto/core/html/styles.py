"""Inline styles and dated presentation turned into classes, because the public policy forbids ``style`` attributes.

Where WordPress has a class for what a style says (``has-text-align-center``, ``has-vivid-red-color``), it is used. The
others are ours, and themes style them: ``is-bold``, ``is-italic``, ``is-underlined``, ``is-struck``, ``is-upper-case``,
``is-small``, ``is-large``, ``is-indented-1`` to ``-5`` (30 px each, as WordPress's editor indents), ``is-width-10`` …
``is-width-100`` (percent).

Works on the output of nh3 only.
"""

import re

from coranto.core.html.tags import TAG, VOID, read_attributes, write_tag
from coranto.core.palette import nearest_colour

KEPT_PROPERTIES = (
    "text-align float color background-color font-weight font-style font-size text-decoration text-decoration-line "
    "text-transform width flex-basis padding-left margin-left direction list-style-type"
)
_DATED = ("<acronym", "<big", "<center", "<dir", "<font", "<nobr", "<strike", "<tt", "<span>")
_DATED_ATTRIBUTES = (' style="', ' align="', ' valign="', ' border="', ' name="')
_WIDE = re.compile(r'<(?:table|t[dh]|hr|col)[^>]* width="')
_TODAYS_NAME = {
    "acronym": "abbr",
    "big": "span",
    "center": "div",
    "dir": "ul",
    "font": "span",
    "nobr": "span",
    "strike": "s",
    "tt": "code",
}
_NAME_CLASS = {"center": "has-text-align-center", "big": "is-large"}
_SIDES = ("left", "right", "center", "justify")
_WIDTHS = (10, 20, 25, 30, 33, 40, 50, 60, 66, 70, 75, 80, 90, 100)
_MOST_DECLARATIONS = 100
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%\Z")
_PIXELS = re.compile(r"(\d{1,4})(?:\.\d+)?(?:px)?\Z")
_FLOATING = frozenset({"img", "figure", "table", "div", "iframe", "video"})
_LIST_TYPES = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I", "decimal": "1"}
_DECLARATIONS = {
    ("font-style", "italic"): "is-italic",
    ("font-style", "oblique"): "is-italic",
    ("text-transform", "uppercase"): "is-upper-case",
}


def styles_to_classes(html: str) -> str:
    """``html`` without ``style`` attributes, dated elements and alignment attributes."""
    if not _is_dated(html):
        return html
    open_names: list[tuple[str, str]] = []  # (as read, as written; written "" when the element goes)

    def rewrite(found: re.Match[str]) -> str:
        name = found[2]
        if found[1]:
            while open_names:
                read, written = open_names.pop()
                if read == name:
                    return f"</{written}>" if written else ""
            return found[0]
        todays, attributes = _todays_tag(name, read_attributes(found[3]))
        if todays == "span" and not attributes:
            todays = ""
        if name not in VOID:
            open_names.append((name, todays))
        return write_tag(todays, attributes) if todays else ""

    return TAG.sub(rewrite, html)


def _is_dated(html: str) -> bool:
    if any(sign in html for sign in _DATED_ATTRIBUTES) or any(sign in html for sign in _DATED):
        return True
    return ' width="' in html and bool(_WIDE.search(html))


def _todays_tag(name: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    classes = attributes.pop("class", "").split()
    if name in _NAME_CLASS:
        classes.append(_NAME_CLASS[name])
    for declaration in attributes.pop("style", "").split(";", _MOST_DECLARATIONS)[:_MOST_DECLARATIONS]:
        property_, _, value = declaration.partition(":")
        classes += _class_of(name, property_.strip(), value.replace("! important", "").strip().lower(), attributes)
    classes += _classes_of_dated(name, attributes)
    kept = {"class": " ".join(dict.fromkeys(classes))} if classes else {}
    return _TODAYS_NAME.get(name, name), kept | attributes


def _class_of(name: str, property_: str, value: str, attributes: dict[str, str]) -> list[str]:
    """The classes that say what a declaration said; ``attributes`` gets what an attribute says better."""
    if (property_, value) in _DECLARATIONS:
        return [_DECLARATIONS[property_, value]]
    read = _READERS.get(property_)
    return read(name, value, attributes) if read else []


def _text_align(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    value = {"start": "left", "end": "right"}.get(value, value)
    return [f"has-text-align-{value}"] if value in _SIDES else []


def _float(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    return [f"align{value}"] if name in _FLOATING and value in ("left", "right") else []


def _colour(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    colour = nearest_colour(value)
    return ["has-text-color", f"has-{colour}-color"] if colour and colour not in ("black", "white") else []


def _background(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    colour = nearest_colour(value)
    return ["has-background", f"has-{colour}-background-color"] if colour and colour != "white" else []


def _weight(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    return ["is-bold"] if value in ("bold", "bolder", "600", "700", "800", "900") else []


def _decoration(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    words = value.split()
    return ["is-underlined"] * ("underline" in words) + ["is-struck"] * ("line-through" in words)


def _size(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    small = value in ("small", "x-small", "xx-small", "smaller")
    large = value in ("large", "x-large", "xx-large", "larger")
    return ["is-small"] * small + ["is-large"] * large


def _indent(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    pixels = _PIXELS.match(value)
    steps = round(int(pixels[1]) / 30) if pixels and value.endswith("px") else 0
    return [f"is-indented-{min(steps, 5)}"] if steps else []


def _width(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    percent = _PERCENT.match(value)
    if percent and 0 < float(percent[1]) <= 100:
        return [f"is-width-{min(_WIDTHS, key=lambda width: abs(width - float(percent[1])))}"]
    pixels = _PIXELS.match(value)
    if pixels and name in ("img", "video"):
        attributes.setdefault("width", pixels[1])
    return []


def _direction(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    if value in ("ltr", "rtl"):
        attributes.setdefault("dir", value)
    return []


def _list_type(name: str, value: str, attributes: dict[str, str]) -> list[str]:
    if name == "ol" and value in _LIST_TYPES:
        attributes.setdefault("type", _LIST_TYPES[value])
    return []


_READERS = {
    "text-align": _text_align,
    "float": _float,
    "color": _colour,
    "background-color": _background,
    "font-weight": _weight,
    "text-decoration": _decoration,
    "text-decoration-line": _decoration,
    "font-size": _size,
    "padding-left": _indent,
    "margin-left": _indent,
    "width": _width,
    "flex-basis": _width,
    "direction": _direction,
    "list-style-type": _list_type,
}


def _classes_of_dated(name: str, attributes: dict[str, str]) -> list[str]:
    """The classes for attributes that HTML no longer has; they are taken out of ``attributes``."""
    classes: list[str] = []
    align = attributes.pop("align", "").lower()
    if align in _SIDES:
        floats = name in ("img", "table") and align != "justify"
        classes.append(f"align{align}" if floats else f"has-text-align-{align}")
    for dated in ("valign", "border", "noshade"):
        attributes.pop(dated, None)
    if name == "font":
        classes += _colour(name, attributes.pop("color", ""), attributes)
        size = attributes.pop("size", "")
        classes += ["is-small"] * (size in ("1", "2", "-1", "-2")) + ["is-large"] * (
            size in ("4", "5", "6", "7", "+1", "+2")
        )
    if name in ("table", "td", "th", "hr", "col", "colgroup") and "width" in attributes:
        classes += _width(name, attributes.pop("width"), {})
    if name == "a" and "name" in attributes:
        attributes.setdefault("id", attributes.pop("name"))
    return classes
