"""Bringing in the files of the old site: from a folder or archive of its uploads, or from the old site itself."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.downloads import download
from coranto.core.outgoing.http import Fetcher
from coranto.core.short_digests import short_digest
from coranto.media.uploads_in import store_upload, stored_size
from coranto.wordpress.importing.progress import ShowsProgress, Step
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.site import File
from coranto.wordpress.media_files import MediaFile, MediaFiles, open_media
from coranto.wordpress.media_sources import MediaError
from coranto.wordpress.wxr.records import Problem

MediaPaths = Sequence[str | os.PathLike[str]]
PROGRAMS = re.compile(
    r"\.(php\d?|phtml|phar|cgi|pl|py|sh|exe|htaccess|user\.ini)$|(^|/)\.ht|(^|/)index\.html?$", re.IGNORECASE
)
"""What a server would run, or WordPress keeps folders shut with: it is of no use here."""
PATIENCE = 5
"""Files in a row that may fail to come before the old site is left alone."""
BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where files are to come from: folders or archives, and the old site if there is a ``fetcher``."""

    paths: MediaPaths = ()
    fetcher: Fetcher | None = None


def bring_media(wanted: Wanted, work: Work, progress: ShowsProgress) -> None:
    """Bring in all files that can be had."""
    if wanted.paths:
        bring_files(wanted.paths, work, progress)
    if wanted.fetcher is not None:
        fetch_files(work, progress, wanted.fetcher)


def bring_files(paths: MediaPaths, work: Work, progress: ShowsProgress) -> None:
    """Store all uploads that the folders or archives hold. Safe to repeat: files that are here are not read again."""

    def tell(problem: Problem) -> None:
        work.notes.tell("skipped", "file", problem.reason, place=problem.file)

    with open_media(paths, on_problem=tell) as uploads:
        step = Step("media", total=len(uploads))
        for file in uploads:
            _bring(file, uploads, work)
            step.done += 1
            step.items += 1
            progress(step)
        for stub in work.site.files.values():
            _bring_under_own_name(stub, uploads, work)
    work.notes.flush()


def _bring(file: MediaFile, uploads: MediaFiles, work: Work) -> None:
    if PROGRAMS.search(file.key):
        work.notes.happened("skipped", "file", "it is a program or a lock of the old server", there=file.key)
        return
    if stored_size(file.key) == file.size:
        work.notes.count("file", "unchanged")
        return
    _store(file.key, file, uploads, work)


def _bring_under_own_name(stub: File, uploads: MediaFiles, work: Work) -> None:
    """An attachment whose file lies there under a slightly other name: in other case, or as the original of a copy."""
    if not stub.path or stored_size(stub.path) is not None:
        return
    found = uploads.find_key(stub.path) or (uploads.find(stub.url) if stub.url else None)
    if found and not PROGRAMS.search(found.file.key):
        _store(stub.path, found.file, uploads, work)


def _store(path: str, file: MediaFile, uploads: MediaFiles, work: Work) -> None:
    try:
        store_upload(path, uploads.read(file))
    except MediaError as error:
        work.notes.happened("refused", "file", str(error), there=path)
    else:
        work.notes.count("file", "new")


def fetch_files(work: Work, progress: ShowsProgress, fetcher: Fetcher) -> None:
    """Fetch the files of attachments that are not stored from the old site, one at a time and politely."""
    missing = [stub for stub in work.site.files.values() if stub.path and stub.url and stored_size(stub.path) is None]
    step = Step("media", total=len(missing))
    failures = 0
    for stub in missing:
        step.done += 1
        step.items += 1
        progress(step)
        reason = _fetch(stub, fetcher)
        if not reason:
            failures = 0
            work.notes.count("file", "new")
            continue
        failures += 1
        work.notes.happened("refused", "file", reason, there=stub.path, title=stub.title)
        if failures >= PATIENCE:
            work.notes.tell("skipped", "file", f"{failures} files in a row did not come, so the rest was not asked for")
            break
    work.notes.flush()


def _fetch(stub: File, fetcher: Fetcher) -> str:
    """Fetch one file; give back why it did not come, or nothing."""
    waiting = Path(settings.HOME) / "fetching" / short_digest(stub.url)
    try:
        come = download(fetcher, stub.url, waiting)
        if "html" in come.content_type and not stub.path.lower().endswith((".html", ".htm")):
            return f"{stub.url} answers with a web page instead of the file"
        store_upload(stub.path, _blocks(waiting))
    except FetchError as error:
        return str(error)
    finally:
        waiting.unlink(missing_ok=True)
    return ""


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        read: Callable[[], bytes] = lambda: file.read(BLOCK)  # noqa: E731 - iter() wants a function
        yield from iter(read, b"")
