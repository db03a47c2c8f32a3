"""The uploads of a site, found in what ``--media`` names: a folder, a zip or a tar, wherever in it they lie.

    with open_media(["uploads.zip"]) as uploads:
        if found := uploads.find("https://old.example/wp-content/uploads/2016/02/x-300x200.jpg"):
            for block in uploads.read(found.file):
                ...

Pure: no models, nothing written. What is in a file is not looked at here.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coranto.wordpress.media_addresses import folded, looser_keys, same_file_keys, upload_key
from coranto.wordpress.media_sources import READ_ERRORS, Entry, MediaError, Source, open_source
from coranto.wordpress.wxr.records import Problem

MIB = 1024 * 1024
BLOCK_BYTES = 256 * 1024
# Where the uploads begin in the path of a file, the surest sign first. A sign counts if any file shows it.
_SIGNS = (
    re.compile(r"(?:.*?/)?wp-content/uploads/(?=.)", re.IGNORECASE),
    re.compile(r"(?:.*?/)?uploads/(?=.)", re.IGNORECASE),
    re.compile(r"(?:.*?/)?(?=\d{4}/(?:0[1-9]|1[0-2])/.)"),
)
_MAX_ROOTS = 100
OnProblem = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class MediaLimits:
    """Bounds on uploads, in bytes. ``max_ratio`` counts for zips, from ``ratio_grace`` unpacked bytes on."""

    max_file_bytes: int = 4096 * MIB
    max_files: int = 2_000_000
    max_ratio: int = 200
    ratio_grace: int = 8 * MIB


@dataclass(frozen=True, slots=True)
class MediaFile:
    """An upload. ``key`` is its path below the uploads (``2016/02/x.jpg``), ``size`` in bytes as the source says."""

    key: str
    size: int
    source: Source
    entry: Entry


@dataclass(frozen=True, slots=True)
class Found:
    """An upload found by address. ``how`` is ``exact``, ``folded`` (case or accents differ) or ``original``.

    ``original`` is the file that the one asked for was made from, or one made from the same: ``x.jpg`` for
    ``x-300x200.jpg``.
    """

    file: MediaFile
    how: Literal["exact", "folded", "original"]


class MediaFiles:
    """An index of uploads. Made by ``open_media``."""

    def __init__(self, limits: MediaLimits) -> None:
        self._limits = limits
        self._exact: dict[str, MediaFile] = {}
        self._folded: dict[str, MediaFile] = {}

    def __len__(self) -> int:
        return len(self._exact)

    def __iter__(self) -> Iterator[MediaFile]:
        return iter(self._exact.values())

    def find(self, address: str) -> Found | None:
        """Return the upload behind an address on any host (see ``media_addresses.upload_key``)."""
        key = upload_key(address)
        return self.find_key(key) if key else None

    def find_key(self, key: str) -> Found | None:
        """Return the upload of a key: itself before others made from the same picture, exact before folded."""
        for candidate in same_file_keys(key):
            is_itself = candidate == key
            for looser in looser_keys(candidate):
                if file := self._exact.get(looser):
                    return Found(file, "exact" if is_itself else "original")
                if file := self._folded.get(folded(looser)):
                    return Found(file, "folded" if is_itself else "original")
        return None

    def read(self, file: MediaFile) -> Iterator[bytes]:
        """Yield the bytes of an upload. Raise MediaError for damage, and for more bytes than the limits allow."""
        count = 0
        with _plain_errors(file), file.source.open(file.entry) as stream:
            while block := stream.read(BLOCK_BYTES):
                count += len(block)
                self._check_bounds(file, count)
                yield block
        if count != file.size:
            raise MediaError(f"{file.entry.path} in {file.source.name} is cut off; make or download the archive again")

    def add(self, source: Source, entries: list[Entry], tell: Callable[[str, str], None]) -> None:
        """Take in the files of a source. The first file of a key stands."""
        roots, outside = _roots(entries), 0
        for entry in entries:
            root = next((root for root in roots if entry.path.startswith(root)), None)
            if root is None:
                outside += 1  # the rest of a WordPress folder: themes, plugins
                continue
            key = entry.path[len(root) :]
            if key in self._exact:
                tell(entry.path, "a file of the same name came before; that one counts")
                continue
            if len(self._exact) >= self._limits.max_files:
                raise MediaError(f"{source.name} holds more than {self._limits.max_files:,} files; give it in parts")
            self._exact[key] = file = MediaFile(key, entry.size, source, entry)
            for looser in looser_keys(key):
                self._folded.setdefault(folded(looser), file)
        if outside:
            tell(f"{outside:,} files", f"they do not lie below {roots[0]}")

    def _check_bounds(self, file: MediaFile, count: int) -> None:
        limits, place = self._limits, f"{file.entry.path} in {file.source.name}"
        if count > limits.max_file_bytes:
            raise MediaError(f"{place} is larger than {limits.max_file_bytes:,} bytes; it was left out")
        if count > limits.ratio_grace and count > limits.max_ratio * max(file.entry.packed, 1):
            raise MediaError(f"{place} unpacks to more than {limits.max_ratio} times its size; it was left out")


@contextmanager
def open_media(
    paths: Iterable[str | os.PathLike[str]],
    *,
    on_problem: OnProblem = lambda problem: None,
    limits: MediaLimits | None = None,
) -> Iterator[MediaFiles]:
    """Index the uploads in folders, zips and tars. Raise MediaError when one cannot be read or holds no files.

    ``on_problem`` is told of each file that was left out, and why. A file that comes twice counts once.
    """
    uploads = MediaFiles(limits or MediaLimits())
    sources: list[Source] = []
    try:
        for path in map(Path, paths):
            source = open_source(path)
            sources.append(source)

            def tell(name: str, reason: str, source_name: str = source.name) -> None:
                on_problem(Problem("media", f"{name} was left out: {reason}", source_name))

            entries = list(source.entries(tell))
            if not entries:
                raise MediaError(
                    f"{source.name} holds no files; give the folder wp-content/uploads or an archive of it"
                )
            uploads.add(source, entries, tell)
        yield uploads
    finally:
        for source in sources:
            source.close()


def _roots(entries: list[Entry]) -> list[str]:
    """Return where in a source the uploads begin: ``["site/wp-content/uploads/"]``, or ``[""]`` for all of it."""
    for sign in _SIGNS:
        found = {match[0] for entry in entries if (match := sign.match(entry.path))}
        roots: list[str] = []
        for root in sorted(found, key=lambda root: (len(root), root)):
            if len(roots) < _MAX_ROOTS and not any(root.startswith(shorter) for shorter in roots):
                roots.append(root)
        if roots:
            return roots
    return [""]


@contextmanager
def _plain_errors(file: MediaFile) -> Iterator[None]:
    try:
        yield
    except READ_ERRORS as error:
        raise MediaError(f"cannot read {file.entry.path} in {file.source.name}: {error}") from error
