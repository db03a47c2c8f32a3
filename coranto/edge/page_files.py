"""A file for each kept page that many ask for, so that the server in front serves it without asking us.

    <folder>/current            a link to the folder that holds now; the root of the server in front
    <folder>/tree-…/2016/02/07/tide/@.html, @.html.gz, @.html.br

Whoever changes something removes the files that show it before going on. Change and removal, and the last look at the
ledger before a file becomes visible, are done under one lock; so a file is either visible in time to be removed, or
its writer sees the change. Where a change was noted without removal (its process was killed between the two, the
machine started anew), the numbers do not follow each other, and all files go: by turning the link, in one step.
"""

import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from coranto.core.made_of import SITE
from coranto.edge.file_index import Entry, FileIndex
from coranto.edge.file_names import MARK
from coranto.edge.ledger import Ledger, place_of

logger = logging.getLogger(__name__)
FOLDER_MODE, FILE_MODE = 0o755, 0o644
ENDINGS = ("", ".gz", ".br")
SINGLY = 2_000
"""Addresses whose files are removed one by one; above that all are dropped at once, which takes no longer for more."""
EARLIER = 3.0
"""Seconds before its end by the clock that a file is removed: nobody in front looks at a clock."""
SPARED = 0.8
"""How much of the bound is left when room is made."""
BLOCK = 4096
ASIDE = "new"
"""Where files are written before they are moved to where they are served from."""
HALF_WRITTEN = 600.0
"""Seconds after which what lies there was left by a process that was killed."""


