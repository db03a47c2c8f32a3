"""Passing on what has changed to the pages that are kept in this home."""

import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from coranto.edge.ledger import Ledger, place_of


def folder() -> Path:
    """Where the home's pages are kept."""
    return Path(settings.HOME) / "cache"


def tell(names: frozenset[str], moment: datetime.datetime | None) -> None:
    """These things have changed, and the transaction that changed them is committed."""
    ledger = home_ledger(folder() / "changes")
    if ledger is None:
        return
    ledger.note(sorted({place_of(name) for name in names}))
    if moment:
        ledger.note_known(microseconds(moment))


def home_ledger(path: Path) -> Ledger | None:
    """The ledger there; nothing where no server has ever kept a page."""
    return _opened(path) if path.exists() else None


@cache
def _opened(path: Path) -> Ledger:
    return Ledger(path)


def microseconds(moment: datetime.datetime) -> int:
    """The moment as a whole number."""
    return int(moment.timestamp() * 1_000_000)
