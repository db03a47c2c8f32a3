"""``read_export``: the files of an export in, a stream of records out.

The policy on broken input, in one place:

* A file that is no export, or that declares entities, is refused before anything is yielded from it.
* An element that is not well-formed is mended and kept; when that fails, it is read as far as it goes and marked
  ``damaged``. One broken item never costs the next.
* A file cut off in the middle yields all its whole items. The other files are read as well, and ExportError comes
  last, with the name of the last whole item.
* Whatever was mended, passed over or is odd goes to ``on_problem``. Nothing goes without a word.
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator

from coranto.wordpress.wxr.documents import DocumentReader
from coranto.wordpress.wxr.errors import ExportError, NotAnExportError
from coranto.wordpress.wxr.files import Part, find_parts, missing_numbers, open_part
from coranto.wordpress.wxr.part_streams import Limits, PartStream, Progress
from coranto.wordpress.wxr.records import Problem, Record

OnProblem = Callable[[Problem], None]
_log = logging.getLogger(__name__)


def read_export(
    paths: Iterable[str | os.PathLike[str]],
    *,
    on_problem: OnProblem | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Iterator[Record]:
    """Return the records of an export, in the order of its files: each file's site, authors and terms, then items.

    ``paths`` are files or folders as a person names them (see ``files``). ``on_problem`` is told of everything odd,
    when it is met; without it, problems are logged as warnings. ``progress`` is kept up to date while records are
    taken. Raise ExportError at once when a path cannot be opened, and from the iterator when a file is no export or
    is not whole; what was yielded before stands.
    """
    parts = find_parts(paths)
    report = on_problem or _log_problem
    progress = progress if progress is not None else Progress()
    sizes = [part.size for part in parts]
    progress.total_bytes = None if None in sizes else sum(size or 0 for size in sizes)
    for name in missing_numbers(parts):
        report(Problem("missing", f"the numbering says that there should be a file {name}; it was not given", name))
    return _read_parts(parts, report, progress, limits or Limits())


def _read_parts(parts: list[Part], report: OnProblem, progress: Progress, limits: Limits) -> Iterator[Record]:
    errors: list[ExportError] = []
    skipped: list[ExportError] = []
    before = 0
    for part in parts:
        progress.file = part.name
        try:
            with open_part(part, limits) as stream:
                blocks = _blocks(stream, progress, before)
                yield from DocumentReader(part.name, blocks, limits.max_element_bytes, report).records()
        except NotAnExportError as error:
            (errors if part.named else skipped).append(error)
            report(Problem("not-export", str(error), part.name))
        except ExportError as error:
            errors.append(error)
            report(Problem("unread", str(error), part.name))
        before += part.size or 0
        progress.bytes_read = max(before, progress.bytes_read)
    if not errors and len(skipped) == len(parts):
        errors = skipped
    if errors:
        more = f" (and {len(errors) - 1} more of {len(parts)} files had errors)" if len(errors) > 1 else ""
        raise type(errors[0])(f"{errors[0]}{more}")


def _blocks(stream: PartStream, progress: Progress, before: int) -> Iterator[bytes]:
    while block := stream.read():
        progress.bytes_read = before + stream.packed
        yield block


def _log_problem(problem: Problem) -> None:
    _log.warning("%s", problem)
