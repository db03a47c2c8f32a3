"""Politeness to other people's servers: a pause between two requests to one host, and a longer one when it asks."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from coranto.core.outgoing.addresses import FetchError

_MAX_HOSTS = 10_000


class Pace:
    """When a host may be asked next. Shared by threads; ``sleep`` and ``clock`` are for tests."""

    def __init__(
        self,
        seconds: float = 1.0,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._sleep = sleep
        self._clock = clock
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, longest: float) -> None:
        """Wait for one's turn at a host, and take it. Raise FetchError when that would take longer than ``longest``."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            if turn - now > longest:
                reason = f"{host} asked to be left alone for another {turn - now:.0f} seconds"
                raise FetchError(reason, retry_after=turn - now, passing=True)
            self._forget(now)
            self._next[host] = turn + self._seconds
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for that long."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0), self._clock() + seconds)

    def _forget(self, now: float) -> None:
        if len(self._next) >= _MAX_HOSTS:
            self._next = {host: turn for host, turn in self._next.items() if turn > now}


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for (RFC 9110, 10.2.3): a number, or a date."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
