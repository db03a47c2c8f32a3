"""The kept answers of one site on one machine: at hand in this process, on the shelf for all of them, or made anew."""

import asyncio
import fcntl
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Any, Protocol
from zlib import crc32

from django.db import Error as DatabaseError

from coranto.core import made_of
from coranto.core.made_of import Ingredients
from coranto.edge.calling import Answer, Application, Environ, call
from coranto.edge.filing import Filing
from coranto.edge.kept import (
    BROTLI,
    CHECKED_AGAIN,
    MARK,
    OF_THIS_BODY,
    PLAIN,
    QUICK_QUALITY,
    Form,
    Kept,
    choose,
    is_worth_packing,
    pack,
    strong_etag,
)
from coranto.edge.ledger import Ledger, place_of
from coranto.edge.memory import Memory
from coranto.edge.shelf import Shelf

Work = Callable[..., Awaitable[Any]]

NOT_SHARED = ("private", "no-store")
VARYING = {"accept-encoding", "cookie"}
PATIENCE = 5.0
"""Seconds that a process waits for another one to make the same page before it makes it itself."""
A_LOOK = 0.005
PARTS_PATH = "/-/part/"
OF_THE_PAGE = {"HTTP_HX_REQUEST", "HTTP_HX_TARGET"}
INFINITE = float("inf")
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}


class Membership(Protocol):
    """This process among those of other machines."""

    def may_serve(self) -> bool:
        """Whether it knows of all changes."""


