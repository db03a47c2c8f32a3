"""How far an import is, told to whoever shows it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class Step:
    """One moment of an import. ``done`` and ``total`` are bytes of the files while they are read, else items.

    ``name`` is ``survey``, ``media``, ``write`` or ``finish``; ``total`` is ``None`` when it cannot be known.
    """

    name: str
    done: int = 0
    total: int | None = None
    items: int = 0


class ShowsProgress(Protocol):
    """Called often; must be quick, and must not raise unless the import is to stop."""

    def __call__(self, step: Step) -> None: ...


def silent(step: Step) -> None:
    """Show nothing."""
