"""The cache that several machines share, and what stands in for it while it is away.

Nothing in it is needed to answer a reader: it counts wrong passwords and keeps fetched pictures. So when Redis or
Valkey cannot be reached, the memory of each process takes over, one line in the log says so, and it is tried again
after some seconds; nobody waits for it meanwhile.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("coranto.cache")
AWAY_SECONDS = 5.0
VERBS = ("add", "get", "set", "touch", "delete", "get_many", "set_many", "delete_many", "has_key", "incr", "clear")


class SharedCache(RedisCache):
    """Django's cache in Redis, whose verbs never fail for want of a server."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """``server`` is the address; the options are Django's."""
        super().__init__(server, params)
        self._server = server
        self._params = params
        self._away_until = 0.0
        self._own = self._new_memory()

    def _new_memory(self) -> LocMemCache:
        own = LocMemCache(f"in place of {self._server}", self._params)
        own.clear()
        return own

    def _do(self, verb: str, usual: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                answer = usual(*args, **kwargs)
            except (RedisError, OSError) as error:
                self._note_away(error)
            else:
                self._note_back()
                return answer
        return getattr(self._own, verb)(*args, **kwargs)

    def _note_away(self, error: Exception) -> None:
        if not self._away_until:
            logger.warning("the shared cache is away (%s); the memory of this process stands in", error)
            self._own = self._new_memory()
        self._away_until = time.monotonic() + AWAY_SECONDS

    def _note_back(self) -> None:
        if self._away_until:
            logger.warning("the shared cache is back")
            self._away_until = 0.0


def _safe(verb: str) -> Callable[..., Any]:
    usual = getattr(RedisCache, verb)

    def do(self: SharedCache, *args: Any, **kwargs: Any) -> Any:
        return self._do(verb, lambda *a, **k: usual(self, *a, **k), *args, **kwargs)

    do.__name__ = verb
    do.__doc__ = usual.__doc__
    return do


for _verb in VERBS:
    setattr(SharedCache, _verb, _safe(_verb))
