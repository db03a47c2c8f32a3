"""From what somebody names on the command line to the parts of an export, in order.

A path may be an ``.xml``, an ``.xml.gz``, a ``.zip`` of such files, a folder of any of these, or a pipe. What a file
is, its first bytes decide and not its name.
"""

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from coranto.core.archive_names import is_litter, is_unsafe_name
from coranto.core.natural_order import natural_key
from coranto.wordpress.wxr.errors import ExportError, NotAnExportError
from coranto.wordpress.wxr.part_streams import ByteSource, Limits, PartStream

_PART_NAME = re.compile(r"\.(xml|wxr)(\.gz)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(.*\.)(\d{3,})(\.(?:xml|wxr)(?:\.gz)?)$", re.IGNORECASE)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Part:
    """One XML file of an export: on disk, or ``member`` of the zip at ``path``.

    ``size`` is in bytes on disk, packed ones in a zip, ``None`` for a pipe. ``named`` tells parts that the user named
    from those found in a folder or zip, which may turn out not to be exports at all.
    """

    path: Path
    name: str
    size: int | None
    member: str = ""
    named: bool = True


def find_parts(paths: Iterable[str | os.PathLike[str]]) -> list[Part]:
    """Return the parts behind the paths, numbered ones (``x.000.xml``, ``x.001.xml``) in their order.

    Parts keep the order in which they were named otherwise; inside a folder or zip they are in natural order. The
    same file named twice counts once. Raise ExportError when there is nothing to read.
    """
    found: dict[tuple[Path, str], Part] = {}
    for path in map(Path, paths):
        for part in _parts_at(path, named=True):
            found.setdefault((part.path.resolve(), part.member), part)
    if not found:
        raise ExportError("no export given: name an .xml, .xml.gz or .zip file, or a folder of them")
    return _numbered_in_order(list(found.values()))


def missing_numbers(parts: Iterable[Part]) -> list[str]:
    """Return the names of parts that the numbering says should be there: ``site.001.xml`` between 000 and 002."""
    series: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        if match := _NUMBERED.match(part.name):
            series.setdefault((match[1], match[3]), []).append(match[2])
    missing = []
    for (stem, suffix), numbers in series.items():
        have = {int(number) for number in numbers}
        first = min(have) if min(have) <= 1 else 0
        absent = [n for n in range(first, min(max(have), first + 1000)) if n not in have]
        missing += [f"{stem}{n:0{len(numbers[0])}}{suffix}" for n in absent]
    return missing


@contextmanager
def open_part(part: Part, limits: Limits) -> Iterator[PartStream]:
    """Open a part for reading and close it afterwards. Raise ExportError when it cannot be opened."""
    with ExitStack() as stack:
        if part.member:
            archive = stack.enter_context(_open_zip(part.path))
            entry = archive.getinfo(part.member)
            try:
                raw = stack.enter_context(archive.open(entry))
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
                raise ExportError(f"{part.name} cannot be read ({error}); download it again") from error
            yield PartStream(part.name, cast(ByteSource, raw), _packed_share(entry), limits)
        else:
            file = stack.enter_context(_open_file(part.path))
            yield PartStream(part.name, file, _position(file), limits)


def _parts_at(path: Path, *, named: bool) -> list[Part]:
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        return _parts_of_folder(path)
    if stat.S_ISREG(mode) and _is_zip(path):
        return _parts_of_zip(path)
    size = path.stat().st_size if stat.S_ISREG(mode) else None
    return [Part(path, path.name, size, named=named)]


def _parts_of_folder(folder: Path) -> list[Part]:
    files = [Path(root) / name for root, _, names in os.walk(folder, onerror=_raise_walk_error) for name in names]
    visible = [file for file in files if not is_litter(str(file.relative_to(folder)))]
    wanted = [file for file in visible if _PART_NAME.search(file.name) or file.suffix.lower() == ".zip"]
    wanted.sort(key=lambda file: natural_key(str(file)))
    parts: list[Part] = []
    for file in wanted:
        try:
            parts += _parts_at(file, named=False)
        except NotAnExportError:  # a zip of pictures beside the export
            continue
    if not parts:
        raise NotAnExportError(f"{folder} holds no export: no .xml, .xml.gz or .zip file with one lies in it")
    return parts


def _parts_of_zip(path: Path) -> list[Part]:
    with _open_zip(path) as archive:
        entries = archive.infolist()
    for entry in entries:
        _refuse_unsafe_name(path, entry.filename)
    wanted = [entry for entry in entries if _PART_NAME.search(entry.filename) and not _is_litter(entry)]
    if not wanted:
        raise NotAnExportError(f"{path.name} holds no .xml file; a WordPress export is an .xml file or a .zip of them")
    if locked := next((entry for entry in wanted if entry.flag_bits & _ENCRYPTED), None):
        raise ExportError(f"{path.name} is encrypted ({locked.filename}); unpack it and give the .xml files")
    wanted.sort(key=lambda entry: natural_key(entry.filename))
    if twice := next((a.filename for a, b in pairwise(wanted) if a.filename == b.filename), None):
        raise ExportError(f"{path.name} holds two files named {twice}; make the archive anew")
    return [
        Part(path, f"{path.name}/{entry.filename}", entry.compress_size, member=entry.filename, named=False)
        for entry in wanted
    ]


def _refuse_unsafe_name(path: Path, name: str) -> None:
    if is_unsafe_name(name):
        raise ExportError(f"{path.name} holds a file with an unsafe name ({name!r}); make the archive anew without it")


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    return is_litter(entry.filename) or entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16)


def _numbered_in_order(parts: list[Part]) -> list[Part]:
    """Put numbered parts of one series in order, at the place where the first of the series was named."""
    place: dict[tuple[str, str], int] = {}
    keys: list[tuple[int, int]] = []
    for position, part in enumerate(parts):
        match = _NUMBERED.match(part.name)
        if match:
            keys.append((place.setdefault((match[1], match[3]), position), int(match[2])))
        else:
            keys.append((position, 0))
    order = sorted(range(len(parts)), key=keys.__getitem__)
    return [parts[index] for index in order]


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError as error:
        raise _cannot_open(path, error) from error


def _is_zip(path: Path) -> bool:
    with _open_file(path) as file:
        return file.read(4) in _ZIP_MAGIC


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise ExportError(f"{path.name} is a damaged or cut-off .zip file; download it again") from error
    except OSError as error:
        raise _cannot_open(path, error) from error


def _open_file(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError) -> ExportError:
    if isinstance(error, FileNotFoundError):
        return ExportError(f"there is no file {path}; check the name")
    if isinstance(error, PermissionError):
        return ExportError(f"no permission to read {path}; make it readable for this user")
    return ExportError(f"cannot read {path}: {error.strerror or error}")


def _raise_walk_error(error: OSError) -> None:
    raise _cannot_open(Path(error.filename), error)


def _position(file: io.BufferedReader) -> Callable[[int], int]:
    if file.seekable():
        return lambda unpacked: file.tell()
    return lambda unpacked: unpacked


def _packed_share(entry: zipfile.ZipInfo) -> Callable[[int], int]:
    share = entry.compress_size / max(entry.file_size, 1)
    return lambda unpacked: min(entry.compress_size, int(unpacked * share))
