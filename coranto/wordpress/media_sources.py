"""Where uploads may lie: a folder, a zip or a tar, each as names, sizes and readable streams.

Nothing is unpacked to disk. What is no ordinary file, or has a name that points elsewhere, is told and left out.
"""

import io
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from coranto.core.archive_names import is_litter, is_unsafe_name
from coranto.core.errors import PlainError

Tell = Callable[[str, str], None]  # the name of a file, and why it was left out
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


class MediaError(PlainError):
    """Uploads cannot be read. ``str(error)`` is one line that says what to do."""


class Entry(NamedTuple):
    """A file of a source: its path there with ``/``, its size in bytes, and its size as packed."""

    path: str
    size: int
    packed: int


class Source(Protocol):
    """A place with files in it. ``open`` gives the bytes of one; ``close`` lets go of the place."""

    name: str

    def entries(self, tell: Tell) -> Iterator[Entry]: ...
    def open(self, entry: Entry) -> IO[bytes]: ...
    def close(self) -> None: ...


def open_source(path: Path) -> Source:
    """Open a folder, zip or tar of uploads. Raise MediaError when it is none, or cannot be read."""
    try:
        if path.is_dir():
            return FolderSource(path)
        with path.open("rb") as file:
            start = file.read(512)
        if start[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
            return ZipSource(path)
        if start[257:262] == b"ustar":
            return TarSource(path)
    except (zipfile.BadZipFile, tarfile.TarError) as error:
        raise MediaError(f"{path.name} is a damaged or cut-off archive; download it again") from error
    except FileNotFoundError as error:
        raise MediaError(f"there is no file or folder {path}; check the name") from error
    except PermissionError as error:
        raise MediaError(f"no permission to read {path}; make it readable for this user") from error
    except OSError as error:
        raise MediaError(f"cannot read {path}: {error.strerror or error}") from error
    if start[:2] == b"\x1f\x8b":
        raise MediaError(f"{path.name} is compressed with gzip; unpack it and give the folder or the .tar file")
    raise MediaError(f"{path.name} is neither a folder nor a .zip or .tar file; give the uploads as one of these")


class FolderSource:
    """A folder on disk. Links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._root = path
        self._resolved = path.resolve()

    def entries(self, tell: Tell) -> Iterator[Entry]:
        """Yield the ordinary files below the folder."""
        for folder, _, names in os.walk(self._root, onerror=_raise_unreadable):
            for name in sorted(names):
                path = Path(folder) / name
                relative = path.relative_to(self._root).as_posix()
                if is_litter(relative):
                    continue
                if reason := self._unfit(path):
                    tell(relative, reason)
                    continue
                size = path.stat().st_size
                yield Entry(relative, size, size)

    def _unfit(self, path: Path) -> str:
        if not path.resolve().is_relative_to(self._resolved):
            return "it is a link that leads out of the folder"
        try:
            return "" if stat.S_ISREG(path.stat().st_mode) else "it is no ordinary file"
        except OSError as error:
            return f"it cannot be read: {error.strerror}"

    def open(self, entry: Entry) -> IO[bytes]:
        """Open a file of the folder."""
        try:
            return (self._root / entry.path).open("rb")
        except OSError as error:
            raise MediaError(f"cannot read {entry.path} in {self.name}: {error.strerror}") from error

    def close(self) -> None:
        """Nothing is held open."""


class ZipSource:
    """A zip archive."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._archive = zipfile.ZipFile(path)
        self._members: dict[str, zipfile.ZipInfo] = {}

    def entries(self, tell: Tell) -> Iterator[Entry]:
        """Yield the ordinary files of the archive."""
        for member in self._archive.infolist():
            name = _zip_name(member)
            if member.is_dir() or is_litter(name):
                continue
            if reason := _unfit_member(member, name):
                tell(name, reason)
            elif name in self._members:
                tell(name, "the archive holds two files of this name; the first one counts")
            else:
                self._members[name] = member
                yield Entry(name, member.file_size, member.compress_size)

    def open(self, entry: Entry) -> IO[bytes]:
        """Open a member of the archive. Errors of unpacking come as MediaError."""
        try:
            return self._archive.open(self._members[entry.path])
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise MediaError(f"cannot read {entry.path} in {self.name}: {error}") from error

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


class TarSource:
    """A tar archive, uncompressed: WordPress.com gives the media of a site as such."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._archive = tarfile.TarFile(path)
        self._members: dict[str, tarfile.TarInfo] = {}

    def entries(self, tell: Tell) -> Iterator[Entry]:
        """Yield the ordinary files of the archive."""
        try:
            for member in self._archive:
                name = member.name.removeprefix("./")
                if member.isdir() or is_litter(name):
                    continue
                if not member.isreg() or member.issparse() or is_unsafe_name(name):
                    tell(name, "its name is unsafe" if is_unsafe_name(name) else "it is no ordinary file")
                    continue
                self._members.setdefault(name, member)
                yield Entry(name, member.size, member.size)
        except tarfile.TarError as error:
            raise MediaError(f"{self.name} is a damaged or cut-off archive ({error}); download it again") from error

    def open(self, entry: Entry) -> IO[bytes]:
        """Open a member of the archive."""
        file = self._archive.extractfile(self._members[entry.path])
        return file if file is not None else io.BytesIO()

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


READ_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError)


def _unfit_member(member: zipfile.ZipInfo, name: str) -> str:
    if is_unsafe_name(member.filename) or is_unsafe_name(name):
        return "its name is unsafe"
    if member.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack the archive and give the folder"
    return "it is a link" if stat.S_ISLNK(member.external_attr >> 16) else ""


def _zip_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member; one that is UTF-8 without saying so is read as UTF-8."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/")


def _raise_unreadable(error: OSError) -> None:
    raise MediaError(f"cannot read {error.filename}: {error.strerror}; make it readable for this user") from error
