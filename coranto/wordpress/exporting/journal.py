"""How far an export in parts has come: a small file beside them, so that one that was stopped can go on."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

NAME = "journal.json"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the site: the kind of item, counted from 0 in the order of writing, and the last number of it."""

    stage: int = 0
    number: int = 0


@dataclass(slots=True)
class Journal:
    """``made_for`` stands for the site as it was and the arguments; ``mark`` is after the last item of a whole part.

    ``replaced`` names the items in which characters that XML forbids became U+FFFD. ``is_whole``: all parts are there,
    and are being given their names.
    """

    made_for: str = ""
    sizes: list[int] = field(default_factory=list)
    mark: Mark = field(default_factory=Mark)
    items: int = 0
    comments: int = 0
    size: int = 0
    replaced: list[str] = field(default_factory=list)
    is_whole: bool = False


def read_journal(folder: Path) -> Journal | None:
    """The journal of a folder; ``None`` if there is none that can be read."""
    try:
        found = json.loads((folder / NAME).read_text())
        return Journal(**{each.name: found[each.name] for each in fields(Journal)} | {"mark": Mark(**found["mark"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_journal(folder: Path, journal: Journal) -> None:
    """Write it whole or not at all."""
    waiting = folder / f"{NAME}.unfinished"
    with waiting.open("w") as file:
        json.dump(asdict(journal), file)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder / NAME)
