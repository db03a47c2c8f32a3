"""What the server gives (ASGI 3.0, the HTTP messages), as the front wants it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from coranto.edge.asking import GoneError, Headers

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class ServerScope:
    """A request but for its body."""

    __slots__ = ("client", "headers", "http_version", "method", "path", "query_string", "scheme", "server")

    def __init__(self, scope: MutableMapping[str, Any]) -> None:
        self.scheme: str = scope["scheme"]
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query_string = scope["query_string"].decode("latin-1")
        self.http_version: str = scope["http_version"]
        self.server: tuple[str, int] = scope["server"] or ("localhost", 80)
        self.client: str = scope["client"][0] if scope["client"] else ""
        self.headers = joined((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by name.

    >>> joined([("cookie", "a=1"), ("accept", "*"), ("cookie", "b=2")])
    {'cookie': 'a=1; b=2', 'accept': '*'}
    """
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            value = f"{found[name]}{'; ' if name == 'cookie' else ', '}{value}"
        found[name] = value
    return found


class ServerExchange:
    """The way to whoever asked."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._gone: asyncio.Future[Message] | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The body, as it comes."""
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise GoneError
            if piece := message.get("body"):
                yield piece
            more = message.get("more_body", False)

    async def answer(self, status: int, headers: Headers, body: bytes = b"", /) -> None:
        """Answer; the server leaves the body out for a HEAD."""
        await self._send(start_of(status, headers if has_length(headers, status) else with_length(headers, body)))
        await self._send({"type": "http.response.body", "body": body, "more_body": False})

    async def begin(self, status: int, headers: Headers, /) -> None:
        """Begin an answer in pieces, and listen whether somebody is there to take them."""
        await self._send(start_of(status, headers))
        self._gone = asyncio.ensure_future(self._leaving())

    async def send(self, piece: bytes, /) -> None:
        """Send a piece when the reader has taken those before it."""
        if self._gone and self._gone.done():
            raise GoneError
        await self._send({"type": "http.response.body", "body": piece, "more_body": True})

    async def end(self) -> None:
        """End an answer in pieces."""
        if self._gone:
            self._gone.cancel()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _leaving(self) -> Message:
        """The message that nobody is there any more; a body that nobody asked for is dropped."""
        while (message := await self._receive())["type"] != "http.disconnect":
            pass
        return message


def start_of(status: int, headers: Headers) -> Message:
    """The message that begins an answer."""
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return {"type": "http.response.start", "status": status, "headers": pairs}


def has_length(headers: Headers, status: int) -> bool:
    """Whether the head says how long the body is, or its status that there is none (RFC 9110, section 8.6)."""
    return status in (204, 304) or any(name == "content-length" for name, _ in headers)


def with_length(headers: Headers, body: bytes) -> Headers:
    """The head with the length of the body."""
    return [*headers, ("content-length", str(len(body)))]
