"""Passing on what has changed: to the pages that are kept in this home, and to other machines."""

import datetime
import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from coranto.edge.ledger import Ledger, place_of

if TYPE_CHECKING:
    import redis

logger = logging.getLogger(__name__)


def folder() -> Path:
    """Where the home's pages are kept."""
    return Path(settings.HOME) / "cache"


def tell(names: frozenset[str], moment: datetime.datetime | None) -> None:
    """These things have changed, and the transaction that changed them is committed."""
    places = sorted({place_of(name) for name in names})
    known = microseconds(moment) if moment else 0
    if ledger := home_ledger(folder() / "changes"):
        ledger.note(places)
        ledger.note_known(known)
    if client := shared_cache():
        tell_others(client, places, known)


def tell_others(client: "redis.Redis", places: list[int], known: int) -> None:
    """Let other machines know. Where the shared cache is away, they find out by asking the database each second."""
    import redis

    from coranto.edge.machines import tell_machines

    try:
        tell_machines(client, places, known)
    except redis.RedisError as error:
        logger.warning("Other machines are not told of a change, since the shared cache is away: %s", error)


def shared_cache() -> "redis.Redis | None":
    """The shared cache, where several machines may serve the site: SQLite's file is one machine's."""
    if connection.vendor == "sqlite" or "redis" not in settings.CACHES["default"]["BACKEND"].lower():
        return None
    return _connected(settings.CACHES["default"]["LOCATION"])


@cache
def _connected(address: str) -> "redis.Redis":
    import redis

    return redis.Redis.from_url(address, socket_timeout=5, socket_connect_timeout=2)


def home_ledger(path: Path) -> Ledger | None:
    """The ledger there; nothing where no server has ever kept a page."""
    return _opened(path) if path.exists() else None


@cache
def _opened(path: Path) -> Ledger:
    return Ledger(path)


def microseconds(moment: datetime.datetime) -> int:
    """The moment as a whole number."""
    return int(moment.timestamp() * 1_000_000)
