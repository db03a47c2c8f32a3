"""Fetching from other people's servers: what is refused, what is bounded, and how it fails. The servers are real."""

import gzip
import socket
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.core.outgoing.addresses import FetchError, RefusedAddressError, kind_of_address, parse_target
from coranto.core.outgoing.http import Fetcher, FetchLimits
from coranto.core.outgoing.pace import Pace, retry_after
from tests.core.odd_servers import Script, dripping, endless, late, ok, says, serving, status

PATIENT = FetchLimits(max_bytes=100_000, seconds=60.0, idle_seconds=60.0, retries=0)
QUICK = FetchLimits(max_bytes=100_000, seconds=0.5, idle_seconds=0.4, retries=0)  # for what is meant to take too long


class Sleeper:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(limits: FetchLimits = PATIENT, **options: object) -> Fetcher:
    """A fetcher that may reach loopback, and does not pause."""
    return Fetcher(limits=limits, allow_private=True, pace=Pace(0, sleep=lambda seconds: None), **options)  # type: ignore[arg-type]  # as of Fetcher


def sleeping_fetcher(limits: FetchLimits) -> tuple[Fetcher, Sleeper]:
    """A fetcher whose pauses are written down, not waited for."""
    sleeper = Sleeper()
    pace = Pace(1.0, sleep=sleeper.sleep, clock=lambda: sleeper.now)
    return Fetcher(limits=limits, allow_private=True, pace=pace), sleeper


def test_a_page_is_fetched_with_the_name_of_the_project() -> None:
    with serving(ok(b"hello", "Content-Type: text/plain")) as server:
        got = fetcher(about="https://digest.example").get(f"{server.url}/a?b=1#c")
    assert (got.status, got.body, got.headers["content-type"]) == (200, b"hello", "text/plain")
    head = server.requests[0].decode()
    assert head.startswith("GET /a?b=1 HTTP/1.1\r\n")
    assert "User-Agent: Coranto/" in head and "(+https://digest.example)" in head
    assert f"Host: 127.0.0.1:{server.port}" in head


@pytest.mark.parametrize(
    "address, kind",
    [
        ("127.0.0.1", "loopback"),
        ("127.8.8.8", "loopback"),
        ("0.0.0.0", "reserved"),  # noqa: S104
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "shared"),
        ("100.100.100.200", "shared"),
        ("169.254.169.254", "link-local"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("198.18.0.1", "reserved"),
        ("192.0.2.1", "reserved"),
        ("::1", "loopback"),
        ("::", "reserved"),
        ("::127.0.0.1", "reserved"),
        ("::ffff:127.0.0.1", "IPv4-mapped"),
        ("::ffff:8.8.8.8", "IPv4-mapped"),
        ("64:ff9b::7f00:1", "NAT64"),
        ("64:ff9b:1::1", "NAT64"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "reserved"),
        ("fd00:ec2::254", "private"),
        ("ff02::1", "multicast"),
        ("2002:7f00:1::", "reserved"),
        ("2001:0:7f00:1::", "reserved"),
        ("2001:db8::1", "reserved"),
        ("4000::1", "reserved"),
        ("nonsense", "malformed"),
        ("8.8.8.8", ""),
        ("172.32.0.1", ""),
        ("100.128.0.1", ""),
        ("2606:4700::1111", ""),
        ("2a00:1450::1", ""),
    ],
)
def test_addresses_are_known_for_what_they_are(address: str, kind: str) -> None:
    assert kind_of_address(address) == kind


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://127.0.0.1./",
    ],
)
def test_inner_addresses_are_refused_in_whatever_writing(url: str) -> None:
    with pytest.raises((RefusedAddressError, FetchError), match=r"not fetched from|was not found") as caught:
        Fetcher(limits=PATIENT).get(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//a.example/x",
        "a.example/x",
        "",
        "http://",
        "http:///x",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://user:password@a.example/",
        "http://user@127.0.0.1/",
        "http://a.example:25/",
        "http://a.example:22/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://a b.example/",
        "http://a\u3002\u3002example/",
        "http://" + "a" * 70 + "é.example/",
        "gopher://127.0.0.1:6379/_SET",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(RefusedAddressError) as caught:
        Fetcher(limits=PATIENT).get(url)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=80))
def test_any_text_as_address_is_parsed_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://a.example/{text}"):
        try:
            target = parse_target(url)
        except RefusedAddressError:
            continue
        assert target.url.isascii() and not set(target.url) & set(" \r\n\t\x00")


