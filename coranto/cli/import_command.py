"""``coranto import wordpress``: the command line of the importer."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli.home import Home, is_new, open_home
from coranto.core.errors import PlainError

if TYPE_CHECKING:
    from coranto.wordpress.importing.reports import Report

SHOWN = 20
"""Lines on single items that are printed; the report file has them all."""

Files = Annotated[
    list[Path],
    typer.Argument(help="The export: .xml, .xml.gz or .zip files of one site, or a folder of them.", metavar="FILE..."),
]
Media = Annotated[
    list[Path] | None,
    typer.Option("--media", help="A folder or zip of wp-content/uploads; its files are brought in. May be repeated."),
]
FetchMedia = Annotated[bool, typer.Option("--fetch-media", help="Fetch missing files from the old site.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say all that would happen, and write nothing.")]
ReportFile = Annotated[Path | None, typer.Option("--report", help="Write the whole report to this file, as JSON.")]


def import_wordpress(
    files: Files,
    media: Media = None,
    fetch_media: FetchMedia = False,
    dry_run: DryRun = False,
    report: ReportFile = None,
    home: Home = None,
) -> None:
    """Bring in a WordPress site from its export. Safe to repeat; stopped at any moment, the same command goes on."""
    trial_folder = (
        TemporaryDirectory(prefix="coranto-trial-", ignore_cleanup_errors=True) if dry_run else nullcontext("")
    )
    with told_plainly(), trial_folder as trial:
        if report is not None:
            report.touch()  # now, rather than after an hour, is the time to say that it cannot be written
        home = Path(trial) / "home" if dry_run and is_new(home) else home  # a trial leaves nothing behind
        open_home(home)
        from django.utils import timezone

        from coranto.cli.import_progress import shown_progress
        from coranto.wordpress.importing.run import run_import

        with shown_progress() as progress:
            done = run_import(
                files, media=media or [], fetch_media=fetch_media, dry_run=dry_run, at=timezone.now(), progress=progress
            )
        if report is not None:
            report.write_text(json.dumps(done.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
        show(done, report)
    if done.error:
        raise PlainError(f"{done.error} (what could be read has been imported)")


def show(done: "Report", report: Path | None) -> None:
    """Print the report in words."""
    for line in done.in_words():
        typer.echo(line)
    for note in done.notes[:SHOWN]:
        typer.echo(f"  {note.act.replace('_', ' ')}: {note}")
    if len(done.notes) > SHOWN:
        rest = f"{len(done.notes) - SHOWN:,} more"
        typer.echo(f"  … {rest} in {report}" if report else f"  … {rest}; --report FILE.json writes them all")
    verb = "would be done; nothing was written" if done.is_dry else "done"
    typer.echo(f"{verb} in {done.seconds:.1f} s")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what can go wrong on the way into one line that says what to do."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("coranto: stopped; run the same command again to go on.\n")
        raise typer.Exit(130) from None
    except (PlainError, OSError):
        raise
    except Exception as error:
        raise _explained(error) from error


def _explained(error: Exception) -> Exception:
    """The error as one line where it is a known one; others stay what they are, as they are faults of ours."""
    from django.db import DatabaseError

    from coranto.wordpress.wxr.errors import ExportError

    if isinstance(error, ExportError):
        return PlainError(str(error))
    if not isinstance(error, DatabaseError):
        return error
    text = str(error).lower()
    if "locked" in text:
        return PlainError("the database is in use by something else for too long; try again, it goes on from there.")
    if "full" in text or "no space" in text or "disk i/o" in text:
        return PlainError("no space left for the database: make room and run the same command again to go on.")
    if "readonly" in text or "read-only" in text or "unable to open" in text or "permission" in text:
        return PlainError("no right to write the database: give the home to this user and run the same command again.")
    return error
