"""The front answers from what is kept, and passes all else on, whole."""

import asyncio
import gzip
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError

from coranto.core import made_of
from coranto.edge.calling import Environ
from coranto.edge.front import Front
from coranto.edge.pages import Pages

TEXT = b"The tide came in. " * 40


class Exchange:
    """What the server would send, and the body it received."""

    def __init__(self, body: Iterable[bytes] = (), *, gap: float = 0.0) -> None:
        self.received, self.gap = list(body), gap
        self.status, self.head, self.body = 0, {}, b""  # type: ignore[var-annotated]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.received:
            await asyncio.sleep(self.gap)
            yield piece

    async def answer(self, status: int, headers: list[tuple[str, str]], body: bytes = b"", /) -> None:
        self.status, self.head, self.body = status, dict(headers), body

    async def begin(self, status: int, headers: list[tuple[str, str]], /) -> None:
        await self.answer(status, headers)

    async def send(self, piece: bytes, /) -> None:
        self.body += piece

    async def end(self) -> None:
        self.body += b"."


class Site:
    """A WSGI application that counts how often it is asked."""

    def __init__(self, *headers: tuple[str, str], keeps: bool = True, names: tuple[str, ...] = ("post:1",)) -> None:
        self.headers, self.keeps, self.names = headers, keeps, names
        self.asked: list[Environ] = []
        self.wait: Callable[[], Any] = lambda: None
        self.text = TEXT

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ)
        text = self.text
        self.wait()
        if self.keeps:
            made_of.made_of(*self.names)
            made_of.keep(exactly=True)
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [text, environ["wsgi.input"].read()]


def scope(path: str = "/", method: str = "GET", query: str = "", **headers: str) -> Any:
    given = {name.replace("_", "-"): value for name, value in {"host": "digest.example", **headers}.items()}
    return SimpleNamespace(
        http_version="1.1",
        server=("127.0.0.1", 80),
        client="192.0.2.7",
        scheme="http",
        method=method,
        path=path,
        query_string=query,
        headers=given,
    )


def kept_in(folder: Path) -> Pages:
    return Pages(folder / "cache", in_memory=10**6, on_disk=10**6, next_moment=lambda now: None)


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    found = kept_in(tmp_path)
    yield found
    found.close()


def ask(
    site: Any, pages: Pages | None, *requests: Any, bodies: Iterable[bytes] = (), proxies: int = 0
) -> list[Exchange]:
    """Send requests one after another to one front; the answers."""

    async def run() -> list[Exchange]:
        here, answers = Front(site, pages, proxies=proxies), []
        for request in requests:
            answers.append(Exchange(bodies))
            await here.answer(request, answers[-1])
        return answers

    return asyncio.run(run())


def test_a_page_is_made_once_and_served_in_the_form_that_each_reader_takes(pages: Pages) -> None:
    site = Site()
    first, plain, packed = ask(site, pages, scope(accept_encoding="br"), scope(), scope(accept_encoding="gzip"))
    assert len(site.asked) == 1
    assert first.head["content-encoding"] == "br" and plain.body == TEXT == gzip.decompress(packed.body)
    assert len({answer.head["etag"] for answer in (first, plain, packed)}) == 3


def test_a_change_of_what_it_shows_is_seen_by_the_next_reader_and_no_other_change_matters(pages: Pages) -> None:
    site = Site()
    ask(site, pages, scope())
    pages.forget(["post:2"])
    ask(site, pages, scope())
    assert len(site.asked) == 1
    site.text = b"It went out."
    pages.forget(["post:1"])
    assert ask(site, pages, scope())[0].body == b"It went out."


def test_while_the_database_is_away_the_application_says_so(tmp_path: Path) -> None:
    is_away = [True, False]

    def next_moment(now: Any) -> None:
        if is_away.pop(0):
            raise OperationalError("terminating connection due to administrator command")

    site, pages = Site(), Pages(tmp_path / "cache", in_memory=10**6, on_disk=10**6, next_moment=next_moment)
    for _ in range(3):
        assert ask(site, pages, scope())[0].body == TEXT
    assert len(site.asked) == 2, "not kept while nobody knows for how long, then kept"
    pages.close()