class Pages:
    """What is kept under ``folder``: at most ``in_memory`` bytes in each process, ``on_disk`` in all.

    ``next_moment`` tells when next the clock alone will change what readers see. ``filing`` is offered
    what is asked for again.
    """

    def __init__(
        self,
        folder: Path,
        *,
        in_memory: int,
        on_disk: int,
        next_moment: made_of.Moment = made_of.next_moment,
        filing: Filing | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.ledger = Ledger(folder / "changes")
        self._memory = Memory(self.ledger, in_memory)
        self._shelf = Shelf(folder / "pages.sqlite3", on_disk)
        self._being_made: dict[str, asyncio.Future[bool]] = {}
        self._turns = (folder / "turns").open("w")
        self.member: Membership | None = None
        self._moment = (-1, 0.0)
        self._ask_moment = next_moment
        self._filing = filing

    def may_serve(self) -> bool:
        """Whether this process knows of all changes, those of other machines too."""
        return self.member is None or self.member.may_serve()

    def at_hand(self, key: str, now: float) -> Kept | None:
        """The answer in this process's memory, if it holds."""
        return self._memory.get(key, now)

    def forget(self, names: Iterable[str]) -> None:
        """These things have changed: no answer made of one of them holds any longer, in any process."""
        self.ledger.note(place_of(name) for name in names)

    def close(self) -> None:
        """Let go of the files."""
        self._turns.close()
        self._shelf.close()
        self.ledger.close()

    def form_at_hand(self, key: str, accepted: str | None, now: float) -> tuple[Kept, Form] | None:
        """The answer, and its form for that reader, if all of it is in this process's memory and holds."""
        if (kept := self._memory.look(key)) is None or (form := kept.ready_form(accepted, now)) is None:
            return None
        if form.until <= now or not form.holds(self.ledger):
            return None
        if self._filing:
            self._filing.offer(key, kept, form, now)
        return kept, form

    async def form_of(
        self, kept: Kept, accepted: str | None, environ: Environ, application: Application, work: Work
    ) -> Form:
        """The form for that reader, packed anew where it is not there, after its parts were found or made."""
        filling = []
        for key in kept.parts:
            part = self.at_hand(key, time())
            found = part or await self.find_or_make(key, None, asking_for(key, environ), application, work)
            filling.append(found if isinstance(found, Kept) else without_body(kept))
        name, form = kept.form_for(accepted, time(), tuple(part.tag for part in filling))
        if form is None:
            form = await work(kept.add, name, filling)
            self._memory.weigh(kept)
        return form

    async def find_or_make(
        self, key: str, accepted: str | None, environ: Environ, application: Application, work: Work
    ) -> Kept | Answer:
        """The answer from the shelf, or as the application makes it: once, however many ask for it at the same time.

        Whoever waited for one that was begun before a change is not given it, but looks again.
        """
        while (kept := self.at_hand(key, time())) is None and (other := self._being_made.get(key)) is not None:
            if not await asyncio.shield(other):  # it is of a sort that is not kept: to each their own
                return await work(call, application, environ)  # type: ignore[no-any-return]
        if kept:
            return kept
        done = self._being_made[key] = asyncio.get_running_loop().create_future()
        found: Kept | Answer | None = None
        try:
            found = await self._alone(key, accepted, environ, application, work)
            return found
        finally:
            del self._being_made[key]
            done.set_result(isinstance(found, Kept))

    async def _alone(
        self, key: str, accepted: str | None, environ: Environ, application: Application, work: Work
    ) -> Kept | Answer:
        """Keep or make the answer, waiting for other processes while they make it."""
        end = time() + PATIENCE
        while True:
            found = await work(self._look_or_make, key, accepted, environ, application, time() > end)
            if found is not None:
                return found  # type: ignore[no-any-return]
            await asyncio.sleep(A_LOOK)

    def _look_or_make(
        self, key: str, accepted: str | None, environ: Environ, application: Application, is_late: bool
    ) -> Kept | Answer | None:
        """The answer from the shelf, else a new one; nothing while another process makes it."""
        now = time()
        if (kept := self._shelf.get(key, now)) and kept.until > now and self.ledger.holds(kept.places, kept.begun):
            self._memory.put(key, kept)
            return kept
        with self._turn(key) as is_mine:
            return self._make(key, accepted, environ, application) if is_mine or is_late else None

    def _make(self, key: str, accepted: str | None, environ: Environ, application: Application) -> Kept | Answer:
        """What the application answers; kept if it may be."""
        begun, now = self.ledger.last, time()
        try:
            moment = self._next_moment(begun, now)
        except DatabaseError:  # it is away; what to say then the application knows
            return call(application, environ)
        with made_of.collecting() as found:
            answer = call(application, unconditional(environ))
        if not may_be_kept(answer, found, choose(accepted)):
            self._memory.drop(key)
            return call(application, environ) if found.parts else answer
        made_of_end = found.until.timestamp() if found.until else INFINITE
        kept = kept_of(answer, found, begun=begun, now=now, until=min(moment, made_of_end))
        kept.parts = tuple(part_key(key, name) for name in found.parts)
        if former := self._memory.look(key):
            kept.former = former.made_at
        put_body(kept, answer, choose(accepted) if kept.packs else PLAIN)
        self._memory.put(key, kept)
        self._shelf.put(key, kept, now)
        return kept

    def _next_moment(self, change: int, now: float) -> float:
        """When the clock changes what readers see; asked of the database once after each change."""
        known, moment = self._moment
        if known != change or moment <= now:
            found = self._ask_moment(datetime.fromtimestamp(now, UTC))
            moment = found.timestamp() if found else INFINITE
            self._moment = (change, moment)
        return moment

    @contextmanager
    def _turn(self, key: str) -> Iterator[bool]:
        """Whether it is this process's turn to make the page; the system ends the turn of a process that died."""
        place = crc32(key.encode())
        try:
            fcntl.lockf(self._turns, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.lockf(self._turns, fcntl.LOCK_UN, 1, place)


def unconditional(environ: Environ) -> Environ:
    """The request as of one who has nothing yet: what is kept must be whole."""
    return {name: value for name, value in environ.items() if name not in CONDITIONS}


def may_be_kept(answer: Answer, found: Ingredients, form: str) -> bool:
    """Whether an answer is everybody's: the view says so, and nothing in its head speaks against it.

    One that comes packed must be packed in the ``form`` that was asked for.
    """
    if not found.may_be_kept or answer.status != 200 or answer.rest is not None:
        return False
    names = {name for name, _ in answer.headers}
    if answer.header("content-encoding") not in (PLAIN, form) or len(MARK.findall(answer.body)) != len(found.parts):
        return False
    if "set-cookie" in names or any(word in answer.header("cache-control") for word in NOT_SHARED):
        return False
    return {part.strip().lower() for part in answer.header("vary").split(",") if part} <= VARYING


def kept_of(answer: Answer, found: Ingredients, *, begun: int, now: float, until: float) -> Kept:
    """The entry for an answer, still without a body."""
    headers = [pair for pair in answer.headers if pair[0] not in OF_THIS_BODY]
    if not answer.header("cache-control"):
        headers.append(("cache-control", CHECKED_AGAIN))
    own = answer.header("etag")
    return Kept(
        status=answer.status,
        headers=headers,
        begun=begun,
        places=tuple(sorted({place_of(name) for name in found.all_names()})),
        made_at=now,
        until=until,
        last_modified=answer.header("last-modified"),
        etag=own if not own.startswith("W/") else "",
        packs=is_worth_packing(answer.header("content-type"), len(answer.body)),
    )


def put_body(kept: Kept, answer: Answer, name: str) -> None:
    """Put the body into an entry: in the form called ``name``, or, with marks in it, as what forms are made from."""
    if kept.parts:
        kept.source = (BROTLI, pack(answer.body, BROTLI, QUICK_QUALITY))
    elif packed_as := answer.header("content-encoding"):
        kept.take(packed_as, answer.body, kept.etag or strong_etag(answer.body))
    else:
        kept.take(name, pack(answer.body, name), kept.etag or strong_etag(answer.body))


def part_key(key: str, name: str) -> str:
    """The key of a part of the page with that key: the same as if it were asked for by itself."""
    scheme, host = key.split("\n")[:2]
    return f"{scheme}\n{host}\n{PARTS_PATH}{name}/?\n"


def asking_for(key: str, environ: Environ) -> Environ:
    """A request for the part with that key, by whoever made the other request."""
    path = key.split("\n")[2].removesuffix("?")
    return {name: value for name, value in environ.items() if name not in OF_THE_PAGE} | {
        "PATH_INFO": path,
        "QUERY_STRING": "",
    }


def without_body(kept: Kept) -> Kept:
    """What stands for a part that could not be made."""
    empty = replace(kept, parts=(), forms={}, etag="")
    empty.take(PLAIN, b"", strong_etag(b""))
    return empty
