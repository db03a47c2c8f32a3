"""A request and the way back to whoever asked, as the front sees them; ``asgi`` makes them of what the server gives."""

from collections.abc import AsyncIterator
from typing import Protocol

Headers = list[tuple[str, str]]


class GoneError(Exception):
    """Whoever asked has gone: nothing that is sent arrives any more."""


class Asked(Protocol):
    """What is asked for, by whom. ``path`` is percent-decoded; the names of ``headers`` are in lower letters.

    A header that came several times is one, joined as RFC 9110, section 5.3, and RFC 9113, section 8.2.3, say.
    """

    scheme: str
    method: str
    path: str
    query_string: str
    headers: dict[str, str]


class Scope(Asked, Protocol):
    """A request but for its body. ``client`` is an address, ``server`` host and port."""

    http_version: str
    server: tuple[str, int]
    client: str


class Exchange(Protocol):
    """The way to whoever asked: iterated over, the body in pieces; then the answer, whole or in pieces.

    All of it raises ``GoneError`` when nobody is there any more.
    """

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body, as it comes."""

    async def answer(self, status: int, headers: Headers, body: bytes = b"", /) -> None:
        """Answer; to a HEAD without the body."""

    async def begin(self, status: int, headers: Headers, /) -> None:
        """Begin an answer in pieces."""

    async def send(self, piece: bytes, /) -> None:
        """Send a piece when the reader has taken those before it."""

    async def end(self) -> None:
        """End an answer in pieces."""
