"""A chart of bars, worked out here and drawn as SVG by its template: no script, no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, STEP, BAR = 120, 24, 18


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar: its class, and where it stands."""

    kind: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins, what it is called, and its parts from the bottom up."""

    x: int
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one height for one number."""

    width: int
    height: int
    bar: int
    highest: int
    bars: tuple[Bar, ...]


def draw(columns: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> Chart:
    """A chart of these columns: each a label and its parts, as class and number."""
    highest = max((sum(number for _kind, number in parts) for _label, parts in columns), default=0)
    bars = []
    for place, (label, parts) in enumerate(columns):
        pieces, below = [], 0
        for kind, number in parts:
            top = below + number
            ends, begins = (round(HEIGHT * each / highest) if highest else 0 for each in (top, below))
            if ends > begins:
                pieces.append(Piece(kind, HEIGHT - ends, ends - begins))
            below = top
        bars.append(Bar(place * STEP + (STEP - BAR) // 2, label, tuple(pieces)))
    return Chart(len(columns) * STEP, HEIGHT, BAR, highest, tuple(bars))