class PageFiles:
    """The files in ``folder``, with the index at ``index``, of the site whose ledger this is."""

    def __init__(self, folder: Path, index: Path, ledger: Ledger) -> None:
        self.folder, self.ledger = folder, ledger
        self.index = FileIndex(index)

    def settle(self) -> None:
        """At start: have a folder, and no file in it that may not hold. Raises OSError where it cannot be written."""
        make_folder(self.folder)
        if not self.index.is_sound():
            self.index.throw_away()
            self.index.is_sound()
        with self.index.alone():
            if not self._are_whole():
                self._drop()
        self.sweep()

    def forget(self, places: Iterable[int]) -> None:
        """Note a change in these places, and remove what was made of them. When this returns no such file is served."""
        places = list(places)
        try:
            with self.index.alone():
                tree, done = self.index.state()
                number = self.ledger.note(places)
                entries = self.index.made_of(places)
                if number != done + 1 or place_of(SITE) in places or len(entries) > SINGLY:
                    self._drop()
                else:
                    self._remove(tree, entries)
                    self.index.set_state(tree, number)
        except (sqlite3.Error, OSError) as error:
            self.ledger.note(places)
            self._hide(error)

    def mend(self) -> None:
        """Drop all files where a change was noted and its files were not removed, or where somebody else took them."""
        if not self._are_whole():
            with self.index.alone():
                if not self._are_whole():
                    self._drop()

    def expire(self, now: float) -> None:
        """Remove what the clock is about to end."""
        if self.index.over_at(now + EARLIER):
            with self.index.alone():
                self._remove(self.index.state()[0], self.index.over_at(now + EARLIER))

    def write(
        self,
        address: str,
        sort: str,
        bodies: dict[str, bytes],
        *,
        begun: int,
        places: tuple[int, ...],
        made_at: int,
        until: float,
    ) -> bool:
        """Write an answer's files, if it holds. Whether it has files now.

        ``address`` is as ``file_names.name_of`` gives it. The files are of the second ``made_at``, which must be
        over: the server in front tells versions apart by that second and their size.
        """
        end = None if until == float("inf") else until
        size = sum(-(-len(body) // BLOCK) * BLOCK for body in bodies.values())
        with self.index.alone():
            tree, done = self.index.state()
            if done != self.ledger.last or not self.ledger.holds(places, begun) or until - EARLIER <= time.time():
                return False
            if old := self.index.entry(address):
                if old.begun == begun and old.sort == sort and self._path(tree, old).exists():
                    return True
                if old.sort != sort:
                    self._remove(tree, [old])
            key = self.index.put(address, sort, begun, end, size, places)
        new = self._write_aside(f"{os.getpid()}-{key}", bodies, made_at)
        try:
            with self.index.alone():
                is_ours = self.index.state()[0] == tree and self.index.has(key)
                if not is_ours or not self.ledger.holds(places, begun):
                    return False
                self._show(new, self._path(tree, Entry(key, address, sort, begun)))
            return True
        finally:
            for path in new.values():
                path.unlink(missing_ok=True)

    def make_room(self, most: int) -> None:
        """Remove what was written first, where there is more than ``most`` bytes."""
        surplus = self.index.size() - most
        if surplus > 0:
            with self.index.alone():
                surplus += int(most * (1 - SPARED))
                self._remove(self.index.state()[0], self.index.oldest(surplus))

    def sweep(self) -> None:
        """Take away the folders that were dropped, and what a killed process left half written."""
        with self.index.alone():
            keeps = self.index.state()[0]
            trees = [path for path in self.folder.glob("tree-*") if path.name != keeps]
        for path in trees:
            shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{ASIDE}/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_ctime < time.time() - HALF_WRITTEN:
                    path.unlink()

    def leave(self) -> None:
        """Take everything away: files are no longer wanted."""
        (self.folder / "current").unlink(missing_ok=True)
        for path in [*self.folder.glob("tree-*"), self.folder / ASIDE]:
            shutil.rmtree(path, ignore_errors=True)
        self.index.throw_away()

    def _are_whole(self) -> bool:
        """Whether every noted change has had its files removed, and the link is where it should be."""
        tree, done = self.index.state()
        link = self.folder / "current"
        return bool(tree) and done == self.ledger.last and link.is_symlink() and link.readlink() == Path(tree)

    def _drop(self) -> None:
        """Turn the link to an empty folder, and forget all that was written. Only under the lock."""
        last = self.ledger.last
        tree = f"tree-{time.time_ns():x}"
        make_folder(self.folder / tree)
        link = self.folder / "current.new"
        link.unlink(missing_ok=True)
        link.symlink_to(tree)
        link.replace(self.folder / "current")
        self.index.delete_all()
        self.index.set_state(tree, last)

    def _remove(self, tree: str, entries: list[Entry]) -> None:
        for entry in entries:
            path = self._path(tree, entry)
            for ending in ENDINGS:
                path.with_name(path.name + ending).unlink(missing_ok=True)
        self.index.delete(entries)

    def _hide(self, error: Exception) -> None:
        """The last resort: serve no file at all. The look each second makes a new folder when it can."""
        logger.error("Page files in %s cannot be removed one by one (%s): none is served for now.", self.folder, error)
        try:
            (self.folder / "current").unlink(missing_ok=True)
        except OSError as worse:
            logger.critical("Page files in %s cannot be removed (%s): delete them by hand.", self.folder, worse)

    def _path(self, tree: str, entry: Entry) -> Path:
        return self.folder / tree / f"{entry.address.lstrip('/')}{MARK}{entry.sort}"

    def _write_aside(self, name: str, bodies: dict[str, bytes], made_at: int) -> dict[str, Path]:
        aside, new = self.folder / ASIDE, {}
        make_folder(aside)
        for ending, body in bodies.items():
            path = new[ending] = aside / f"{name}{ending}"
            path.write_bytes(body)
            path.chmod(FILE_MODE)
            os.utime(path, (made_at, made_at))
        return new

    def _show(self, new: dict[str, Path], path: Path) -> None:
        """Move the files to where they are served from: packed ones first, since the plain one is looked for."""
        make_folder(path.parent)
        for ending in reversed(ENDINGS):
            if ending in new:
                new[ending].replace(path.with_name(path.name + ending))
            else:
                path.with_name(path.name + ending).unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """A folder that the user of the server in front may enter, whatever this process's mask is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    path.chmod(FOLDER_MODE)
