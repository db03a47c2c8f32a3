"""Reading an export in a test: everything that came out of it, in one value."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coranto.wordpress.wxr.errors import ExportError
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import AuthorRecord, ItemRecord, Problem, Record, SiteRecord, TermRecord


@dataclass
class Reading:
    """What a reading gave, up to its error if there was one."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    error: ExportError | None = None

    @property
    def items(self) -> list[ItemRecord]:
        return [record for record in self.records if isinstance(record, ItemRecord)]

    @property
    def item(self) -> ItemRecord:
        (only,) = self.items
        return only

    @property
    def authors(self) -> list[AuthorRecord]:
        return [record for record in self.records if isinstance(record, AuthorRecord)]

    @property
    def terms(self) -> list[TermRecord]:
        return [record for record in self.records if isinstance(record, TermRecord)]

    @property
    def site(self) -> SiteRecord:
        return [record for record in self.records if isinstance(record, SiteRecord)][-1]

    @property
    def kinds(self) -> list[str]:
        return [problem.kind for problem in self.problems]


def read(*paths: Path, **options: Any) -> Reading:
    """Read an export, and keep an ExportError instead of raising it."""
    reading = Reading()
    try:
        for record in read_export(paths, on_problem=reading.problems.append, **options):
            reading.records.append(record)
    except ExportError as error:
        reading.error = error
    return reading


def read_whole(*paths: Path, **options: Any) -> Reading:
    """Read an export that must be readable to its end."""
    reading = read(*paths, **options)
    assert reading.error is None, reading.error
    return reading


def read_text(folder: Path, text: str | bytes, name: str = "site.xml", **options: Any) -> Reading:
    """Read an export that is given as text, from a file in ``folder``."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, **options)
