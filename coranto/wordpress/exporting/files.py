"""The files of an export: written under another name, and given their own when they are complete."""

import contextlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from coranto.core.errors import PlainError
from coranto.wordpress.exporting.elements import END, START

UNFINISHED = ".unfinished"


class ExportFile:
    """One file in the making. It has its own name only once it is whole and on the disk."""

    def __init__(self, path: Path, head: Iterable[str]) -> None:
        self.path = path
        self._waiting = path.with_name(path.name + UNFINISHED)
        # It holds mail addresses and passwords of posts, so nobody else on the machine may read it.
        descriptor = os.open(self._waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")
        self.size = 0
        self.items = 0
        try:
            self.write(START)
            for piece in head:
                self.write(piece)
        except BaseException:
            self.drop()
            raise

    def write(self, text: str) -> None:
        """Add text; ``size`` is in bytes."""
        self._file.write(text)
        self.size += len(text.encode())

    def close(self) -> None:
        """End the file and give it its name."""
        self.write(END)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._waiting.replace(self.path)

    def drop(self) -> None:
        """Remove what is not complete."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._waiting.unlink(missing_ok=True)


class PartWriter:
    """Items in one file, or in numbered parts of at most ``part_size`` bytes (and one item more)."""

    def __init__(self, path: Path, head: Callable[[bool], Iterable[str]], part_size: int | None) -> None:
        self._path = path
        self._head = head
        self._limit = part_size
        self.paths: list[Path] = []
        self.size = 0
        self._file = self._begin()

    def write(self, xml: str) -> None:
        """Add an item, in the next part if this one would become too large."""
        if self._limit and self._file.items and self._file.size + len(xml.encode()) + len(END) > self._limit:
            self._end()
            self._file = self._begin()
        self._file.write(xml)
        self._file.items += 1

    def close(self) -> None:
        """Complete the last file."""
        self._end()

    def drop(self) -> None:
        """Remove what is not complete; parts that are stay."""
        self._file.drop()

    def _begin(self) -> ExportFile:
        number = len(self.paths) + 1
        path = self._path.with_name(f"{self._path.stem}.{number:03}.xml") if self._limit else self._path
        return ExportFile(path, self._head(number == 1))

    def _end(self) -> None:
        self._file.close()
        self.size += self._file.size
        self.paths.append(self._file.path)


def check_target(path: Path) -> None:
    """Raise PlainError when nothing can be written there."""
    if path.is_dir():
        raise PlainError(f"{path} is a folder: name the file that is to be written.")
    if not path.parent.is_dir():
        raise PlainError(f"there is no folder {path.parent}: make it first, or choose another place.")
    if not os.access(path.parent, os.W_OK):
        raise PlainError(f"no right to write in {path.parent}: choose another place.")
