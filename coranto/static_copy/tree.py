"""The folder of a copy: files appear whole or not at all, are written only when they changed, and never over another's.

Contents are kept back until the ledger has been told of them (``flush``), a few megabytes at most.
"""

import errno
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from coranto.core.errors import PlainError
from coranto.static_copy.ledger import KnownFile, Ledger

OWN_FOLDER = ".coranto-static"
MANIFEST = "manifest.sqlite3"
MOST_HELD = 8 * 1024 * 1024


@dataclass(slots=True)
class Written:
    """How many files were new or changed, the same as before, and removed."""

    changed: int = 0
    same: int = 0
    removed: int = 0


@dataclass(slots=True)
class Tree:
    """The files below ``root``; use :func:`open_tree`."""

    root: Path
    ledger: Ledger
    written: Written = field(default_factory=Written)
    refused: list[str] = field(default_factory=list)
    """Files that were not written, because something that is not ours, or another of our files, is in their place."""
    _held: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    _size: int = 0

    def put(self, name: str, content: bytes) -> None:
        """Let the file ``name`` hold ``content``."""
        digest = blake2b(content, digest_size=16).hexdigest()
        if self._wants(name, digest, len(content)):
            self._held[name] = (content, digest)
            self._size += len(content)
        if self._size > MOST_HELD:
            self.flush()

    def put_stream(self, name: str, blocks: Iterable[bytes], mark: str) -> None:
        """Let a file hold what comes in ``blocks``; ``mark`` changes when that does. It is not read if it is there."""
        known = self.ledger.file(name)
        if known and known.digest == mark and self._is_whole(name, known):
            self._note_same(name, known)
        elif known is None and os.path.lexists(self.root / name):
            self.refused.append(name)
        else:
            self.ledger.keep_file(name, KnownFile(mark, 0, 0, self.ledger.run))
            self._write(name, blocks, mark)

    def flush(self) -> None:
        """Write down what is held, then write it."""
        if not self._held:
            return
        with self.ledger.together():
            for name, (content, digest) in self._held.items():
                self.ledger.keep_file(name, KnownFile(digest, len(content), 0, self.ledger.run))
        held, self._held, self._size = self._held, {}, 0
        with self.ledger.together():
            for name, (content, digest) in held.items():
                self._write(name, [content], digest)

    def remove_old(self, spare: str = "") -> None:
        """Remove our files that this run has not met, and folders that are empty then; not those in ``spare``."""
        for name in self.ledger.old_files():
            if spare and name.startswith(spare):
                continue
            with suppress(FileNotFoundError, NotADirectoryError):
                (self.root / name).unlink()
                self.written.removed += 1
            self.ledger.forget_file(name)
            for folder in (self.root / name).parents:
                if folder == self.root or not _remove_empty(folder):
                    break

    def _wants(self, name: str, digest: str, size: int) -> bool:
        """Whether the file has to be written."""
        known = self.ledger.file(name)
        if known is None:
            if self._is_of_others(name, digest):
                self.refused.append(name)
                return False
            return True
        if known.digest == digest and known.size == size and self._is_whole(name, known):
            self._note_same(name, known)
            return False
        return True

    def _is_of_others(self, name: str, digest: str) -> bool:
        """Whether something stands there that the ledger does not know; the same bytes do no harm."""
        path = self.root / name
        if not os.path.lexists(path):
            return False
        if path.is_symlink() or not path.is_file():
            return True
        return blake2b(path.read_bytes(), digest_size=16).hexdigest() != digest

    def _is_whole(self, name: str, known: KnownFile) -> bool:
        try:
            state = (self.root / name).lstat()
        except OSError:
            return False
        return known.changed == state.st_mtime_ns and known.size == state.st_size

    def _note_same(self, name: str, known: KnownFile) -> None:
        self.written.same += 1
        if known.run != self.ledger.run:
            self.ledger.keep_file(name, known._replace(run=self.ledger.run))

    def _write(self, name: str, blocks: Iterable[bytes], digest: str) -> None:
        path, making = self.root / name, self.root / OWN_FOLDER / "making"
        with making.open("wb") as file:
            for block in blocks:
                file.write(block)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            making.replace(path)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            self.refused.append(name)
            self.ledger.forget_file(name)
            return
        state = path.stat()
        self.ledger.keep_file(name, KnownFile(digest, state.st_size, state.st_mtime_ns, self.ledger.run))
        self.written.changed += 1


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


@contextmanager
def open_tree(root: Path) -> Iterator[Tree]:
    """The copy in ``root``, for one process at a time. Raise PlainError for a folder that holds other things."""
    own = root / OWN_FOLDER
    if root.exists() and not root.is_dir():
        raise PlainError(f"{root} is a file: name a folder.")
    if root.is_dir() and not (own / MANIFEST).is_file() and any(root.iterdir()):
        raise PlainError(f"{root} is not empty and was not written by this command: name another folder.")
    own.mkdir(parents=True, exist_ok=True)
    with (own / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PlainError(f"another process is writing {root}: wait for it to end.") from error
        ledger = Ledger(own / MANIFEST)
        try:
            yield Tree(root, ledger)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise PlainError(f"no space left for {root}: make room and run the command again to go on.") from error
            raise
        finally:
            ledger.close()
