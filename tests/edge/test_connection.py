"""A connection answers at once what is at hand, exactly as the long way would, and is not kept waiting for ever."""

import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coranto.config import server
from coranto.core import made_of
from coranto.edge import connection
from coranto.edge.calling import Environ
from coranto.edge.connection import read_simple
from coranto.edge.front import Front
from coranto.edge.pages import Pages

LARGE = 9_000_000


class Site:
    """A WSGI application that says which address and cookies it heard of."""

    def __init__(self) -> None:
        self.asked: list[Environ] = []

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ)
        is_large = environ["PATH_INFO"] == "/large"
        if not is_large:
            made_of.made_of("post:1")
            made_of.keep(exactly=True)
        text = f"{environ['PATH_INFO']} {environ.get('HTTP_COOKIE')} ".encode() + b"tide " * 100
        text += environ["wsgi.input"].read() + (b"." * LARGE if is_large else b"")
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))])
        return [text]


@pytest.fixture(scope="module")
def serving() -> Iterator[tuple[server.Server, tuple[str, int]]]:
    """A real server in a thread, and where it listens. To begin and to end takes long; each test has its own front."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        configuration = server.configuration(Front(Site(), None))
        configuration.load()  # now, so that it is not loaded over the front of the first test
        running = server.Server(configuration)
        thread = threading.Thread(target=running.run, args=([listening],))
        thread.start()
        try:
            yield running, listening.getsockname()
        finally:
            running.should_exit = True
            thread.join(20)


class Asking:
    """A site that is served, and its readers."""

    def __init__(self, site: Site, running: server.Server, address: tuple[str, int]) -> None:
        self.site, self.server, self.address = site, running, address

    def connect(self, buffer: int = 0) -> socket.socket:
        to = socket.socket()
        to.settimeout(20)
        if buffer:
            to.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        to.connect(self.address)
        return to

    def ask(self, *requests: bytes, gap: float = 0.0) -> bytes:
        """What comes back on one connection before the server closes it; the last request should ask for that."""
        with self.connect() as to:
            for each in requests:
                to.sendall(each)
                time.sleep(gap)
            return b"".join(iter(lambda: to.recv(100_000), b""))


@pytest.fixture
def asking(tmp_path: Path, serving: tuple[server.Server, tuple[str, int]]) -> Iterator[Asking]:
    pages = Pages(tmp_path / "cache", in_memory=10**6, on_disk=10**6, next_moment=lambda now: None)
    site, (running, address) = Site(), serving
    running.config.loaded_app = Front(site, pages)
    yield Asking(site, running, address)
    pages.close()


def get(path: str = "/", *headers: str, version: str = "1.1", method: str = "GET", last: bool = False) -> bytes:
    lines = [f"{method} {path} HTTP/{version}", "Host: digest.example", *headers, *(["Connection: close"] * last)]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode()


def without_date(answer: bytes) -> list[bytes]:
    """The lines of an answer in any order of the head's, but for the date and what is said of the connection."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return [
        *sorted(line for line in head.split(b"\r\n") if not line.lower().startswith((b"date", b"connection"))),
        body,
    ]


def first_answer(answers: bytes) -> bytes:
    """The first of several answers on one connection."""
    head, _, rest = answers.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    return head + b"\r\n\r\n" + rest[: int(length[1]) if length else 0]


@pytest.mark.parametrize("headers", [(), ("Accept-Encoding: br",), ("accept-encoding:gzip", "Cookie: theme=dark")])
def test_an_answer_at_once_is_the_one_of_the_long_way(asking: Asking, headers: tuple[str, ...]) -> None:
    long = asking.ask(get("/", *headers, last=True))
    time.sleep(1.1)  # past its first second, in which the head has no date of change
    both = asking.ask(get("/", *headers), get("/", *headers, last=True), gap=0.05)
    at_once = first_answer(both)
    assert without_date(at_once) == without_date(both[len(at_once) :])
    assert at_once.startswith(b"HTTP/1.1 200 OK\r\n") and b"date: " in at_once and len(asking.site.asked) == 1
    assert without_date(long)[-1] == without_date(at_once)[-1]


def test_whoever_has_it_hears_so_at_once(asking: Asking) -> None:
    tag = re.search(rb"etag: (\S+)", asking.ask(get(last=True)))
    assert tag is not None
    condition = f"If-None-Match: {tag[1].decode()}"
    both = asking.ask(get("/", condition), get("/", condition, last=True), gap=0.05)
    assert both.count(b"HTTP/1.1 304 Not Modified\r\n") == 2 and b"tide" not in both and b"content-length" not in both


