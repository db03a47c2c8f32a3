"""What the server gives the front for each request: the shape of Granian's RSGI, written down."""

from collections.abc import AsyncIterator
from typing import Protocol

Headers = list[tuple[str, str]]


class Head(Protocol):
    """The headers of a request. Their names are in lower letters."""

    def get(self, name: str, /) -> str | None:
        """The first value of that name."""

    def items(self) -> list[tuple[str, str]]:
        """All of them."""

    def __contains__(self, name: str, /) -> bool:
        """Whether there is one of that name."""


class Scope(Protocol):
    """A request but for its body. ``path`` is percent-decoded; ``client`` and ``server`` are ``host:port``."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None

    @property
    def headers(self) -> Head:
        """Its headers."""


class Stream(Protocol):
    """An answer in pieces."""

    async def send_bytes(self, piece: bytes, /) -> None:
        """Send a piece when the reader has taken those before it."""


class Exchange(Protocol):
    """The way to whoever asked: iterated over, the body in pieces; called once, the answer."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body, as it comes."""

    def response_bytes(self, status: int, headers: Headers, body: bytes, /) -> None:
        """Answer with a body."""

    def response_empty(self, status: int, headers: Headers, /) -> None:
        """Answer without one."""

    def response_stream(self, status: int, headers: Headers, /) -> Stream:
        """Answer in pieces."""