def test_another_process_finds_it_on_the_shelf(pages: Pages, tmp_path: Path) -> None:
    site = Site()
    ask(site, pages, scope())
    other = kept_in(tmp_path)
    assert ask(site, other, scope())[0].body == TEXT and len(site.asked) == 1
    pages.forget(["post:1"])
    ask(site, other, scope())
    assert len(site.asked) == 2
    other.close()


def test_whoever_has_it_gets_304(pages: Pages) -> None:
    first = ask(Site(), pages, scope(accept_encoding="br"))[0]
    tag = first.head["etag"]
    known, weak, other, plain = ask(
        Site(),
        pages,
        scope(accept_encoding="br", if_none_match=tag),
        scope(accept_encoding="br", if_none_match=f'"x", W/{tag}'),
        scope(accept_encoding="br", if_none_match='"x"'),
        scope(if_none_match=tag),
    )
    assert [answer.status for answer in (known, weak, other, plain)] == [304, 304, 200, 200]
    assert known.head["etag"] == tag and "content-length" not in known.head and not known.body


def test_head_has_the_headers_of_get(pages: Pages) -> None:
    full, head = ask(Site(), pages, scope(), scope(method="HEAD"))
    assert head.head == full.head


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=x"},
        {"cookie": "_ga=1; comment_author_0=Tom"},
        {"authorization": "Basic eDp5"},
        {"origin": "https://other.example"},
        {"x_http_method_override": "DELETE"},
        {"content_length": "0"},
    ],
)
def test_answers_for_somebody_are_neither_kept_nor_taken_from_what_is(pages: Pages, headers: dict[str, str]) -> None:
    site = Site()
    ask(site, pages, scope(**headers), scope(**headers), scope())
    ask(site, pages, scope(**headers))
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    "headers",
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "private, no-cache"),
        ("Cache-Control", "no-store"),
        ("Vary", "User-Agent"),
        ("Vary", "*"),
        ("Content-Encoding", "br"),
    ],
)
def test_an_answer_that_says_it_is_not_everybodys_is_not_kept(pages: Pages, headers: tuple[str, str]) -> None:
    site = Site(headers)
    ask(site, pages, scope(), scope())
    assert len(site.asked) == 2


def test_what_no_view_lets_be_kept_is_not_kept(pages: Pages) -> None:
    site = Site(keeps=False)
    ask(site, pages, scope(), scope())
    assert len(site.asked) == 2


def test_hosts_schemes_queries_and_parts_have_answers_of_their_own(pages: Pages) -> None:
    site = Site()
    forwarded = {"x_forwarded_proto": "https", "x_forwarded_host": "other.example"}
    requests = (scope(), scope(host="b.example"), scope(query="a=1"), scope(hx_request="true"), scope(**forwarded))
    ask(site, pages, *requests, proxies=1)
    assert len(site.asked) == 5
    ask(site, pages, scope(**forwarded))
    assert len(site.asked) == 5, "without proxies their word counts for nothing"


def test_a_page_that_nobody_has_is_made_once_for_all_who_wait(pages: Pages) -> None:
    site = Site()
    site.wait = lambda: threading.Event().wait(0.2)

    async def run() -> list[Exchange]:
        here, answers = Front(site, pages), [Exchange() for _ in range(50)]
        await asyncio.gather(*(here.answer(scope(), answer) for answer in answers))
        return answers

    assert {answer.body for answer in asyncio.run(run())} == {TEXT} and len(site.asked) == 1


