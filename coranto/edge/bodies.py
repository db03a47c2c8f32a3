"""Receiving the bodies of requests, so that nobody takes what others need: threads, connections or room on the disk.

A body is read before a thread is taken, so whoever sends slowly keeps nobody waiting; a large one goes to a file.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO

from coranto.core.network_addresses import counted_network, sender_address
from coranto.edge.asking import Exchange, Scope
from coranto.edge.calling import Environ

MOST_BODIES = 1_000
MOST_OF_ONE = 100
"""Bodies that are being received at once: of all senders, and of one network."""
IN_MEMORY = 1_000_000
"""Bytes of a body that are not yet worth a file."""
LARGEST = 64_000_000
LARGEST_OF_STAFF = 4_000_000_000
"""Bytes of a body: of anybody, and of one who is signed in at the desk or sends a right password to REST."""
MOST_BYTES = 1_000_000_000
MOST_BYTES_OF_ONE = 200_000_000
"""Bytes that large bodies may take together while they are being received: of all, and of one network."""
SILENCE = 60.0
"""Seconds without a byte after which a sender is given up."""
SLOWEST = 500
"""Bytes a second that must come in each minute: less than any modem had."""
BUSY = "The server is busy. Please try again in a moment."
OF_THE_REQUEST = {"HTTP_TRANSFER_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
DOORS = {"/desk/": "/desk/", "/wp-json/": "/wp-json/wp/v2/users/me"}
"""Beginnings of the addresses that staff send much to, and what answers 200 there to staff alone."""


class RefusedError(Exception):
    """A body that is not taken: ``status`` and the words to say it with."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(slots=True)
class Pace:
    """How fast a body comes, looked at once a minute."""

    since: float = field(default_factory=monotonic)
    before: int = 0

    def check(self, length: int) -> None:
        """Raise ``RefusedError`` where too little came in the minute that has ended."""
        if (seconds := monotonic() - self.since) < SILENCE:
            return
        if length - self.before < SLOWEST * seconds:
            raise RefusedError(408, "This comes too slowly. Please send it again.")
        self.since, self.before = monotonic(), length


class Bodies:
    """The bodies that a process is receiving. ``proxies`` is how many stand in front of it."""

    def __init__(self, proxies: int) -> None:
        self._proxies = proxies
        self._senders: Counter[str] = Counter()
        self._room: Counter[str] = Counter()

    @contextmanager
    def counted(self, scope: Scope) -> Iterator[str]:
        """Count one more, of the network that is given back; ``RefusedError`` where there are enough."""
        sender = self._network(scope)
        if self._senders.total() >= MOST_BODIES or self._senders[sender] >= MOST_OF_ONE:
            raise RefusedError(503, BUSY)
        self._senders[sender] += 1
        try:
            yield sender
        finally:
            self._senders[sender] -= 1
            if not self._senders[sender]:
                del self._senders[sender], self._room[sender]

    async def read(self, exchange: Exchange, body: IO[bytes], sender: str, *, is_staff: bool) -> int:
        """Read a request's body into ``body``, and tell its length.

        Raises ``RefusedError`` for one that is too large, for silence, and for what comes too slowly.
        """
        length, pieces, pace = 0, aiter(exchange), Pace()
        most = LARGEST_OF_STAFF if is_staff else LARGEST
        try:
            while piece := await next_piece(pieces):
                length += len(piece)
                self._room[sender] += 0 if is_staff else len(piece)
                if length > most:
                    raise RefusedError(413, f"This is more than {most // 1_000_000} MB.")
                pace.check(length)
                if not is_staff:
                    self._check_room(sender, length)
                body.write(piece)
        finally:
            self._room[sender] -= 0 if is_staff else length
        body.seek(0)
        return length

    def _check_room(self, sender: str, length: int) -> None:
        """Refuse a large body where there is no room for more; small ones are taken however many are large."""
        if length > IN_MEMORY and (self._room[sender] > MOST_BYTES_OF_ONE or self._room.total() > MOST_BYTES):
            raise RefusedError(503, BUSY)

    def _network(self, scope: Scope) -> str:
        """Where a request comes from; nothing where that cannot be told, which counts as one network too."""
        return counted_network(sender_address(scope.client, scope.headers.get("x-forwarded-for", ""), self._proxies))


async def next_piece(pieces: AsyncIterator[bytes]) -> bytes:
    """The next piece of a body, empty at its end; raises ``RefusedError`` for silence."""
    try:
        async with asyncio.timeout(SILENCE):
            return await anext(pieces, b"")
    except TimeoutError:
        raise RefusedError(408, "Nothing came for a minute. Please send it again.") from None


def door_of(scope: Scope) -> str:
    """The address that tells whether the sender is of the staff; nothing where everybody's bounds do.

    A session or a password may be anything until it is looked at, so it is asked before a large body is received.
    """
    headers = scope.headers
    is_large = "transfer-encoding" in headers or int_of(headers.get("content-length", "")) > LARGEST
    if not is_large or not ("authorization" in headers or "cookie" in headers):
        return ""
    return next((door for path, door in DOORS.items() if scope.path.startswith(path)), "")


def int_of(digits: str) -> int:
    """The number, 0 where it is none; the server has refused those already."""
    return int(digits) if digits.isdecimal() else 0


def asking_at(door: str, environ: Environ) -> Environ:
    """A GET of that address by the same sender, whatever is said of the body and of what they have already."""
    left = {name: value for name, value in environ.items() if name not in OF_THE_REQUEST}
    return {**left, "REQUEST_METHOD": "GET", "PATH_INFO": door, "QUERY_STRING": ""}


def temporary_file() -> SpooledTemporaryFile[bytes]:
    """Where a body is laid aside."""
    return SpooledTemporaryFile(max_size=IN_MEMORY)
