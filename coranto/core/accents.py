"""An owner's accent colour made readable: darker on light paper, lighter on dark, until the contrast is enough."""

import re

LIGHT_PAPER = "#f4f1ea"
"""The darkest ground that the default theme prints on by day."""
DARK_PAPER = "#23211d"
"""The lightest ground that it prints on by night."""
ENOUGH = 4.8
"""WCAG 2.2 asks for 4.5 : 1 between text and ground; a little more leaves room for tints."""

Colour = tuple[int, int, int]


def accent_stylesheet(accent: str) -> str:
    """The stylesheet that sets ``--accent`` by day and by night for a colour such as ``#8a1c1c``.

    Raises ``ValueError`` for anything but ``#`` and six hexadecimal digits.
    """
    colour = _read(accent)
    day = _write(_readable(colour, on=_read(LIGHT_PAPER), towards=(0, 0, 0)))
    night = _write(_readable(colour, on=_read(DARK_PAPER), towards=(255, 255, 255)))
    return f":root{{--accent:{day}}}@media screen and (prefers-color-scheme:dark){{:root{{--accent:{night}}}}}"


def contrast(first: str, second: str) -> float:
    """The contrast of two colours from 1 to 21, as WCAG 2.2 defines it."""
    return _contrast(_read(first), _read(second))


def _readable(colour: Colour, *, on: Colour, towards: Colour) -> Colour:
    """``colour``, mixed with ``towards`` in steps of 2 % until it stands out on ``on``."""
    for step in range(51):
        mixed = _mix(colour, towards, step / 50)
        if _contrast(mixed, on) >= ENOUGH:
            return mixed
    return towards


def _mix(first: Colour, second: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _contrast(first: Colour, second: Colour) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _read(colour: str) -> Colour:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is no colour; write # and six hexadecimal digits, as in #8a1c1c.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _write(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