def test_a_host_is_resolved_once_and_the_connection_goes_there() -> None:
    asked = []

    def resolver(host: str, port: int) -> list[tuple[int, str]]:
        asked.append(host)
        return [(socket.AF_INET, "127.0.0.1")]

    with serving(ok(b"pinned")) as server:
        got = fetcher(resolver=resolver).get(f"http://name.example:{server.port}/")
    assert got.body == b"pinned" and asked == ["name.example"]
    assert f"Host: name.example:{server.port}".encode() in server.requests[0]


def test_a_name_with_an_inner_address_is_refused_and_a_mixed_one_goes_to_the_public_address() -> None:
    def inner(host: str, port: int) -> list[tuple[int, str]]:
        return [(socket.AF_INET, "10.0.0.7")]

    with pytest.raises(RefusedAddressError, match=r"evil\.example is at 10\.0\.0\.7, a private address"):
        Fetcher(limits=PATIENT, resolver=inner).get("http://evil.example/")

    def mixed(host: str, port: int) -> list[tuple[int, str]]:
        return [(socket.AF_INET, "169.254.169.254"), (socket.AF_INET, "127.0.0.1")]

    with serving(ok(b"public")) as server:
        assert fetcher(resolver=mixed).get(f"http://a.example:{server.port}/").body == b"public"


def test_an_address_that_does_not_answer_is_passed_over_for_the_next() -> None:
    def two(host: str, port: int) -> list[tuple[int, str]]:
        return [(socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1")]

    with serving(ok(b"second")) as server:
        assert fetcher(resolver=two).get(f"http://a.example:{server.port}/").body == b"second"


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "//169.254.169.254/",
        "http://[::ffff:169.254.169.254]/",
        "file:///etc/passwd",
        "http://[bad",
        "ftp://127.0.0.1/",
    ],
)
def test_a_redirect_to_a_forbidden_address_is_refused(location: str) -> None:
    with serving(status(302, f"Location: {location}")) as server, pytest.raises(RefusedAddressError):
        fetcher().get(server.url)


def test_redirects_are_followed_and_counted() -> None:
    with serving(status(301, "Location: /b?x=1"), status(307, "Location: c"), ok(b"there")) as server:
        got = fetcher().get(f"{server.url}/a")
    assert got.body == b"there" and got.url == f"{server.url}/c"
    with serving(status(302, "Location: /again")) as server, pytest.raises(FetchError, match="redirects more than 5"):
        fetcher().get(server.url)
    assert len(server.requests) == 6


def test_many_slow_redirects_end_when_all_must_be_done() -> None:
    limits = FetchLimits(seconds=60, seconds_in_all=0.5, redirects=30, retries=0)
    with (
        serving(late(0.1, status(302, "Location: /again"))) as server,
        pytest.raises(FetchError, match="took too long"),
    ):
        fetcher(limits).get(server.url)


def test_pauses_between_redirects_count_too() -> None:
    with serving(status(302, "Location: /again")) as server, pytest.raises(FetchError, match="left alone"):
        sleeping_fetcher(FetchLimits(seconds_in_all=0.9, retries=0))[0].get(server.url)
    assert len(server.requests) == 1


def test_a_redirect_in_utf_8_is_understood() -> None:
    with serving(says("HTTP/1.1 302 Found\r\nLocation: /é ü\r\n\r\n".encode()), ok(b"there")) as server:
        assert fetcher().get(server.url).body == b"there"
    assert server.requests[1].startswith(b"GET /%C3%A9%20%C3%BC HTTP/1.1")


HEAD = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(bytes(20_000_000))


