"""One connection to one checked address, with one deadline for everything that happens on it.

A socket's own timeout counts from one byte to the next, so a server that drips can hold a reader for ever. Here every
read and write gets what is left until the deadline, and no more than ``idle_seconds``.
"""

import http.client
import io
import socket
import ssl
import time
from typing import Any

from coranto.core.outgoing.addresses import Target


class Deadline:
    """A moment by which all must be done, on the clock of ``time.monotonic``."""

    def __init__(self, seconds: float, idle_seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._idle = idle_seconds

    def left(self) -> float:
        """Return the seconds for the next step. Raise TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("took too long")
        return min(left, self._idle)


class PinnedConnection(http.client.HTTPConnection):
    """A connection to one address, whatever the host of the target resolves to by now."""

    def __init__(self, target: Target, family: int, address: str, deadline: Deadline) -> None:
        super().__init__(target.host, target.port)
        self.default_port = 443 if target.scheme == "https" else 80
        self.target, self._family, self._address, self._deadline = target, family, address, deadline
        self._open: socket.socket | None = None

    def connect(self) -> None:
        """Connect, and for https shake hands with a checked certificate."""
        self._open = sock = socket.socket(self._family, socket.SOCK_STREAM)
        sock.settimeout(self._deadline.left())
        sock.connect((self._address, self.port))
        if self.target.scheme == "https":
            sock.settimeout(self._deadline.left())
            self._open = sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.target.host)
        self.sock = _DeadlineSocket(sock, self._deadline)

    def hang_up(self) -> None:
        """Close the socket. (``close`` cannot: http.client calls it while the answer is still being read.)"""
        if self._open is not None:
            self._open.close()


class _DeadlineSocket:
    """As much of a socket as http.client asks for."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, block: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(block)

    def makefile(self, mode: str = "rb", *_: Any) -> io.BufferedReader:
        return io.BufferedReader(_DeadlineReader(self._sock, self._deadline), 65536)

    def close(self) -> None:
        """Left to ``hang_up``."""


class _DeadlineReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)
