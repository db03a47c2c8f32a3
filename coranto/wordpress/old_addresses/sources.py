"""Where a list of addresses lies: a file of this machine, or an address on the network that is fetched first."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from coranto.core.errors import PlainError
from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.downloads import download
from coranto.core.outgoing.http import MIB, Fetcher, FetchLimits
from coranto.wordpress.wxr.files import Part, find_parts, open_part
from coranto.wordpress.wxr.part_streams import Limits, PartStream

ON_THE_NETWORK = re.compile(r"https?://", re.IGNORECASE)
FETCHED = FetchLimits(max_bytes=1024 * MIB, seconds=900.0)
UNPACKED = Limits(max_part_bytes=8 * 1024 * MIB)


class ListError(PlainError):
    """A list cannot be read, or not to its end. What was given before stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """A list that can be opened: ``name`` is what it was called, ``path`` where it lies."""

    name: str
    path: Path

    @contextmanager
    def opened(self) -> Iterator[PartStream]:
        """Its bytes, unpacked if it was gzip, within bounds. Raise PlainError when it cannot be opened."""
        parts = find_parts([self.path]) if self.path.is_file() else [Part(self.path, self.name, None)]
        with open_part(parts[0], UNPACKED) as stream:
            yield stream


class Sources:
    """Opens lists. What comes from the network lies in ``folder`` until the check is over."""

    def __init__(self, fetcher: Fetcher, folder: Path) -> None:
        self._fetcher = fetcher
        self._folder = folder
        self._names = count(1)

    def find(self, name: str) -> Source:
        """The list called ``name``, a path or an http(s) address. Raise ListError when there is none."""
        if not ON_THE_NETWORK.match(name):
            path = Path(name)
            if path.is_dir():
                raise ListError(f"{name} is a folder: name a list of addresses, a sitemap or an export.")
            if not path.exists():
                raise ListError(f"there is no file {name}: check the name.")
            return Source(name, path)
        path = self._folder / str(next(self._names))
        try:
            download(self._fetcher, name, path, limits=FETCHED)
        except FetchError as error:
            raise ListError(f"{name[:300]} cannot be fetched: {error}") from error
        return Source(name, path)

    def find_beside(self, name: str, index: Source) -> Source:
        """A sitemap that an index names: the file of this name beside the index, if there is one, else fetched."""
        if not ON_THE_NETWORK.match(index.name):
            beside = index.path.with_name(unquote(urlsplit(name).path).rsplit("/", 1)[-1] or "-")
            if beside.is_file() and beside != index.path:
                return Source(str(beside), beside)
        if not ON_THE_NETWORK.match(name):
            raise ListError(f"{index.name} names a sitemap that is no address: {name[:200]!r}")
        return self.find(name)

    def forget(self, source: Source) -> None:
        """Let go of a list that was fetched."""
        if source.path.parent == self._folder:
            source.path.unlink(missing_ok=True)


@contextmanager
def open_sources(fetcher: Fetcher) -> Iterator[Sources]:
    """Sources with a folder of their own for what is fetched."""
    with tempfile.TemporaryDirectory(prefix="coranto-lists-", ignore_cleanup_errors=True) as folder:
        yield Sources(fetcher, Path(folder))
