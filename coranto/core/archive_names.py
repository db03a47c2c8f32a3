"""Names of files inside zip and tar archives, which may lie."""

import re
from pathlib import PurePosixPath

_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = {"__MACOSX", "Thumbs.db", "desktop.ini", "@eaDir"}


def is_unsafe_name(name: str) -> bool:
    """Return whether a name points out of the archive: ``../x``, ``/x``, ``C:\\x``, or holds a zero byte."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(_DRIVE.match(name)) or "\x00" in name


def is_litter(name: str) -> bool:
    """Return whether a file is one that operating systems leave about: hidden, or of a known name."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in _LITTER or (part.startswith(".") and part not in (".", "..")) for part in parts)
