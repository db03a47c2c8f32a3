"""Passing on what has changed: to the pages that are kept in this home, and to other machines."""

import datetime
import logging
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from coranto.edge.ledger import Ledger, place_of
from coranto.edge.page_files import PageFiles
from coranto.edge.purging import CacheInFront

if TYPE_CHECKING:
    import redis

    from coranto.edge.machines import Outage

logger = logging.getLogger(__name__)


def folder() -> Path:
    """Where the home's pages are kept."""
    return _in_home(settings.HOME)


@lru_cache(maxsize=8)
def _in_home(home: Path | str) -> Path:
    return Path(home) / "cache"


def tell(names: frozenset[str], moment: datetime.datetime | None) -> None:
    """These things have changed, and the transaction that changed them is committed."""
    places = sorted({place_of(name) for name in names})
    known = microseconds(moment) if moment else 0
    if ledger := home_ledger(folder() / "changes"):
        note_places(ledger, places)
        ledger.note_known(known)
    if client := shared_cache():
        tell_others(client, places, known)


def tell_others(client: "redis.Redis", places: list[int], known: int) -> None:
    """Let other machines know. Where the shared cache is away, wait until they serve nothing that they keep."""
    import redis

    from coranto.edge.machines import tell_machines

    try:
        tell_machines(client, places, known)
    except redis.RedisError as error:
        logger.warning("Other machines are not told of a change, since the shared cache is away: %s", error)
        outage().wait()
    else:
        outage().end()


@cache
def outage() -> "Outage":
    """What this process knows of the shared cache being away."""
    from coranto.edge.machines import Outage

    return Outage()


def shared_cache() -> "redis.Redis | None":
    """The shared cache, where several machines may serve the site: SQLite's file is one machine's."""
    if connection.vendor == "sqlite" or not settings.CACHE_URL:
        return None
    return _connected(settings.CACHE_URL)


@cache
def _connected(address: str) -> "redis.Redis":
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once_more = Retry(NoBackoff(), 1)  # a connection that was closed while nobody used it; more would be waited for
    return redis.Redis.from_url(address, socket_timeout=5, socket_connect_timeout=2, retry=once_more)


def note(ledger: Ledger, names: Iterable[str]) -> None:
    """These things have changed: no kept answer that shows them holds, and no file of one is served any longer."""
    note_places(ledger, sorted({place_of(name) for name in names}))


def note_places(ledger: Ledger, places: list[int]) -> None:
    """What has these places in the ledger has changed: no kept answer and no file that shows it holds."""
    if files := page_files(ledger):
        files.forget(places)
    else:
        ledger.note(places)
    if (near := cache_in_front()) and near.is_near:
        near.try_to_purge(places)


def files_mark() -> Path:
    """The file that says in which folder this home's page files are; it is missing where there are none.

    Not a setting alone: whoever runs a command with other settings than the server changes pages, too.
    """
    return folder() / "files-folder"


def page_files(ledger: Ledger) -> PageFiles | None:
    """The page files of this home, if it has any."""
    try:
        path = files_mark().read_text()
    except FileNotFoundError:
        return None
    return _files_in(Path(path), folder() / "files.sqlite3", ledger)


def home_ledger(path: Path) -> Ledger | None:
    """The ledger there; nothing where no server has ever kept a page."""
    return _opened(path) if path.exists() else None


@cache
def cache_in_front() -> CacheInFront | None:
    """The cache in front that has to be told of changes, if the settings name one."""
    if settings.CACHE_IN_FRONT is None:
        return None
    return CacheInFront(*settings.CACHE_IN_FRONT, about=settings.PUBLIC_URL)


@cache
def _files_in(path: Path, index: Path, ledger: Ledger) -> PageFiles:
    return PageFiles(path, index, ledger)


@cache
def _opened(path: Path) -> Ledger:
    return Ledger(path)


def microseconds(moment: datetime.datetime) -> int:
    """The moment as a whole number."""
    return int(moment.timestamp() * 1_000_000)
