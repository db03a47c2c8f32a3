"""One connection of the server (uvicorn's, on uvloop), with what it leaves to others: kept answers at once, and bounds.

A GET whose head comes in one piece, and whose answer is at hand in this process, is answered where its bytes arrive,
before a task is made for it. Everything else goes the server's own way: its parser (llhttp) reads it, and is strict.
"""

import re
from array import array
from dataclasses import dataclass
from fcntl import ioctl
from functools import lru_cache
from http import HTTPStatus
from termios import TIOCOUTQ
from time import monotonic
from typing import Any
from urllib.parse import quote_from_bytes, unquote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from coranto.edge.asking import Headers
from coranto.edge.front import Front, is_known, without_body
from coranto.edge.kept import Form

LONGEST_HEAD = 65_536
"""Bytes of a head. Of one that is not finished, those after its first piece (a quarter of a megabyte, uvloop)."""
TOO_LONG = 431, "The head of this request is too long."
LONGEST_SIMPLE = 4_096
"""Bytes of a head that is read at once; what its headers say is remembered."""
PATIENCE = 75.0
"""Seconds in which a connection must say what it asks for, or take what it is sent: as long as browsers keep one."""
LINGER = 5.0
"""Seconds in which a connection that was refused may go on sending: closed at once, it might never read why."""
TARGET = re.compile(r"/[!-\"$-~]*")
ASKS_MORE = {"content-length", "expect", "transfer-encoding", "upgrade"}
ASCII = bytes(range(0x20, 0x7F)).decode()


@dataclass(slots=True)
class Simple:
    """A GET that could be read at once."""

    scheme: str
    path: str
    query_string: str
    headers: dict[str, str]
    method: str = "GET"


class TooLongError(Exception):
    """A head of more than ``LONGEST_HEAD`` bytes."""


