"""The files of exports that were uploaded at the desk, and how far the work on them is.

They lie in ``imports/<key of the job>/`` in the home: the export in ``export/``, archives of uploads in ``media/``, and
``progress.json`` and ``report.json`` beside them.
"""

import json
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.utils.text import get_valid_filename

from coranto.wordpress.importing.progress import Step
from coranto.wordpress.models import ImportJob

WRITE_EVERY = 0.5
"""Seconds between two writings of how far it is."""


def folder_of(job: ImportJob) -> Path:
    """The job's own folder, which may not be there yet."""
    return Path(settings.HOME) / "imports" / str(job.pk)


def export_files(job: ImportJob) -> list[Path]:
    """The files of the export, in the order in which they were uploaded."""
    return [folder_of(job) / "export" / name for name in job.files]


def media_files(job: ImportJob) -> list[Path]:
    """The archives of uploads."""
    return [folder_of(job) / "media" / name for name in job.media]


def keep_files(folder: Path, files: Iterable[UploadedFile]) -> list[str]:
    """Put uploaded files into a folder, under safe names of which no two are the same; give the names back."""
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    for number, file in enumerate(files):
        name = get_valid_filename(Path(file.name or "export.xml").name)[-100:].lstrip(".") or "export.xml"
        name = f"{number}-{name}" if name in names else name
        _keep(file, folder / name)
        names.append(name)
    return names


def _keep(file: UploadedFile, path: Path) -> None:
    if isinstance(file, TemporaryUploadedFile):
        shutil.move(file.temporary_file_path(), path)
        return
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)


def drop_files(job: ImportJob) -> None:
    """Delete the job's files."""
    shutil.rmtree(folder_of(job), ignore_errors=True)


def write_json(job: ImportJob, name: str, content: Any) -> None:
    """Write one of the job's own files whole, or not at all."""
    path = folder_of(job) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    making.replace(path)


def read_json(job: ImportJob, name: str) -> Any:
    """What one of them holds; nothing where it is not there."""
    try:
        return json.loads((folder_of(job) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


class Noter:
    """Writes down how far a job is, a few times a second at most; what goes wrong in that stops no import."""

    def __init__(self, job: ImportJob) -> None:
        """Begin at the beginning."""
        self.job = job
        self.written = 0.0
        self.name = ""

    def __call__(self, step: Step) -> None:
        """Told by the importer."""
        now = time.monotonic()
        if step.name == self.name and now - self.written < WRITE_EVERY:
            return
        self.name, self.written = step.name, now
        try:
            said = {"step": step.name, "done": step.done, "total": step.total, "items": step.items, "at": time.time()}
            write_json(self.job, "progress.json", said)
        except OSError:
            return
