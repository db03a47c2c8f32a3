"""WordPress's default colours, which posts name by class (``has-vivid-red-color``) and themes may give other shades."""

import colorsys
import re

_COLOURS = {
    "black": "#000000",
    "cyan-bluish-gray": "#abb8c3",
    "white": "#ffffff",
    "pale-pink": "#f78da7",
    "vivid-red": "#cf2e2e",
    "luminous-vivid-orange": "#ff6900",
    "luminous-vivid-amber": "#fcb900",
    "light-green-cyan": "#7bdcb5",
    "vivid-green-cyan": "#00d084",
    "pale-cyan-blue": "#8ed1fc",
    "vivid-cyan-blue": "#0693e3",
    "vivid-purple": "#9b51e0",
}
_NAMED = {
    "red": "#ff0000",
    "green": "#008000",
    "blue": "#0000ff",
    "yellow": "#ffff00",
    "orange": "#ffa500",
    "purple": "#800080",
    "maroon": "#800000",
    "navy": "#000080",
    "teal": "#008080",
    "lime": "#00ff00",
    "fuchsia": "#ff00ff",
    "aqua": "#00ffff",
    "gray": "#808080",
    "grey": "#808080",
    "silver": "#c0c0c0",
    "pink": "#ffc0cb",
    "brown": "#a52a2a",
    "darkred": "#8b0000",
    "darkgreen": "#006400",
    "darkblue": "#00008b",
    **{name: value for name, value in _COLOURS.items() if name in ("black", "white")},
}
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\Z")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")


def nearest_colour(value: str) -> str | None:
    """The slug of the palette's colour that is nearest to a CSS colour in lower case, or None when it is none.

    By hue for coloured ones, so that a dark red is still a red; greys are black, gray or white.
    """
    rgb = _read(value)
    if rgb is None:
        return None
    for name, own in _COLOURS.items():
        if _read(own) == rgb:
            return name
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
    if saturation < 0.15 or lightness < 0.08 or lightness > 0.96:
        return "black" if lightness < 0.4 else "white" if lightness > 0.9 else "cyan-bluish-gray"
    return _by_hue(hue * 360, lightness)


def _by_hue(degrees: float, lightness: float) -> str:
    pale = lightness > 0.7
    if degrees < 17 or degrees >= 320:
        return "pale-pink" if pale else "vivid-red"
    if degrees < 75:
        return "luminous-vivid-orange" if degrees < 36 else "luminous-vivid-amber"
    if degrees < 175:
        return "light-green-cyan" if pale else "vivid-green-cyan"
    if degrees < 255:
        return "pale-cyan-blue" if pale else "vivid-cyan-blue"
    return "vivid-purple"


def _read(value: str) -> tuple[int, int, int] | None:
    value = _NAMED.get(value, value)
    if found := _HEX.match(value):
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.match(value):
        return min(int(found[1]), 255), min(int(found[2]), 255), min(int(found[3]), 255)
    return None
