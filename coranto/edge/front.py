"""The asynchronous front of the server: kept answers at once, all else from the application."""

import asyncio
import io
from collections.abc import Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from time import time
from typing import Any, TypeVar

from coranto.edge.asgi import Receive, Send, ServerExchange, ServerScope
from coranto.edge.asking import Asked, Exchange, GoneError, Headers, Scope
from coranto.edge.bodies import BUSY, Bodies, RefusedError, asking_at, door_of, temporary_file
from coranto.edge.calling import Answer, Application, call, environ_of
from coranto.edge.kept import Form, Kept
from coranto.edge.pages import Pages
from coranto.edge.strangers import key_of
from coranto.edge.surrogates import Surrogates

T = TypeVar("T")

WORKING = 4
"""Requests that a process works on at once; more would only wait for the interpreter's lock."""
MOST_WAITING = 2_000
"""Requests that wait for their turn; those above it are told to come again."""


class Front:
    """The application to be served. ``proxies`` is how many stand in front; without ``pages`` nothing is kept.

    ``surrogates`` speak to a cache in front, where there is one.
    """

    def __init__(
        self,
        application: Application,
        pages: Pages | None,
        *,
        proxies: int = 0,
        surrogates: Surrogates | None = None,
    ) -> None:
        self._application = application
        self._pages = pages
        self._proxies = proxies
        self._surrogates = surrogates
        self._threads = ThreadPoolExecutor(WORKING, thread_name_prefix="work")
        self._bodies = Bodies(proxies)
        self._waiting = 0

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        await self.answer(ServerScope(scope), ServerExchange(receive, send))

    async def answer(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        now, pages = time(), self._pages
        key = self._key_of(scope)
        try:
            if pages is None or not key:
                await self._pass_on(scope, exchange)
            elif found := pages.form_at_hand(key, scope.headers.get("accept-encoding"), now):
                await self._send_kept(exchange, *found, scope, now)
            else:
                await self._find_or_make(pages, key, scope, exchange)
        except RefusedError as refused:
            await say(exchange, refused.status, str(refused))
        except GoneError:
            pass

    def at_once(self, asked: Asked) -> tuple[Kept, Form, Headers] | None:
        """What is at hand for that reader, and the head to send it with; nothing where there is more to do."""
        if not (key := self._key_of(asked)) or self._pages is None:
            return None
        now = time()
        found = self._pages.form_at_hand(key, asked.headers.get("accept-encoding"), now)
        return (*found, self._head(found[1], now)) if found else None

    def _key_of(self, asked: Asked) -> str:
        """What the answer is kept under; nothing where none may be."""
        may_be = self._pages is not None and self._pages.may_serve()
        return key_of(asked, self._proxies) if may_be else ""

    async def _find_or_make(self, pages: Pages, key: str, scope: Scope, exchange: Exchange) -> None:
        """Send the answer that lies on the shelf, that another request is waiting for already, or a new one."""
        environ, headers = environ_of(scope, io.BytesIO(), 0), scope.headers
        if scope.method == "HEAD":  # made for this one alone: a page is kept for those who read it
            await self._send_answer(await self._work(call, self._application, environ), scope, exchange)
            return
        accepted = headers.get("accept-encoding")
        found = await pages.find_or_make(key, accepted, environ, self._application, self._work)
        if isinstance(found, Answer):
            await self._send_answer(found, scope, exchange)
            return
        form = await pages.form_of(found, accepted, environ, self._application, self._work)
        await self._send_kept(exchange, found, form, scope, time())

    async def _send_kept(self, exchange: Exchange, kept: Kept, form: Form, scope: Scope, now: float) -> None:
        """Answer with what is kept, or 304 where the reader has it."""
        head = self._head(form, now)
        if is_known(scope.headers, form):
            await exchange.answer(304, without_body(head))
        else:
            await exchange.answer(kept.status, head, form.body)

    def _head(self, form: Form, now: float) -> Headers:
        head = form.headers if now - form.made_at > 1.0 else form.young
        return head + self._surrogates.head(form, now) if self._surrogates else head

    async def _pass_on(self, scope: Scope, exchange: Exchange) -> None:
        """Read the body, then let the application work."""
        headers = scope.headers
        if not ("content-length" in headers or "transfer-encoding" in headers):
            environ = environ_of(scope, io.BytesIO(), 0)
            await self._send_answer(await self._work(call, self._application, environ), scope, exchange)
            return
        with temporary_file() as body:
            with self._bodies.counted(scope) as sender:
                length = await self._bodies.read(exchange, body, sender, is_staff=await self._is_staff(scope))
            answer = await self._work(call, self._application, environ_of(scope, body, length))
        await self._send_answer(answer, scope, exchange)

    async def _is_staff(self, scope: Scope) -> bool:
        """Whether the sender of a large body is one of those who may send it."""
        if not (door := door_of(scope)):
            return False
        environ = asking_at(door, environ_of(scope, io.BytesIO(), 0))
        answer = await self._work(call, self._application, environ)
        answer.close()
        return bool(answer.status == 200)

    async def _work(self, work: Callable[..., T], *args: Any) -> T:
        """Do it in a thread, when there is one."""
        if self._waiting >= MOST_WAITING:
            raise RefusedError(503, BUSY)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)
        finally:
            self._waiting -= 1

    async def _send_answer(self, answer: Answer, scope: Scope, exchange: Exchange) -> None:
        if answer.rest is not None:
            await self._send_pieces(answer, answer.rest, scope, exchange)
        else:
            await exchange.answer(answer.status, answer.headers, answer.body)

    async def _send_pieces(self, answer: Answer, rest: Iterator[bytes], scope: Scope, exchange: Exchange) -> None:
        try:
            if scope.method == "HEAD":
                await exchange.answer(answer.status, answer.headers)
                return
            await exchange.begin(answer.status, answer.headers)
            while (piece := await self._work(next, rest, None)) is not None:
                await exchange.send(piece)
            await exchange.end()
        finally:
            answer.close()


def is_known(headers: dict[str, str], form: Form) -> bool:
    """Whether the reader has these bytes already (RFC 9110, section 13.1)."""
    if (tags := headers.get("if-none-match")) is not None:
        weak = form.etag.removeprefix("W/")
        return tags.strip() == "*" or any(tag.strip().removeprefix("W/") == weak for tag in tags.split(","))
    return headers.get("if-modified-since") == form.last_modified


def without_body(head: Headers) -> Headers:
    """The head of a 304: what speaks of a body that is not sent is left out."""
    return [pair for pair in head if pair[0] not in ("content-length", "content-encoding", "content-type")]


async def say(exchange: Exchange, status: int, words: str) -> None:
    """A plain answer in one line."""
    headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
    if status == 503:
        headers.append(("retry-after", "5"))
    await exchange.answer(status, headers, words.encode() + b"\n")
