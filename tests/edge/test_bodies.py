"""Bodies arrive whole; those too large, too slow or too many are refused in words, before anything is asked."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from coranto.edge import bodies
from coranto.edge.front import Front
from tests.edge.test_front import Exchange, Site, scope


def send(site: Site, *exchanges: Exchange, path: str = "/", proxies: int = 0, **headers: Any) -> list[int]:
    """Send several at once to one address, each as its exchange does; the statuses of the answers."""
    served = Front(site, None, proxies=proxies)
    forwarded = [
        headers | ({"x_forwarded_for": f"2001:db8:0:{n}::1"} if proxies else {}) for n in range(len(exchanges))
    ]
    asked = [scope(path, method="POST", **({"content_length": "9"} | each)) for each in forwarded]

    async def run() -> None:
        await asyncio.gather(*map(served.answer, asked, exchanges))

    asyncio.run(run())
    return [exchange.status for exchange in exchanges]


def echo() -> Site:
    site = Site(keeps=False)
    site.text = b""
    return site


def test_a_body_arrives_whole_however_large_and_however_slow() -> None:
    site, pieces = echo(), [b"0123456789" * 10_000] * 30
    exchange = Exchange(pieces)
    assert send(site, exchange, content_length="3000000") == [200]
    assert exchange.body == b"".join(pieces) and site.asked[0]["CONTENT_LENGTH"] == "3000000"


def test_a_body_above_the_bound_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST", 1_000_000)
    site, exchange = echo(), Exchange([b"x" * 600_000] * 2)
    assert (send(site, exchange), exchange.body, site.asked) == ([413], b"This is more than 1 MB.\n", [])


def test_who_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SILENCE", 0.01)
    assert send(echo(), Exchange([b"x"], gap=1.0)) == [408]


def test_who_sends_a_byte_now_and_then_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SILENCE", 0.2)
    monkeypatch.setattr(bodies, "SLOWEST", 1_000)
    assert send(echo(), Exchange([b"x"] * 100, gap=0.05), Exchange([b"x" * 600] * 10, gap=0.05)) == [408, 200]


def test_one_network_has_no_more_bodies_under_way_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_OF_ONE", 2)
    assert sorted(send(echo(), *(Exchange([b"x"], gap=0.1) for _ in range(4)))) == [200, 200, 503, 503]
    each_from_elsewhere = [Exchange([b"x"], gap=0.1) for _ in range(4)]
    assert send(echo(), *each_from_elsewhere, proxies=1) == [200] * 4


@pytest.mark.parametrize("bound", ["MOST_BYTES", "MOST_BYTES_OF_ONE"])
def test_large_bodies_of_strangers_take_no_more_room_than_there_is(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    monkeypatch.setattr(bodies, "IN_MEMORY", 100)
    monkeypatch.setattr(bodies, bound, 1_000)
    large = [Exchange([b"x" * 300] * 3, gap=0.05) for _ in range(2)]
    assert sorted(send(echo(), *large)) == [200, 503]
    assert send(echo(), Exchange([b"x" * 600])) == [200], "the room is free again"


def test_small_bodies_are_taken_beside_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "IN_MEMORY", 500)
    monkeypatch.setattr(bodies, "MOST_BYTES", 1_000)
    large = [Exchange([b"x" * 400] * 3, gap=0.05) for _ in range(2)]
    small = [Exchange([b"x"] * 2, gap=0.05) for _ in range(5)]
    assert send(echo(), *large, *small)[2:] == [200] * 5


def test_a_body_that_began_fast_may_not_go_on_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SILENCE", 0.1)
    monkeypatch.setattr(bodies, "SLOWEST", 1_000)
    assert send(echo(), Exchange([b"x" * 100_000, *[b"x"] * 100], gap=0.01)) == [408]


class Desk(Site):
    """A site that knows one session."""

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] in bodies.DOORS.values() and environ["REQUEST_METHOD"] == "GET":
            is_known = environ.get("HTTP_COOKIE") == "sessionid=right"
            start("200 OK" if is_known else "302 Found", [("content-type", "text/plain")])
            return [b""]
        return super().__call__(environ, start)


@pytest.mark.parametrize(
    ("path", "cookie", "status"),
    [
        ("/desk/imports/", "sessionid=right", 200),
        ("/desk/imports/", "sessionid=wrong", 413),
        ("/desk/imports/", "any=thing", 413),
        ("/robots.txt", "sessionid=right", 413),
    ],
)
@pytest.mark.parametrize("length", [{"content_length": "1200"}, {"transfer_encoding": "chunked"}])
def test_only_the_staff_may_send_much_and_only_to_their_own_addresses(
    monkeypatch: pytest.MonkeyPatch, path: str, cookie: str, status: int, length: dict[str, Any]
) -> None:
    monkeypatch.setattr(bodies, "LARGEST", 1_000)
    site = Desk(keeps=False)
    assert send(site, Exchange([b"x" * 600] * 2), path=path, cookie=cookie, **length) == [status]
    assert len(site.asked) == (status == 200)
