"""One part of an export as a stream of unpacked bytes: plain, gzip or a member of a zip, within bounds.

Nothing is ever unpacked to disk, and no more than one read is held in memory.
"""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol, cast

from coranto.wordpress.wxr.errors import ExportError, NotAnExportError

MIB = 1024 * 1024
READ_BYTES = MIB
_GZIP = b"\x1f\x8b"
_MAX_GZIP_LAYERS = 3  # a file gzipped by hand and once more by a web server is real; more is an attack
_FOREIGN = {
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a zstd file",
}
_UNPACK_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what an export may cost.

    Bytes throughout. ``max_ratio`` is unpacked to packed bytes, and counts from ``ratio_grace`` unpacked bytes on:
    real exports stay below 30, gzip itself ends at 1,032. ``max_element_bytes`` bounds one item with all its comments,
    and so the memory: the tree of an item takes about four times its bytes.
    """

    max_part_bytes: int = 256 * 1024 * MIB
    max_element_bytes: int = 64 * MIB
    max_ratio: int = 250
    ratio_grace: int = 64 * MIB


@dataclass(slots=True)
class Progress:
    """How far the reading is, in bytes as they lie on disk (packed ones for gzip and zip).

    ``total_bytes`` is ``None`` when it cannot be known (a pipe). ``file`` is the part being read.
    """

    bytes_read: int = 0
    total_bytes: int | None = None
    file: str = ""


class ByteSource(Protocol):
    """What open files, gzip files and members of zips have alike."""

    def read(self, size: int = ..., /) -> bytes: ...
    def read1(self, size: int = ..., /) -> bytes: ...
    def peek(self, size: int = ..., /) -> bytes: ...


class PartStream:
    """Unpacked bytes of one part. ``read`` gives what there is, up to the size asked, and ``b""`` at the end."""

    def __init__(self, name: str, raw: ByteSource, packed: Callable[[int], int], limits: Limits) -> None:
        self.name = name
        self.unpacked = 0
        self._limits = limits
        self._packed = packed
        self._source = self._unwrap(raw)

    @property
    def packed(self) -> int:
        """Return how many bytes of the part on disk have been used so far."""
        return self._packed(self.unpacked)

    def read(self, size: int = READ_BYTES) -> bytes:
        """Return the next bytes. Raise ExportError for damage, and for more bytes than the limits allow."""
        with self._plain_errors():
            block = self._source.read1(size)
        self.unpacked += len(block)
        self._check_bounds()
        return block

    def _unwrap(self, source: ByteSource) -> ByteSource:
        for _ in range(_MAX_GZIP_LAYERS):
            with self._plain_errors():
                start = source.peek(512)
            if start[:2] != _GZIP:
                self._refuse_foreign(start)
                return source
            source = cast(ByteSource, gzip.GzipFile(fileobj=cast(IO[bytes], source), mode="rb"))
        raise ExportError(f"{self.name} is gzip inside gzip inside gzip; unpack it first")

    def _refuse_foreign(self, start: bytes) -> None:
        for magic, what in _FOREIGN.items():
            if start.startswith(magic):
                raise NotAnExportError(f"{self.name} is {what}; unpack it and give the .xml file in it")
        if start[257:262] == b"ustar":
            raise NotAnExportError(f"{self.name} is a tar archive; unpack it and give the .xml file in it")

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except EOFError as error:
            raise ExportError(
                f"{self.name} is cut off: the compressed file ends too early; download it again"
            ) from error
        except _UNPACK_ERRORS as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise ExportError(f"{self.name} cannot be read ({reason}); download it again") from error

    def _check_bounds(self) -> None:
        limits = self._limits
        if self.unpacked > limits.max_part_bytes:
            raise ExportError(f"{self.name} is larger than {limits.max_part_bytes:,} bytes unpacked; split the export")
        if self.unpacked > limits.ratio_grace and self.unpacked > limits.max_ratio * max(self.packed, 1):
            raise ExportError(
                f"{self.name} unpacks to more than {limits.max_ratio} times its size, as no export does; "
                "if you trust it, unpack it yourself and give the .xml file"
            )
