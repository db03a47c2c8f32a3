"""Where the items of an export go: into one file, or into numbered parts that appear together when all are whole.

Parts in the making lie in a folder beside the target, ``my-site.unfinished``, with a journal of how far the export has
come. An export that was stopped goes on after the last whole part, as long as the site is still what it was.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from coranto.wordpress.exporting.elements import END
from coranto.wordpress.exporting.files import UNFINISHED, ExportFile, check_is_ours, is_ours, lock
from coranto.wordpress.exporting.journal import Journal, Mark, read_journal, write_journal

Head = Callable[[bool], Iterable[str]]
LOCK = "lock"
OWN_NAME = re.compile(r"\d{3,}\.xml(\.unfinished)?|journal\.json(\.unfinished)?|lock")


class Writer(Protocol):
    """Takes items one after the other."""

    journal: Journal

    def write(self, xml: str, mark: Mark) -> None:
        """Add an item; ``mark`` says where in the site it stands."""

    def close(self) -> list[Path]:
        """Complete everything and give it its names."""

    def drop(self) -> None:
        """Leave nothing that is not complete."""


class OneFile:
    """Everything in one file."""

    def __init__(self, path: Path, head: Head) -> None:
        self.journal = Journal()
        self._file = ExportFile(path, head(True))

    def write(self, xml: str, mark: Mark) -> None:
        """Add an item."""
        self._file.write(xml)

    def close(self) -> list[Path]:
        """Give the file its name."""
        self._file.close()
        self.journal.size = self._file.size
        return [self._file.path]

    def drop(self) -> None:
        """Remove it."""
        self._file.drop()


class Parts:
    """Numbered parts of at most ``limit`` bytes (and one item more)."""

    def __init__(self, path: Path, head: Head, limit: int, journal: Journal) -> None:
        self.journal = journal
        self._path, self._head, self._limit = path, head, limit
        self._folder = folder_of(path)
        self._file: ExportFile | None = None
        self._last = journal.mark

    def write(self, xml: str, mark: Mark) -> None:
        """Add an item, in the next part if this one would become too large."""
        file = self._file
        if file and file.items and file.size + len(xml.encode()) + len(END) > self._limit:
            self._end(file)
            file = None
        file = file or self._begin()
        file.write(xml)
        file.items += 1
        self._last = mark

    def close(self) -> list[Path]:
        """Complete the last part, give all their names, and remove those that an earlier, longer export left."""
        if self._file:
            self._end(self._file)
        elif not self.journal.sizes:
            self._end(self._begin())
        self.journal.is_whole = True
        write_journal(self._folder, self.journal)
        return self._publish()

    def drop(self) -> None:
        """Remove the part that is not complete; those that are wait for the next attempt."""
        if self._file:
            self._file.drop()

    def _begin(self) -> ExportFile:
        number = len(self.journal.sizes) + 1
        self._file = ExportFile(part_in(self._folder, number), self._head(number == 1))
        return self._file

    def _end(self, file: ExportFile) -> None:
        file.close()
        self._file = None
        self.journal.sizes.append(file.size)
        self.journal.size += file.size
        self.journal.mark = self._last
        write_journal(self._folder, self.journal)

    def _publish(self) -> list[Path]:
        names = [part_of(self._path, number + 1) for number in range(len(self.journal.sizes))]
        for number, name in enumerate(names, start=1):
            with contextlib.suppress(FileNotFoundError):  # moved already, before this was stopped
                part_in(self._folder, number).replace(name)
        for path, number in parts_of(self._path):
            if number > len(names) and is_ours(path):
                path.unlink()
        clear(self._folder)
        self._folder.rmdir()
        return names


@contextmanager
def alone_in(path: Path) -> Iterator[Path]:
    """The folder for parts in the making, made if need be, for one export at a time."""
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        lock(descriptor, path)
        for part, _number in parts_of(path):
            check_is_ours(part)
        yield folder
    finally:
        os.close(descriptor)


def begun_before(folder: Path, made_for: str) -> tuple[Journal, str]:
    """How far an export got that was stopped, with words for people; a new journal if there is none to go on with."""
    known = read_journal(folder)
    count = len(known.sizes) if known else 0
    if known and known.made_for == made_for and (known.is_whole or _are_there(folder, known)):
        return known, f"going on after part {count:03}: the export was stopped there" if count else ""
    clear(folder, spare=LOCK)
    reason = "the site, the part size or Coranto has changed since it was stopped" if count else ""
    return Journal(made_for=made_for), f"beginning the export anew: {reason}" if reason else ""


def _are_there(folder: Path, journal: Journal) -> bool:
    paths = [(part_in(folder, number), size) for number, size in enumerate(journal.sizes, start=1)]
    return all(path.is_file() and path.stat().st_size == size for path, size in paths)


def clear(folder: Path, spare: str = "") -> None:
    """Remove what this module has put into the folder, and nothing else."""
    for path in folder.iterdir():
        if OWN_NAME.fullmatch(path.name) and path.name != spare:
            path.unlink()


def folder_of(path: Path) -> Path:
    """Where parts lie while they are made."""
    return path.with_name(path.stem + UNFINISHED)


def part_in(folder: Path, number: int) -> Path:
    """A part in the making."""
    return folder / f"{number:03}.xml"


def part_of(path: Path, number: int) -> Path:
    """The name of a part: ``my-site.001.xml``."""
    return path.with_name(f"{path.stem}.{number:03}.xml")


def parts_of(path: Path) -> Iterator[tuple[Path, int]]:
    """The files that have the name of a part of this export, and their numbers."""
    for found in sorted(path.parent.iterdir()):
        inner = found.name.removeprefix(f"{path.stem}.").removesuffix(".xml")
        if found.name == f"{path.stem}.{inner}.xml" and re.fullmatch(r"\d{3,}", inner):
            yield found, int(inner)
