"""Putting uploads into the storage so that a name never stands for half a file, even after a power cut."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage

from coranto.media.uploads import FOLDER

WAITING = "uploads-coming"
"""The folder beside the uploads in which files grow; what lies there after a crash is of no use to anybody."""


def stored_size(path: str) -> int | None:
    """The size in bytes of the upload at ``path`` (below the uploads), ``None`` if it is not stored."""
    name = f"{FOLDER}/{path}"
    return default_storage.size(name) if default_storage.exists(name) else None


def store_upload(path: str, blocks: Iterable[bytes]) -> int:
    """Store an upload at ``path``, over what is there; give back its size in bytes.

    What ``blocks`` raises comes through, and nothing is stored then.
    """
    folder = _waiting_folder(default_storage)
    handle, name = tempfile.mkstemp(dir=folder)
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        size = waiting.stat().st_size
        _move(waiting, f"{FOLDER}/{path}", default_storage)
        return size
    finally:
        waiting.unlink(missing_ok=True)


def _waiting_folder(storage: Storage) -> Path | None:
    """Where files grow: on the same disk as the storage, so that they can be moved in one step."""
    if not isinstance(storage, FileSystemStorage):
        return None
    folder = Path(storage.path(WAITING))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _move(waiting: Path, name: str, storage: Storage) -> None:
    if isinstance(storage, FileSystemStorage):
        place = Path(storage.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        waiting.chmod(0o644)
        waiting.replace(place)
        return
    if storage.exists(name):
        storage.delete(name)
    with waiting.open("rb") as file:
        storage.save(name, File(file))
