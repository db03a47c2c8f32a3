"""Requests to other servers that speak the protocol: short time-outs, no redirects, nothing inside the own network."""

from functools import cache

from django.conf import settings

from coranto.core.outgoing.http import Fetcher, FetchLimits
from coranto.core.outgoing.pace import Pace

LIMITS = FetchLimits(
    max_bytes=64 * 1024, seconds=4.0, idle_seconds=3.0, slowest=0.0, redirects=0, retries=0, longest_wait=0.0
)


def fetcher() -> Fetcher:
    """The fetcher of this process. ``settings.AKISMET_INSIDE`` lets it reach private addresses."""
    return made(bool(getattr(settings, "AKISMET_INSIDE", False)), settings.PUBLIC_URL)


@cache
def made(allow_private: bool, about: str) -> Fetcher:
    """One for each way of configuring it. A reader waits, so nobody is asked slowly for politeness."""
    return Fetcher(about=about, limits=LIMITS, allow_private=allow_private, pace=Pace(0.0))
