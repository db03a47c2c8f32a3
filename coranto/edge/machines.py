"""Several machines that keep pages of one site: a change on one is known on all before it is answered.

The shared cache (Valkey or Redis) carries it. Every process that serves from what it keeps is a member: it listens, and
renews a lease of three seconds each second. Whoever changes something publishes it and waits until each member has said
that it knows, or until that member's lease is over; a member whose lease is over serves nothing that is kept. So a
machine that hangs, or that cannot reach the cache, costs a wait of three seconds once, and never a stale page.

A lease is only good up to the change that was the last when it was renewed: each change has a number, and a member
counts what it has heard. One that missed a number forgets everything and begins anew, and so does one that comes back,
and everybody after the cache was lost.
"""

import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import redis

from coranto.core.made_of import ANYTHING, SITE
from coranto.edge.ledger import Ledger, place_of

Note = Callable[[list[int]], object]
logger = logging.getLogger(__name__)
LEASE = 3.0
"""Seconds for which a member may serve what it keeps without having asked again."""
MARGIN = 0.5
"""Seconds by which a member ends its lease before the others take it for ended."""
RENEWAL = 1.0
PREFIX = "coranto:pages:"
MEMBERS, NUMBER, BEGUN, NEWS, ANSWERS = (PREFIX + name for name in ("members", "number", "begun", "news", "known:"))

RENEW = """
local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SETNX', KEYS[3], now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return {redis.call('GET', KEYS[2]) or '0', redis.call('GET', KEYS[3])}
"""
PUBLISH = """
local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SETNX', KEYS[3], now)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local number = redis.call('INCR', KEYS[2])
redis.call('PUBLISH', KEYS[4], number .. ' ' .. ARGV[1])
return {number, now, redis.call('GET', KEYS[3]), redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')}
"""


class Member:
    """One process that serves what it keeps, among the others."""

    def __init__(self, client: "redis.Redis", ledger: Ledger, note: Note | None = None) -> None:
        """``note`` notes places in the ledger, and does what follows from that on this machine."""
        self._note = note or ledger.note
        self._client: Any = client  # whose methods are typed for two kinds of client at once
        self._ledger = ledger
        self._renew = client.register_script(RENEW)
        self.name = secrets.token_hex(8)
        self.until = 0.0  # by this process's own clock
        self._heard = self._cache = -1
        self._offered: tuple[int, float] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.listen, name="machines", daemon=True)

    def may_serve(self) -> bool:
        """Whether what is kept is known to be current."""
        return time.monotonic() < self.until

    def start(self) -> None:
        """Listen in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; what is kept is served no more."""
        self._stopping.set()
        self._thread.join(LEASE)

    def listen(self) -> None:
        """Listen for as long as the process lives; begin anew whenever the way to the cache was lost."""
        was_lost = False
        while not self._stopping.is_set():
            try:
                with self._client.pubsub() as news:
                    news.subscribe(NEWS)
                    self._follow(news)
            except redis.RedisError as error:
                if not was_lost:
                    logger.warning("The shared cache is away, so finished pages are not used: %s", error)
                was_lost = True
                self._stopping.wait(RENEWAL / 2)
            except Exception:
                logger.exception("listening to other machines failed; finished pages are not used until it goes on")
                self._stopping.wait(RENEWAL)
            self.until, self._heard, self._offered = 0.0, -1, None

    def _follow(self, news: Any) -> None:
        due = 0.0
        while not self._stopping.is_set():
            message = news.get_message(timeout=min(max(due - time.monotonic(), 0.0), RENEWAL))
            if message and message["type"] == "message":
                self._hear(message["data"])
            elif message and message["type"] == "subscribe":
                due = 0.0
            if time.monotonic() >= due and news.subscribed:
                begun = time.monotonic()
                last, cache = self._renew(keys=[MEMBERS, NUMBER, BEGUN], args=[self.name, int(LEASE * 1000)])
                self._take(int(last), int(cache), begun + LEASE - MARGIN)
                due = begun + RENEWAL

    def _hear(self, message: bytes | str) -> None:
        """Something has changed on some machine."""
        text = message.decode() if isinstance(message, bytes) else message
        number, _, told = text.partition(" ")
        news = json.loads(told)
        if self._heard >= 0 and int(number) != self._heard + 1:
            self._begin_anew(int(number))
        self._note(news["places"])
        self._ledger.note_known(news["known"])
        if self._heard >= 0:
            self._heard = int(number)
        if self._offered and self._heard >= self._offered[0]:
            self.until, self._offered = self._offered[1], None
        with self._client.pipeline() as answer:
            answer.rpush(ANSWERS + news["id"], self.name)
            answer.expire(ANSWERS + news["id"], 30)
            answer.execute()

    def _take(self, last: int, cache: int, until: float) -> None:
        """A renewed lease, given when change ``last`` was the last; it is good once that one has been heard of.

        What was not heard of from one renewal to the next never will be, nor what another ``cache`` told: one that was
        lost has begun anew at another moment.
        """
        is_lost = self._offered is not None and self._heard < self._offered[0]
        if self._heard < 0 or cache != self._cache or is_lost:
            self._cache = cache
            self._begin_anew(last)
        if self._heard >= last:
            self.until, self._offered = until, None
        else:
            self._offered = (last, until)

    def _begin_anew(self, number: int) -> None:
        """What was said up to change ``number`` may not have been heard."""
        self.until = 0.0
        self._note([place_of(SITE), place_of(ANYTHING)])
        self._heard = number


class Outage:
    """Since when this process has not reached the shared cache to tell of a change."""

    def __init__(self) -> None:
        self._since: float | None = None

    def wait(self) -> None:
        """Until every lease is over that was renewed before the cache was away; later changes need not wait."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
        time.sleep(max(self._since + LEASE - now, 0.0))

    def end(self) -> None:
        """The cache was reached."""
        self._since = None


def tell_machines(client: "redis.Redis", places: Iterable[int], known: int) -> None:
    """Let all members know of a change; return when none of them serves what was kept before it.

    Raises ``redis.RedisError`` where the cache cannot be reached.
    """
    key = secrets.token_hex(8)
    text = json.dumps({"id": key, "places": sorted(places), "known": known})
    _number, now, begun, members = client.eval(PUBLISH, 4, MEMBERS, NUMBER, BEGUN, NEWS, text)
    start = time.monotonic()
    ends = {_text(name): start + (float(end) - float(now)) / 1000 for name, end in _pairs(members)}
    while ends:
        left = max(ends.values()) - time.monotonic()
        answer: Any = client.blpop([ANSWERS + key], timeout=max(left, 0.05)) if left > 0 else None
        if answer is None:
            break
        ends.pop(_text(answer[1]), None)
    young = LEASE - (float(now) - float(begun)) / 1000
    if young > 0:  # the cache was lost a moment ago: somebody may still serve by a lease that it has forgotten
        time.sleep(max(start + young - time.monotonic(), 0.0))


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _pairs(flat: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Names and scores out of one list, as the cache gives them."""
    if flat and isinstance(flat[0], list | tuple):
        return [(pair[0], pair[1]) for pair in flat]
    return zip(flat[::2], flat[1::2], strict=True)