def test_many_requests_at_once_are_answered_in_their_order(asking: Asking) -> None:
    asking.ask(get("/a", last=True))
    mixed = [get("/a"), get("/b"), get("/a", method="HEAD"), get("/a"), get("/c", last=True)]
    whole, pieces = asking.ask(b"".join(mixed)), asking.ask(*mixed, gap=0.1)
    for answers in (whole, pieces):
        assert re.findall(rb"(/\w) None tide", answers) == [b"/a", b"/b", b"/a", b"/c"]
        assert answers.count(b"200 OK") == 5


def test_a_head_in_pieces_is_read(asking: Asking) -> None:
    request = get("/a", last=True)
    assert b"/a None" in asking.ask(*(request[at : at + 7] for at in range(0, len(request), 7)), gap=0.01)


def test_a_body_is_never_taken_for_a_request(asking: Asking) -> None:
    asking.ask(get("/inner", last=True))
    inner = get("/inner")
    outer = get("/outer", f"Content-Length: {len(inner)}", method="POST")
    answers = asking.ask(outer, inner, get("/end", last=True), gap=0.05)
    assert re.findall(rb"(/\w+) None tide", answers) == [b"/outer", b"/end"]
    assert answers.count(b"HTTP/1.1 200") == 2 and inner in answers