@pytest.mark.parametrize(
    "script, words",
    [
        (endless(HEAD + b"\r\n", b"x" * 10_000), "sends more than 100,000 bytes"),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"), "sends more than"),
        (says(HEAD + b"Content-Length: 999999999999\r\n\r\nx"), "sends more than 100,000 bytes"),
        (says(HEAD + b"Content-Length: 50\r\n\r\nonly a few"), "broke off after 10 of 50 bytes"),
        (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n50\r\nonly a few"), "does not answer as HTTP asks"),
        (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "does not answer as HTTP asks"),
        (says(HEAD + b"Content-Encoding: gzip\r\n\r\n" + BOMB), "sends more than 100,000 bytes"),
        (says(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 500)[:-9]), "broke off in the middle"),
        (says(HEAD + b"Content-Encoding: gzip\r\n\r\nnot gzip"), "cannot be unpacked"),
        (says(HEAD + b"Content-Encoding: br\r\n\r\nx"), "packed as 'br'"),
        (dripping(HEAD + b"\r\n", b"x", 0.05), "took too long"),
        (dripping(HEAD, b"X-A: b\r\n", 0.05), "took too long"),
        (dripping(b"", b"x", 0.05), "took too long"),
        (dripping(HEAD + b"Content-Length: 10\r\n\r\n", b"x", 0.35), "took too long"),
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "took too long"),
        (endless(HEAD, b"X-A: b\r\n"), "does not answer as HTTP asks"),
        (endless(HEAD + b"X-A: ", b"b" * 10_000), "does not answer as HTTP asks"),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n"), "took too long"),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1"), "does not answer as HTTP asks"),
        (says(b""), "does not answer as HTTP asks"),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), "does not answer as HTTP asks"),
        (says(b"HTTP/1.1 abc OK\r\n\r\n"), "does not answer as HTTP asks"),
        (status(404), "answers 404"),
        (status(500), "answers 500"),
        (status(304), "answers 304"),
    ],
)
def test_hostile_and_broken_answers_end_in_one_line(script: Script, words: str) -> None:
    with serving(script) as server, pytest.raises(FetchError, match=words) as caught:
        fetcher(QUICK if words == "took too long" else PATIENT).get(server.url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_an_answer_that_is_packed_unasked_is_unpacked(pack: Callable[[bytes], bytes]) -> None:
    name = "gzip" if pack is gzip.compress else "deflate"
    with serving(ok(pack(b"hello" * 100), f"Content-Encoding: {name}")) as server:
        assert fetcher().get(server.url).body == b"hello" * 100


def test_more_bytes_than_promised_are_not_read() -> None:
    with serving(says(HEAD + b"Content-Length: 5\r\n\r\nhello and more")) as server:
        assert fetcher().get(server.url).body == b"hello"


def test_a_closed_port_is_told_in_one_line() -> None:
    with serving(ok(b"")) as server:
        pass
    with pytest.raises(FetchError, match=r"cannot fetch from 127\.0\.0\.1: Connection refused"):
        fetcher().get(server.url)


def test_a_server_without_tls_is_told_in_one_line() -> None:
    with serving(says(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server, pytest.raises(FetchError) as caught:
        fetcher().get(server.url.replace("http:", "https:"))
    assert "\n" not in str(caught.value)


def test_passing_errors_are_tried_again_with_growing_pauses() -> None:
    limits = FetchLimits(seconds=60, retries=2)
    with serving(status(503), says(b""), ok(b"at last")) as server:
        subject, sleeper = sleeping_fetcher(limits)
        assert subject.get(server.url).body == b"at last"
    assert sleeper.slept == [1.0, 2.0]
    with serving(status(404)) as server, pytest.raises(FetchError):
        sleeping_fetcher(limits)[0].get(server.url)
    assert len(server.requests) == 1


def test_retry_after_is_honoured() -> None:
    with serving(status(429, "Retry-After: 30"), ok(b"now")) as server:
        subject, sleeper = sleeping_fetcher(FetchLimits(seconds=60))
        assert subject.get(server.url).body == b"now"
    assert sleeper.slept == [30.0]


def test_a_host_that_asks_for_a_long_pause_is_left_alone() -> None:
    with serving(status(429, "Retry-After: 3600"), ok(b"never")) as server:
        subject, sleeper = sleeping_fetcher(FetchLimits(seconds=60))
        for _ in range(2):
            with pytest.raises(FetchError) as caught:
                subject.get(server.url)
            assert caught.value.passing and caught.value.retry_after == 3600
    assert len(server.requests) == 1 and not sleeper.slept


def test_requests_to_one_host_are_a_second_apart() -> None:
    with serving(ok(b"a")) as server:
        subject, sleeper = sleeping_fetcher(FetchLimits(seconds=60))
        for _ in range(3):
            subject.get(server.url)
    assert sleeper.slept == [1.0, 1.0]


@pytest.mark.parametrize(
    "value, seconds",
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("-5", None),
        ("1e3", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("9" * 50, None),
    ],
)
def test_retry_after_is_a_number_or_nothing(value: str | None, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_may_be_a_date() -> None:
    assert retry_after("Fri, 31 Dec 1999 23:59:59 GMT") == 0.0
    assert (retry_after("Fri, 31 Dec 2999 23:59:59 GMT") or 0) > 1e9


def test_a_post_is_sent_once_and_its_answer_given_whatever_it_is() -> None:
    with serving(says(b"HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno")) as server:
        got = fetcher(FetchLimits(seconds=60)).post(server.url, b"a=b", "application/x-www-form-urlencoded")
    assert (got.status, got.body) == (500, b"no") and len(server.requests) == 1
    assert server.requests[0].endswith(b"\r\n\r\na=b")


def test_a_header_cannot_smuggle_another_line() -> None:
    with serving(ok(b"")) as server, pytest.raises(FetchError):
        fetcher().get(server.url, headers={"X-A": "b\r\nX-Evil: c"})
    assert not any(b"X-Evil" in request for request in server.requests)