class Connection(HttpToolsProtocol):
    """A connection, and since when it has been waiting for its other side."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._in_message = self._in_head = self._is_refused = False
        self._unfinished = self._head_bytes = 0
        self._since = monotonic()
        self._unsent = 0

    def data_received(self, data: bytes) -> None:
        """Answer at once where that can be done; else let the server read it."""
        if self._is_refused:
            return
        if self._is_free() and (pieces := self._answer_at_once(data)):
            self._since = monotonic()
            self._unset_keepalive_if_required()
            self.transport.write(b"".join(pieces))
            return
        self._unfinished += len(data) if self._in_message else 0
        super().data_received(data if self._in_message or data.isascii() else with_escaped_target(data))
        if self._unfinished > LONGEST_HEAD and not self._is_refused:
            self.refuse(*TOO_LONG)

    def _is_free(self) -> bool:
        """Whether nothing is under way: no request half read, no answer half sent."""
        if self._in_message or self.flow.write_paused or self.transport.is_closing():
            return False
        return self.cycle is None or self.cycle.response_complete

    def _answer_at_once(self, data: bytes) -> tuple[bytes, ...] | None:
        front, asked = self.config.loaded_app, read_simple(data, self.scheme or "http")
        if asked is None or not isinstance(front, Front) or (found := front.at_once(asked)) is None:
            return None
        kept, form, head = found
        if is_known(asked.headers, form):
            return wire(304, without_body(head)), self._date()
        return wire_of(kept.status, form, head), self._date(), form.body

    def _date(self) -> bytes:
        """The last line of a head, and the end of it; the server writes the date anew each second."""
        return end_of_head(*self.server_state.default_headers)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_message = self._in_head = True
        self._unfinished = self._head_bytes = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line of its head is there, or one after its body: those say nothing here (RFC 9110, section 6.5.1)."""
        self._head_bytes += len(name) + len(value) + 4
        if self._head_bytes > LONGEST_HEAD:
            raise TooLongError
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Its head is there."""
        self._unfinished = 0
        self._in_head = False
        self._head_bytes += len(self.url)
        if self._head_bytes > LONGEST_HEAD:
            raise TooLongError
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of its body is there."""
        self._unfinished = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All of it is there."""
        self._in_message = False
        self._unfinished = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with what was read last, and close."""
        self.refuse(*TOO_LONG if self._head_bytes > LONGEST_HEAD else (400, msg))

    def on_response_complete(self) -> None:
        """It was answered: the next one is waited for."""
        self._since = monotonic()
        super().on_response_complete()

    def refuse(self, status: int, words: str) -> None:
        """Say it in a line, and hear nothing more; what was still to be answered is not."""
        self._is_refused, self._since = True, monotonic()
        self.pipeline.clear()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        body = words.encode() + b"\n"
        head = [("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(body)))]
        self.transport.write(wire(status, [*head, ("connection", "close")]) + self._date() + body)
        self.flow.resume_reading()
        self.transport.write_eof()

    def look_after(self, now: float) -> None:
        """Close it if its other side lets it wait: for a request, or by taking nothing of what is sent."""
        if self.transport is None:
            return
        unsent = self.transport.get_write_buffer_size() and self._untaken()
        if unsent != self._unsent:
            self._unsent, self._since = unsent, now
        is_working = self.cycle is not None and not self.cycle.response_complete and not (unsent or self._is_refused)
        if not is_working and now - self._since > (LINGER if self._is_refused else PATIENCE):
            self.transport.abort() if unsent else self.transport.close()

    def _untaken(self) -> int:
        """Bytes that the other side has not taken: those here, and those that the system is sending."""
        in_system = array("i", [0])
        ioctl(self.transport.get_extra_info("socket").fileno(), TIOCOUTQ, in_system)
        return self.transport.get_write_buffer_size() + in_system[0]


def with_escaped_target(data: bytes) -> bytes:
    """The request with the letters escaped that should have been, as others read them too (Apache, nginx, WordPress).

    >>> with_escaped_target("GET /café HTTP/1.1\\r\\nX: é".encode()) == "GET /caf%C3%A9 HTTP/1.1\\r\\nX: é".encode()
    True
    """
    line, end, rest = data.partition(b"\r\n")
    return quote_from_bytes(line, safe=ASCII).encode() + end + rest if end else data


@lru_cache(maxsize=2)
def end_of_head(*pairs: tuple[bytes, bytes]) -> bytes:
    """Last headers, and the end of the head."""
    return b"".join(b"%b: %b\r\n" % pair for pair in pairs) + b"\r\n"


def wire(status: int, headers: Headers) -> bytes:
    """The head as it is sent, but for the date and its end."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers), ""]
    return "\r\n".join(lines).encode("latin-1")


def wire_of(status: int, form: Form, head: Headers) -> bytes:
    """The head of a form as it is sent, written once for each of its own heads."""
    if head is not form.headers and head is not form.young:
        return wire(status, head)
    is_young = head is form.young
    if is_young not in form.wires:
        form.wires[is_young] = wire(status, head)
    return form.wires[is_young]


def read_simple(data: bytes, scheme: str) -> Simple | None:
    """The request, where it is one GET without a body in its plainest form; nothing where the server should read it.

    >>> read_simple(b"GET /a%20b?c=d HTTP/1.1\\r\\nHost: digest.example\\r\\n\\r\\n", "http").path
    '/a b'
    >>> read_simple(b"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\nGET /b HTTP/1.1\\r\\n\\r\\n", "http")
    """
    if len(data) > LONGEST_SIMPLE or not (data.startswith(b"GET /") and data.endswith(b"\r\n\r\n")):
        return None
    end = data.index(b"\r\n")
    target, version = data[4 : end - 9].decode("latin-1"), data[end - 9 : end]
    if version != b" HTTP/1.1" or not TARGET.fullmatch(target) or (headers := read_headers(data[end:-2])) is None:
        return None
    path, _, query = target.partition("?")
    return Simple(scheme, unquote(path) if "%" in path else path, query, headers)


@lru_cache(maxsize=1024)
def read_headers(block: bytes) -> dict[str, str] | None:
    """The headers by name, not to be changed; nothing where one comes twice, is badly written, or asks for more.

    Readers with the same browser who come from the same place send the same, so it is worth remembering.
    """
    lines = block.decode("latin-1").split("\r\n")
    if block.count(b"\n") != len(lines) - 1:
        return None
    headers: dict[str, str] = {}
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        name = name.lower()
        if name in headers or not name.replace("-", "").isalnum():
            return None
        headers[name] = value.strip(" \t")
    if "host" not in headers or not ASKS_MORE.isdisjoint(headers):
        return None
    return headers if headers.get("connection", "keep-alive").lower() == "keep-alive" else None