@pytest.mark.parametrize(
    "wrong",
    [
        b"GET / HTTP/1.1\r\nHost: digest.example\nCookie: sessionid=x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: digest.example\r\nContent-Length : 5\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: digest.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: digest.example\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET /\x01 HTTP/1.1\r\nHost: digest.example\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: digest.example\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_is_no_request_is_refused(asking: Asking, wrong: bytes) -> None:
    asking.ask(get(last=True))
    assert asking.ask(wrong).startswith(b"HTTP/1.1 400 Bad Request\r\n") and len(asking.site.asked) == 1


def test_an_endless_head_is_refused(asking: Asking) -> None:
    endless = [b"GET / HTTP/1.1\r\n", *[b"X-Many: %b\r\n" % (b"x" * 10_000)] * 12]
    with asking.connect() as to:
        answer = b""
        for piece in endless:
            to.sendall(piece)
            time.sleep(0.02)
            if b"X" in piece and to in select_readable(to):
                answer = to.recv(10_000)
                break
        assert answer.startswith(b"HTTP/1.1 431 ") and b"too long" in answer and not asking.site.asked


@pytest.mark.parametrize("length", [60_000, 70_000, 200_000])
@pytest.mark.parametrize("shape", ["one header", "many headers", "address", "after the body"])
def test_a_finished_head_in_one_piece_is_bounded_too(asking: Asking, length: int, shape: str) -> None:
    many = [f"X-Many-{number}: {'x' * 84}" for number in range(length // 100)]
    chunked = b"5\r\ntide \r\n0\r\nX-Late: " + b"x" * length + b"\r\n\r\n"
    request = {
        "one header": get("/a", f"X-One: {'x' * length}", last=True),
        "many headers": get("/a", *many, last=True),
        "address": get("/" + "a" * length, last=True),
        "after the body": get("/a", "Transfer-Encoding: chunked", method="POST", last=True) + chunked,
    }[shape]
    answer = asking.ask(request)
    if length < connection.LONGEST_HEAD:
        assert answer.startswith(b"HTTP/1.1 200 ") and len(asking.site.asked) == 1
    else:
        assert answer.startswith(b"HTTP/1.1 431 ") and b"too long" in answer and b" 200 " not in answer
        assert not asking.site.asked


def test_whoever_was_refused_and_goes_on_sending_is_cut_off(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "LINGER", 0.5)
    monkeypatch.setattr(server, "EVERY", 5)
    with asking.connect() as to, pytest.raises(ConnectionError):
        to.sendall(b"NONSENSE\r\n\r\n")
        for _ in range(100):
            time.sleep(0.05)
            to.sendall(b"more")


def test_no_end_of_a_line_after_a_body_is_waited_for_beyond_measure(asking: Asking) -> None:
    with asking.connect() as to:
        to.sendall(get("/a", "Transfer-Encoding: chunked", method="POST") + b"5\r\ntide \r\n0\r\nX-Late: ")
        answer = b""
        for _ in range(20):
            time.sleep(0.02)
            if answer := to.recv(10_000) if to in select_readable(to) else b"":
                break
            to.sendall(b"x" * 30_000)
    assert answer.startswith(b"HTTP/1.1 431 ") and not asking.site.asked


def test_a_body_may_be_as_long_as_it_likes(asking: Asking) -> None:
    body = b"." * 300_000
    for pieces in ([body], [body[:1_000], body[1_000:]]):
        request = get("/a", f"Content-Length: {len(body)}", method="POST", last=True)
        assert asking.ask(request, *pieces, gap=0.05).endswith(body)


def select_readable(to: socket.socket) -> list[socket.socket]:
    return select.select([to], [], [], 0)[0]


@pytest.mark.parametrize(
    "headers",
    [
        ("Cookie: sessionid=x",),
        ("Cookie: a=b", "Cookie: sessionid=x"),
        ("Authorization: Basic eDp5",),
        ("Range: bytes=0-1",),
    ],
)
def test_a_person_is_not_answered_at_once(asking: Asking, headers: tuple[str, ...]) -> None:
    asking.ask(get(last=True))
    answers = asking.ask(get("/", *headers), get("/", *headers, last=True), gap=0.05)
    assert len(asking.site.asked) == 3
    if "Cookie: sessionid=x" in headers:
        assert asking.site.asked[-1]["HTTP_COOKIE"].endswith("sessionid=x") and b"sessionid" in answers
        assert b"sessionid" not in asking.ask(get(last=True)), "what a person was given is nobody else's"


def test_letters_in_an_address_that_should_be_escaped_are_understood(asking: Asking) -> None:
    for path in ("/café", "/caf%C3%A9"):
        assert "/café None".encode("latin-1") in asking.ask(get(path, last=True)).replace(b"\xc3\x83\xc2\xa9", b"\xe9")


def test_a_head_asked_for_has_no_body(asking: Asking) -> None:
    full, head = asking.ask(get(last=True)), asking.ask(get(method="HEAD", last=True))
    assert without_date(head)[:-1] == without_date(full)[:-1] and without_date(head)[-1] == b""


def test_a_silent_connection_and_one_that_takes_nothing_are_closed(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.3)
    monkeypatch.setattr(server, "EVERY", 1)
    silent, half, deaf = asking.connect(), asking.connect(), asking.connect(65_536)
    half.sendall(b"GET / HTTP/1.1\r\nHos")
    deaf.sendall(get("/large"))
    assert silent.recv(10) == b"" and half.recv(10) == b"", "they wait until they are closed"
    patience = time.monotonic() + 20
    while asking.server.server_state.connections and time.monotonic() < patience:
        time.sleep(0.05)
    assert sum(map(len, iter(lambda: deaf.recv(1_000_000), b""))) < LARGE, "it was cut off"
    for each in (silent, half, deaf):
        each.close()


def test_a_slow_reader_who_goes_on_taking_is_served_to_the_end(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 1.0)
    monkeypatch.setattr(server, "EVERY", 5)
    with asking.connect(65_536) as slow:
        slow.sendall(get("/large", last=True))
        received, begun = 0, time.monotonic()
        while piece := slow.recv(1_000_000):
            received += len(piece)
            if time.monotonic() - begun < 3.0:
                time.sleep(0.05)
    assert received > LARGE


def test_the_short_way_is_taken_by_what_browsers_and_curl_send() -> None:
    browser = get(
        "/a/?page=2", "User-Agent: X/1 (Y; Z)", "Accept: text/html,*/*;q=0.8", "Connection: keep-alive", "TE: trailers"
    )
    found = read_simple(browser, "http")
    assert found is not None and (found.path, found.query_string) == ("/a/", "page=2")
    assert found.headers["host"] == "digest.example"


def test_what_follows_a_body_is_no_part_of_the_head(asking: Asking) -> None:
    """RFC 9110, section 6.5.1: a field for rights, or for the sender's address, counts in the head only."""
    head = get("/", "Transfer-Encoding: chunked", "Trailer: Cookie", method="POST", last=True)
    answer = asking.ask(head + b"2\r\nhi\r\n0\r\nCookie: sessionid=x\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK") and answer.endswith(b"hi")
    assert "HTTP_COOKIE" not in asking.site.asked[0] and "HTTP_X_FORWARDED_FOR" not in asking.site.asked[0]
