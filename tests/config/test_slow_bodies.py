"""Whoever sends slowly keeps nobody else out."""

import http.client
import socket
import threading
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from coranto.config.slow_bodies import READING, WHOLE, WORKING, Environ, SlowBodies, StartResponse
from tests.browser.sites import running_site


class Waiting:
    """A body that does not come before ``go``."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked = threading.Semaphore(0)

    def read(self, size: int) -> bytes:
        self.asked.release()
        self.go.wait(30)
        return b"x" * size


def echo(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The body, back."""
    start_response("200 OK", [])
    return [environ["wsgi.input"].read(10)]


def ask(application: SlowBodies, body: Any = None, length: int = 0) -> tuple[str, bytes]:
    """Status and body of an answer."""
    status: list[str] = []
    environ = {"CONTENT_LENGTH": str(length), "wsgi.input": body or BytesIO()}
    chunks = application(environ, lambda line, headers: status.append(line))
    return status[0], b"".join(chunks)


def test_a_body_arrives_whole() -> None:
    assert ask(SlowBodies(echo), BytesIO(b"0123456789"), 10) == ("200 OK", b"0123456789")
    assert ask(SlowBodies(echo), BytesIO(b"0123456789" * WHOLE), WHOLE + 1) == ("200 OK", b"0123456789")
    assert ask(SlowBodies(echo)) == ("200 OK", b"")


def test_slow_senders_leave_room_for_others_and_are_told_when_they_are_too_many() -> None:
    application, slow = SlowBodies(echo), Waiting()
    threads = [threading.Thread(target=ask, args=(application, slow, 10)) for _ in range(READING)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert slow.asked.acquire(timeout=30)
    assert ask(application)[0] == "200 OK"
    status, words = ask(application, BytesIO(b"late"), 4)
    assert status == "503 Service Unavailable" and b"try again" in words
    slow.go.set()
    for thread in threads:
        thread.join(30)
    assert ask(application, BytesIO(b"then"), 4) == ("200 OK", b"then")


def test_only_so_many_work_at_once() -> None:
    gate, inside, most = threading.Event(), [], []
    lock = threading.Lock()

    def work(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        with lock:
            inside.append(1)
            most.append(len(inside))
            if len(inside) == WORKING:
                gate.set()
        gate.wait(30)
        with lock:
            inside.pop()
        start_response("200 OK", [])
        return [b""]

    application = SlowBodies(work)
    threads = [threading.Thread(target=ask, args=(application,)) for _ in range(3 * WORKING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert max(most) == WORKING


def test_a_site_goes_on_while_many_send_a_comment_a_byte_at_a_time(tmp_path: Path) -> None:
    with running_site(tmp_path / "home") as site:
        host, port = site.url.removeprefix("http://").split(":")
        head = b"POST /wp-comments-post.php HTTP/1.1\r\nHost: %b\r\nContent-Length: 1000\r\n\r\na" % host.encode()
        slow = [socket.create_connection((host, int(port))) for _ in range(60)]
        for each in slow:
            each.sendall(head)
        for _ in range(20):
            connection = http.client.HTTPConnection(host, int(port), timeout=20)
            connection.request("GET", "/robots.txt")
            assert connection.getresponse().status == 200
            connection.close()
        for each in slow:
            each.close()
