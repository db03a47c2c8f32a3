"""Files from other people's servers, to disk: resumed where a broken download stopped.

A download grows in ``NAME.part``; what it must match to be resumed stands in ``NAME.part.json``. Only a whole file ever
gets the name itself.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import MIB, Fetcher, FetchLimits, Reply

DOWNLOAD_LIMITS = FetchLimits(max_bytes=2048 * MIB, seconds=3600.0, retries=3)
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that is whole. ``size`` is in bytes, ``resumed_at`` how many of them were there before."""

    path: Path
    url: str
    size: int
    content_type: str
    resumed_at: int = 0


def download(fetcher: Fetcher, url: str, path: Path, *, limits: FetchLimits = DOWNLOAD_LIMITS) -> Downloaded:
    """Fetch a file to ``path``, going on with what an earlier call left there (RFC 9110, 14: ranges).

    Raise FetchError when it cannot be had, after the retries of ``limits``; what has come by then is kept for the next
    call if the server can resume.
    """
    partial = _Partial(path, url)
    path.parent.mkdir(parents=True, exist_ok=True)
    return fetcher.retrying(url, lambda: _attempt(fetcher, partial, limits), limits)


class _Partial:
    """The file in the making, and the note beside it."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self.url = url
        self.part = path.with_name(path.name + ".part")
        self._note = path.with_name(path.name + ".part.json")

    def state(self) -> tuple[int, str]:
        """Return how many bytes are there and the validator they belong to; ``(0, "")`` when they are of no use."""
        try:
            note = json.loads(self._note.read_text())
            size = self.part.stat().st_size
        except (OSError, ValueError):
            return 0, ""
        known = isinstance(note, dict) and note.get("url") == self.url and isinstance(note.get("validator"), str)
        return (size, note["validator"]) if known and size and note["validator"] else (0, "")

    def remember(self, validator: str) -> None:
        """Write down what the bytes to come belong to."""
        self._note.write_text(json.dumps({"url": self.url, "validator": validator}))

    def forget(self) -> None:
        """Throw away what has come so far."""
        self.part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def finish(self) -> None:
        """Give the file its name."""
        self.part.replace(self.path)
        self._note.unlink(missing_ok=True)


def _attempt(fetcher: Fetcher, partial: _Partial, limits: FetchLimits) -> Downloaded:
    have, validator = partial.state()
    headers = {"Range": f"bytes={have}-", "If-Range": validator} if have else {}
    rest = replace(limits, max_bytes=max(limits.max_bytes - have, 0)) if have else limits
    with fetcher.open(partial.url, headers=headers, limits=rest) as reply:
        if reply.status == 206 or (reply.status == 416 and have):
            total = _check_range(reply, partial, have)
        else:
            fetcher.check(reply)
            have, total = 0, None
        with _writing(partial):
            if not have:
                partial.remember(_validator(reply))
            size = _write(partial, reply, have)
            if total is not None and size != total:
                raise FetchError(f"{partial.url} broke off after {size:,} of {total:,} bytes", passing=True)
            partial.finish()
    return Downloaded(partial.path, reply.url, size, reply.headers.get("content-type", ""), have)


def _check_range(reply: Reply, partial: _Partial, have: int) -> int | None:
    """Return the whole length that a partial answer tells. Start anew when it is not the rest of what is there."""
    match = _CONTENT_RANGE.fullmatch(reply.headers.get("content-range", "").strip())
    packed = reply.headers.get("content-encoding", "identity") != "identity"
    if reply.status == 416 or not match or int(match[1]) != have or packed or not have:
        partial.forget()
        raise FetchError(f"{partial.url} cannot be resumed; it has to be fetched from its beginning", passing=True)
    return None if match[2] == "*" else int(match[2])


def _validator(reply: Reply) -> str:
    """Return what ``If-Range`` may hold: a strong ETag, or a date; ``""`` for answers that cannot be resumed."""
    if reply.headers.get("content-encoding", "identity") != "identity":
        return ""
    etag = reply.headers.get("etag", "")
    return etag if etag.startswith('"') else reply.headers.get("last-modified", "")


def _write(partial: _Partial, reply: Reply, have: int) -> int:
    with partial.part.open("ab" if have else "wb") as file:
        for block in reply.blocks():
            file.write(block)
            have += len(block)
        file.flush()
        os.fsync(file.fileno())
    return have


@contextmanager
def _writing(partial: _Partial) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FetchError(f"cannot write {partial.part}: {error.strerror or error}") from error
