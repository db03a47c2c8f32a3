"""Web servers on loopback that say exactly what a test wants, however wrong."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

TLS_HELLO = b"\x16"
Script = Callable[[socket.socket, bytes], None]


class OddServer:
    """A server that answers each connection with the next script; the last one goes on answering."""

    def __init__(self, scripts: list[Script], tls: ssl.SSLContext | None) -> None:
        self.requests: list[bytes] = []
        self._tls = tls
        self._scripts = scripts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self._tls:
                try:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                except OSError:
                    connection.close()
                    continue
            script = self._scripts[min(len(self.requests), len(self._scripts) - 1)]
            request = self._read(connection)
            self.requests.append(request)
            thread = threading.Thread(target=self._answer, args=(connection, request, script), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _read(self, connection: socket.socket) -> bytes:
        request = b""
        connection.settimeout(5)
        with suppress(OSError):
            while (
                b"\r\n\r\n" not in request and not request.startswith(TLS_HELLO) and (block := connection.recv(65536))
            ):
                request += block
            head, _, body = request.partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            while len(body) < length and (block := connection.recv(65536)):
                body += block
                request += block
        return request

    def _answer(self, connection: socket.socket, request: bytes, script: Script) -> None:
        with connection, suppress(OSError):
            script(connection, request)


@contextmanager
def serving(*scripts: Script, tls: ssl.SSLContext | None = None) -> Iterator[OddServer]:
    """A server for the time of a test."""
    server = OddServer(list(scripts), tls)
    try:
        yield server
    finally:
        server.close()


def says(raw: bytes) -> Script:
    """Answer with these bytes, and hang up."""
    return lambda connection, request: connection.sendall(raw)


def ok(body: bytes, *headers: str) -> Script:
    """An ordinary answer."""
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers]
    return says("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def status(code: int, *headers: str) -> Script:
    """An answer without a body."""
    return says("\r\n".join([f"HTTP/1.1 {code} Words", "Content-Length: 0", *headers]).encode() + b"\r\n\r\n")


def late(pause: float, answer: Script) -> Script:
    """The same answer some seconds later."""

    def script(connection: socket.socket, request: bytes) -> None:
        threading.Event().wait(pause)
        answer(connection, request)

    return script


def endless(start: bytes, block: bytes) -> Script:
    """Bytes without end."""

    def script(connection: socket.socket, request: bytes) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(block)

    return script


def dripping(start: bytes, drop: bytes, pause: float) -> Script:
    """A few bytes now and then, without end."""

    def script(connection: socket.socket, request: bytes) -> None:
        connection.sendall(start)
        waiting = threading.Event()
        while not waiting.wait(pause):
            connection.sendall(drop)

    return script
