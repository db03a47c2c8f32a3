"""The order in which people read names that hold numbers."""

import re

_NUMBER = re.compile(r"(\d+)")


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Return a sort key that puts ``part2`` before ``part10``, without regard to case."""
    pieces = _NUMBER.split(name.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece]
