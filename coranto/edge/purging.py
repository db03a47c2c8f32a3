"""Telling a cache in front what has changed: Varnish with its xkey module, Fastly, Cloudflare.

Wagtail's ``contrib.frontend_cache`` purges by address, and would have to be told every address that shows a thing:
each page of each listing, feed and search. Kept answers carry keys instead, and these are purged.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetcher, FetchLimits, Reply
from coranto.core.outgoing.pace import Pace, retry_after
from coranto.edge.surrogates import CLOUDFLARE, FASTLY, VARNISH, keys_of

logger = logging.getLogger(__name__)
APIS = {FASTLY: "https://api.fastly.com", CLOUDFLARE: "https://api.cloudflare.com/client/v4"}
MOST_AT_ONCE = {VARNISH: 400, FASTLY: 256, CLOUDFLARE: 100}
"""Keys in one call: what fits into a header, and what Fastly and Cloudflare allow."""
NEAR = FetchLimits(
    max_bytes=64 * 1024, seconds=2.0, idle_seconds=2.0, slowest=0.0, redirects=0, retries=0, longest_wait=0.0
)
FAR = replace(NEAR, seconds=15.0, idle_seconds=10.0)


@dataclass(frozen=True)
class CacheInFront:
    """A cache. ``name`` is Varnish's address (``http://127.0.0.1:6081``), Fastly's service or Cloudflare's zone."""

    kind: str
    name: str
    token: str = ""
    api: str = ""
    about: str = ""

    @property
    def is_near(self) -> bool:
        """Whether it is told before a change is answered."""
        return self.kind == VARNISH

    def purge(self, places: Iterable[int]) -> None:
        """Have everything that was made of these places fetched anew. Raises FetchError."""
        keys = keys_of(places)
        most = MOST_AT_ONCE[self.kind]
        for start in range(0, len(keys), most):
            self._purge_some(keys[start : start + most])

    def try_to_purge(self, places: Iterable[int]) -> None:
        """Have everything that was made of these places fetched anew; if it fails, somebody tries again."""
        try:
            self.purge(places)
        except FetchError as error:
            logger.warning("The cache in front cannot be told of a change yet: %s", error)

    def _purge_some(self, keys: list[str]) -> None:
        url, method, headers, body = self._call(keys)
        with self._fetcher.open(url, method=method, headers=headers, body=body) as reply:
            answer = b"".join(reply.blocks())
            self._check(reply, answer)

    def _call(self, keys: list[str]) -> tuple[str, str, dict[str, str], bytes | None]:
        if self.kind == VARNISH:
            return f"{self.name}/", "PURGE", {"xkey-purge": " ".join(keys)}, None
        api, head = self.api or APIS[self.kind], {"Content-Type": "application/json", "Accept": "application/json"}
        if self.kind == FASTLY:
            body = {"surrogate_keys": keys}
            return f"{api}/service/{self.name}/purge", "POST", {**head, "Fastly-Key": self.token}, _written(body)
        head["Authorization"] = f"Bearer {self.token}"
        return f"{api}/zones/{self.name}/purge_cache", "POST", head, _written({"tags": keys})

    def _check(self, reply: Reply, answer: bytes) -> None:
        if 200 <= reply.status < 300:
            return
        words = answer[:200].decode("utf-8", "replace").split("\n")[0]
        pause = retry_after(reply.headers.get("retry-after"))
        reason = f"{self.kind} answers {reply.status} to a purge: {words}"
        raise FetchError(reason, status=reply.status, retry_after=pause)

    @cached_property
    def _fetcher(self) -> Fetcher:
        """The owner named this server, so it may be inside the own network."""
        limits = NEAR if self.is_near else FAR
        return Fetcher(about=self.about, limits=limits, allow_private=self.is_near or bool(self.api), pace=Pace(0.0))


def _written(body: dict[str, list[str]]) -> bytes:
    return json.dumps(body).encode()
