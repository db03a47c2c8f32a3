"""A file of an export: written under another name, and given its own when it is complete."""

import contextlib
import fcntl
import os
from collections.abc import Iterable
from pathlib import Path

from coranto.core.errors import PlainError
from coranto.wordpress.exporting.elements import DECLARED_PREFIX, END, START

UNFINISHED = ".unfinished"


class ExportFile:
    """One file in the making. It has its own name only once it is whole and on the disk.

    Raise PlainError when another export is writing it.
    """

    def __init__(self, path: Path, head: Iterable[str]) -> None:
        self.path = path
        self._waiting = path.with_name(path.name + UNFINISHED)
        # It holds mail addresses and passwords of posts, so nobody else on the machine may read it.
        descriptor = os.open(self._waiting, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            lock(descriptor, path)
            os.ftruncate(descriptor, 0)
        except BaseException:
            os.close(descriptor)
            raise
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
        self._waiting.replace(self.path)
        self._file.close()

    def drop(self) -> None:
        """Remove what is not complete."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._waiting.unlink(missing_ok=True)


def lock(descriptor: int, path: Path) -> None:
    """Keep other exports from an open file for as long as it is open."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PlainError(f"another export is being written to {path}: wait for it, or choose another name.") from None


def check_target(path: Path) -> None:
    """Raise PlainError when nothing can be written there."""
    if path.is_dir():
        raise PlainError(f"{path} is a folder: name the file that is to be written.")
    if not path.parent.is_dir():
        raise PlainError(f"there is no folder {path.parent}: make it first, or choose another place.")
    if not os.access(path.parent, os.W_OK):
        raise PlainError(f"no right to write in {path.parent}: choose another place.")


def check_is_ours(path: Path) -> None:
    """Raise PlainError when a file lies there that this command did not write."""
    if path.exists() and path.stat().st_size and not is_ours(path):
        raise PlainError(f"{path} is there already and is no export of Coranto: move it away, or choose another name.")


def is_ours(path: Path) -> bool:
    """Whether a file is an export that Coranto has written."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return DECLARED_PREFIX in file.read(2000)
