"""What an import did, in words and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the report: what happened to one item, and why."""

    act: str
    kind: str
    number: str
    title: str
    reason: str
    place: str

    def __str__(self) -> str:
        name = " ".join(part for part in (self.kind, self.number, f"“{self.title}”" if self.title else "") if part)
        return f"{name}: {self.reason}" + (f" ({self.place})" if self.place else "")


@dataclass(slots=True, kw_only=True)
class Report:
    """The whole of it. ``counts`` are by kind, then by what happened; ``notes`` in the order of the export.

    What happens to an item is ``new``, ``changed``, ``unchanged``, ``edited_here`` (left alone), ``kept`` (but not
    shown), ``skipped`` or ``refused``. Notes may also say ``bent`` (taken, with a change) and ``missing``.
    """

    files: list[str]
    is_dry: bool
    counts: Counts = field(default_factory=dict)
    notes: list[Told] = field(default_factory=list)
    seconds: float = 0.0
    error: str = ""
    run: int | None = None

    def as_json(self) -> dict[str, Any]:
        """For machines; the keys are part of the outer contract."""
        return {
            "files": self.files,
            "trial": self.is_dry,
            "seconds": round(self.seconds, 1),
            "error": self.error,
            "counts": self.counts,
            "items": [
                {
                    "what": note.act,
                    "kind": note.kind,
                    "number": note.number,
                    "title": note.title,
                    "reason": note.reason,
                    "place": note.place,
                }
                for note in self.notes
            ],
        }

    def in_words(self) -> Iterator[str]:
        """For people: one line for each kind."""
        order = ("new", "changed", "unchanged", "edited_here", "kept", "skipped", "refused", "missing")
        names = {"edited_here": "left alone, because edited here", "kept": "kept, but not shown"}
        for kind, acts in self.counts.items():
            parts = [f"{acts[act]:,} {names.get(act, act)}" for act in order if acts.get(act)]
            if parts:
                yield f"{kind}: {', '.join(parts)}"
