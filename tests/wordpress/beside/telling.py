"""A difference in words."""

from typing import Any

SHOWN = 160


def told(kind: str, target: str, name: str, theirs: dict[str, Any], ours: dict[str, Any]) -> str:
    """One difference in three lines: where, and what either side has, from shortly before they part."""
    left, right = (str(side.get(name, "(nothing)")) for side in (theirs, ours))
    if len(left) > SHOWN or len(right) > SHOWN:
        shorter = min(len(left), len(right))
        start = next((at for at in range(shorter) if left[at] != right[at]), shorter)
        begin = max(start - 40, 0)
        left, right = f"…{left[begin : begin + SHOWN]}…", f"…{right[begin : begin + SHOWN]}…"
    return f"{kind}: {target}: {name}\n    WordPress {left}\n    Coranto   {right}"
