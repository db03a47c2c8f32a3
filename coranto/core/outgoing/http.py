"""Fetching from other people's servers: safely, within limits, and politely.

    fetcher = Fetcher(about="https://digest.example")
    page = fetcher.get("https://source.example/story/")

Every request this software makes to a host that somebody else named goes through here. See ``outgoing_addresses`` for
what is refused, ``outgoing_downloads`` for files.
"""

import http.client
import math
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from coranto import __version__
from coranto.core.outgoing.addresses import (
    FetchError,
    Resolve,
    Target,
    parse_target,
    public_addresses,
    redirected,
    resolve,
)
from coranto.core.outgoing.bodies import body_blocks
from coranto.core.outgoing.connections import Deadline, PinnedConnection
from coranto.core.outgoing.pace import Pace, retry_after

T = TypeVar("T")
MIB = 1024 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
PASSING_STATUSES = {408, 425, 429, 500, 502, 503, 504}
_MAX_ADDRESSES = 3


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds on one fetch. ``seconds`` is from connecting to the last byte, for each redirect anew;
    ``seconds_in_all`` bounds all redirects together, with the pauses between them.

    ``idle_seconds`` is the longest silence; ``slowest`` the least bytes a second on average. ``retries`` counts further
    tries after passing errors; a wait longer than ``longest_wait`` seconds is not waited but raised.
    """

    max_bytes: int = 10 * MIB
    seconds: float = 60.0
    seconds_in_all: float = math.inf
    idle_seconds: float = 20.0
    slowest: float = 256.0
    redirects: int = 5
    retries: int = 2
    longest_wait: float = 120.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose body has yet to be read. ``url`` is where the redirects ended; header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    blocks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches. Keep one: it remembers when each host may be asked again. Safe to share between threads.

    ``about`` is the address of the site, told in the User-Agent so that the owners of servers know whom to ask.
    ``allow_private`` lets it reach loopback and private addresses: for tests. ``pace`` and ``resolver`` likewise.
    """

    def __init__(
        self,
        *,
        about: str = "",
        limits: FetchLimits | None = None,
        allow_private: bool = False,
        pace: Pace | None = None,
        resolver: Resolve = resolve,
    ) -> None:
        self.limits = limits or FetchLimits()
        self.pace = pace or Pace()
        self._agent = f"Coranto/{__version__}" + (f" (+{about})" if about else "")
        self._allow_private = allow_private
        self._resolver = resolver

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """Return what is at an address. Raise FetchError for anything but success, after the retries."""
        return self.retrying(url, lambda: self._get(url, headers or {}), self.limits)

    def post(self, url: str, body: bytes, content_type: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """Send a body and return the answer, whatever its status. Not repeated; redirects 307 and 308 send it again."""
        sent = {**(headers or {}), "Content-Type": content_type}
        with self.open(url, method="POST", headers=sent, body=body) as reply:
            return Fetched(reply.url, reply.status, reply.headers, b"".join(reply.blocks()))

    @contextmanager
    def open(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limits: FetchLimits | None = None,
    ) -> Iterator[Reply]:
        """Make one request, follow its redirects, and give the answer with its body still to be read.

        Every redirect is checked like the address itself. Statuses are not looked at. Raise FetchError for the rest.
        """
        limits = limits or self.limits
        end = time.monotonic() + limits.seconds_in_all
        for _ in range(limits.redirects + 1):
            target = parse_target(url, allow_private=self._allow_private)
            connection = self._connect(target, method, body, headers or {}, limits, end)
            try:
                with _plain_errors(target.host):
                    response = connection.getresponse()
                location = response.getheader("Location") if response.status in REDIRECTS else None
                if not location:
                    yield _reply(target, response, limits)
                    return
            finally:
                connection.hang_up()
            url = redirected(target, location)
            if response.status == 303 or (response.status in (301, 302) and method == "POST"):
                method, body = "GET", None
        raise FetchError(f"{target.host} redirects more than {limits.redirects} times")

    def retrying(self, url: str, step: Callable[[], T], limits: FetchLimits) -> T:
        """Take a step, again after passing errors, with the pause the server asks for or a growing one."""
        for attempt in range(limits.retries):
            try:
                return step()
            except FetchError as error:
                pause = 2.0**attempt if error.retry_after is None else error.retry_after
                if not error.passing or pause > limits.longest_wait:
                    raise
                self.pace.hold(parse_target(url, allow_private=self._allow_private).host, pause)
        return step()

    def check(self, reply: Reply) -> None:
        """Raise FetchError for a status that is no success, and leave the host alone for as long as it asks."""
        if 200 <= reply.status < 300:
            return
        host = parse_target(reply.url, allow_private=self._allow_private).host
        wait = retry_after(reply.headers.get("retry-after"))
        if wait is not None:
            self.pace.hold(host, wait)
        raise FetchError(
            f"{host} answers {reply.status} to {reply.url}",
            status=reply.status,
            retry_after=wait,
            passing=reply.status in PASSING_STATUSES,
        )

    def _get(self, url: str, headers: Mapping[str, str]) -> Fetched:
        with self.open(url, headers=headers) as reply:
            self.check(reply)
            return Fetched(reply.url, reply.status, reply.headers, b"".join(reply.blocks()))

    def _connect(
        self,
        target: Target,
        method: str,
        body: bytes | None,
        headers: Mapping[str, str],
        limits: FetchLimits,
        end: float,
    ) -> PinnedConnection:
        """Send a request to the first address of a host that can be reached. All is over at ``end``."""
        self.pace.wait(target.host, min(limits.longest_wait, max(0.0, end - time.monotonic())))
        addresses = public_addresses(target, allow_private=self._allow_private, resolver=self._resolver)
        deadline = Deadline(min(limits.seconds, end - time.monotonic()), limits.idle_seconds)
        sent = {
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            **headers,
            "Connection": "close",
        }
        failure = FetchError(f"cannot reach {target.host}")
        for family, address in addresses[:_MAX_ADDRESSES]:
            try:
                return self._send(PinnedConnection(target, family, address, deadline), method, body, sent)
            except FetchError as error:
                failure = error
        raise failure

    def _send(
        self, connection: PinnedConnection, method: str, body: bytes | None, headers: Mapping[str, str]
    ) -> PinnedConnection:
        try:
            with _plain_errors(connection.host):
                connection.request(method, connection.target.path, body=body, headers=dict(headers))
        except FetchError:
            connection.hang_up()
            raise
        return connection


def _reply(target: Target, response: http.client.HTTPResponse, limits: FetchLimits) -> Reply:
    headers = {name.lower(): value for name, value in response.getheaders()}

    def blocks() -> Iterator[bytes]:
        with _plain_errors(target.host):
            yield from body_blocks(response, target.host, limits.max_bytes, limits.slowest)

    return Reply(target.url, response.status, headers, blocks)


@contextmanager
def _plain_errors(host: str) -> Iterator[None]:
    try:
        yield
    except FetchError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"the certificate of {host} is not valid ({error.verify_message})") from error
    except TimeoutError as error:
        raise FetchError(f"{host} took too long", passing=True) from error
    except http.client.HTTPException as error:
        raise FetchError(f"{host} does not answer as HTTP asks ({type(error).__name__})", passing=True) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FetchError(f"cannot fetch from {host}: {reason}", passing=True) from error
