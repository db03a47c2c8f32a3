"""Pictures for people who have sent none: printers' ornaments, drawn here from a key.

The caller makes the key and must not let it disclose anything: a keyed hash (HMAC) of the address, never the address or
its plain hash, which others could look up. The same key gives the same drawing for ever.
"""

import hashlib
import math
from collections.abc import Callable, Iterator
from functools import lru_cache

Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]
Shape = tuple[Step, ...]

VERSION = 1
"""Counted up when the drawings change, so that browsers ask again."""

PAPERS = (
    "7a3b2e",
    "8a5a1f",
    "5f6320",
    "37663d",
    "1f6a63",
    "2b6183",
    "3f5596",
    "5f4a94",
    "7d4384",
    "8d3c64",
    "59544b",
    "3d5a52",
)
INKS = ("fdf3e3", "f6d9b8", "e6eccf", "cfe7e4", "d9e2f7", "f5d6dd", "fff7c9", "fff")
FOLDS = (4, 5, 6, 7, 8, 10)


@lru_cache(maxsize=2_000)
def avatar_svg(key: str) -> str:
    """An SVG document for ``key``, square and without size: about 600 bytes of plain shapes.

    It has no ids, styles, scripts or text, so it may stand inside a page under a strict content security policy, many
    times over, as well as be served by itself.
    """
    draw = iter(hashlib.sha256(key.encode()).digest())
    paper = PAPERS[next(draw) % len(PAPERS)]
    ink, second = INKS[next(draw) % len(INKS)], INKS[next(draw) % len(INKS)]
    fold = FOLDS[next(draw) % len(FOLDS)]
    outer = _ring(_petal(draw, start=14, reach=44, fold=fold), fold, turn=0)
    inner = _ring(_petal(draw, start=6, reach=21, fold=fold), fold, turn=next(draw) % 2 / 2)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100">'
        f'<path fill="#{paper}" d="M-50-50h100v100h-100z"/><path fill="#{ink}" d="{outer}"/>'
        f'<path fill="#{second}" d="{inner}{_dot(4 + next(draw) % 4)}"/></svg>'
    )


def avatar_etag(key: str) -> str:
    """A strong entity tag, in quotes, for the drawing of ``key``."""
    return f'"{hashlib.sha256(f"{VERSION}:{key}".encode()).hexdigest()[:20]}"'


def _petal(draw: Iterator[int], *, start: float, reach: float, fold: int) -> Shape:
    """One petal that points down from ``start`` to ``reach``, narrow enough to stand beside its neighbours."""
    width = math.tan(math.pi / fold) * reach * (0.55 + next(draw) % 4 / 10)
    shape = PETALS[next(draw) % len(PETALS)]
    return shape(start, reach, min(width, reach - start))


def _leaf(start: float, reach: float, width: float) -> Shape:
    middle = (start + reach) / 2
    return ("M", ((0, start),)), ("Q", ((width, middle), (0, reach))), ("Q", ((-width, middle), (0, start)))


def _lozenge(start: float, reach: float, width: float) -> Shape:
    middle = start + (reach - start) * 0.6
    return ("M", ((0, start),)), ("L", ((width / 2, middle), (0, reach), (-width / 2, middle)))


def _drop(start: float, reach: float, width: float) -> Shape:
    right, left = ((width / 4, start), (width, reach), (0, reach)), ((-width, reach), (-width / 4, start), (0, start))
    return ("M", ((0, start),)), ("C", right), ("C", left)


def _heart(start: float, reach: float, width: float) -> Shape:
    middle, notch = (start + reach) / 2, reach - (reach - start) * 0.3
    right = ((width, middle), (width, reach * 1.15), (0, notch))
    left = ((-width, reach * 1.15), (-width, middle), (0, start))
    return ("M", ((0, start),)), ("C", right), ("C", left)


def _scythe(start: float, reach: float, width: float) -> Shape:
    middle = (start + reach) / 2
    return ("M", ((0, start),)), ("Q", ((width * 1.2, middle), (0, reach))), ("Q", ((width / 4, middle), (0, start)))


PETALS: tuple[Callable[[float, float, float], Shape], ...] = (_leaf, _lozenge, _drop, _heart, _scythe)


def _ring(shape: Shape, fold: int, *, turn: float) -> str:
    """Path data of ``fold`` copies of ``shape`` round the centre; ``turn`` moves them by that part of a step."""
    angles = (2 * math.pi * (index + turn) / fold for index in range(fold))
    return "".join(_path(shape, angle) for angle in angles)


def _path(shape: Shape, angle: float) -> str:
    cos, sin = math.cos(angle), math.sin(angle)
    steps = []
    for letter, points in shape:
        turned = [(x * cos - y * sin, x * sin + y * cos) for x, y in points]
        steps.append(letter + "".join(_number(part) for point in turned for part in point).lstrip())
    return "".join(steps) + "z"


def _number(value: float) -> str:
    """A whole number, with a space before it where no sign separates it from the one before."""
    return f" {number}" if (number := round(value)) >= 0 else str(number)


def _dot(radius: int) -> str:
    return f"M-{radius} 0a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0-{2 * radius} 0z"