def test_whoever_came_after_a_change_is_not_given_what_was_begun_before_it(pages: Pages) -> None:
    site, begun, go = Site(), threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        go.wait(10)

    async def run() -> tuple[Exchange, Exchange]:
        here, early, late = Front(site, pages), Exchange(), Exchange()
        site.wait = wait
        first = asyncio.ensure_future(here.answer(scope(), early))
        await asyncio.to_thread(begun.wait, 10)
        site.text = b"It went out."
        pages.forget(["post:1"])
        second = asyncio.ensure_future(here.answer(scope(), late))
        await asyncio.sleep(0.05)
        go.set()
        await asyncio.gather(first, second)
        return early, late

    early, late = asyncio.run(run())
    assert early.body == TEXT and late.body == b"It went out."


def test_the_application_hears_of_the_request_as_wsgi_says(pages: Pages) -> None:
    site = Site(keeps=False)
    ask(site, pages, scope("/caf\xe9/", query="a=%20", user_agent="x", x_under_score="1"))
    environ = site.asked[0]
    assert environ["PATH_INFO"] == "/caf\xc3\xa9/" and environ["QUERY_STRING"] == "a=%20"
    assert (environ["REMOTE_ADDR"], environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("192.0.2.7", "127.0.0.1", "80")
    assert environ["HTTP_USER_AGENT"] == "x" and environ["HTTP_HOST"] == "digest.example"


def test_an_answer_in_pieces_is_sent_in_pieces_and_closed(pages: Pages) -> None:
    closed = []

    class Pieces:
        streaming = True

        def __iter__(self) -> Iterator[bytes]:
            yield from (b"one", b"two")

        def close(self) -> None:
            closed.append(True)

    def site(environ: Environ, start: Callable[..., Any]) -> Pieces:
        start("200 OK", [("Content-Type", "video/mp4")])
        return Pieces()

    assert ask(site, pages, scope("/media/film.mp4"))[0].body == b"onetwo." and closed == [True]


def test_without_a_cache_everything_is_passed_on() -> None:
    site = Site()
    ask(site, None, scope(), scope())
    assert len(site.asked) == 2


class Parted(Site):
    """A site whose pages have a sidebar that is kept by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.sidebar = b"<aside>low water</aside>"

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/-/part/sidebar/":
            self.asked.append(environ)
            made_of.made_of("comments")
            made_of.keep(exactly=True)
            start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [self.sidebar]
        made_of.take_parts()
        mark = made_of.leave_out("sidebar").encode() or self.sidebar
        return [mark, *super().__call__(environ, start)]


def test_a_part_that_changes_is_put_in_anew_and_the_page_round_it_is_not_made_again(pages: Pages) -> None:
    site = Parted()
    first = ask(site, pages, scope(accept_encoding="gzip"))[0]
    assert gzip.decompress(first.body) == b"<aside>low water</aside>" + TEXT
    assert [environ["PATH_INFO"] for environ in site.asked] == ["/", "/-/part/sidebar/"]
    ask(site, pages, scope("/other/"), scope(accept_encoding="gzip"))
    assert [environ["PATH_INFO"] for environ in site.asked[2:]] == ["/other/"], "the part is the same for all pages"
    site.sidebar = b"<aside>high water</aside>"
    pages.forget(["comments"])
    second = ask(site, pages, scope(accept_encoding="gzip"))[0]
    assert gzip.decompress(second.body) == b"<aside>high water</aside>" + TEXT
    assert second.head["etag"] != first.head["etag"] and len(site.asked) == 4
    pages.forget(["post:1"])
    ask(site, pages, scope(accept_encoding="gzip"))
    assert len(site.asked) == 5


def test_a_page_from_the_shelf_has_its_parts_put_in(pages: Pages, tmp_path: Path) -> None:
    site = Parted()
    ask(site, pages, scope())
    other = kept_in(tmp_path)
    assert ask(site, other, scope())[0].body == b"<aside>low water</aside>" + TEXT and len(site.asked) == 2
    other.close()


def test_a_page_that_is_not_kept_has_its_parts_in_it(pages: Pages) -> None:
    site = Parted()
    site.headers = (("Set-Cookie", "a=b"),)
    assert ask(site, pages, scope())[0].body == b"<aside>low water</aside>" + TEXT
