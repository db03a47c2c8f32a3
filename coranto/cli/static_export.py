"""``coranto export static``: the command line of the static copy."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli.counted_progress import counted_progress
from coranto.cli.home import Home, open_home
from coranto.core.errors import PlainError

if TYPE_CHECKING:
    from coranto.static_copy.run import Copied

SHOWN = 20
"""Links and addresses that are printed; the report file has them all."""

Folder = Annotated[Path, typer.Argument(help="The folder to write; new, empty, or of an earlier run.", metavar="DIR")]
ReportFile = Annotated[Path | None, typer.Option("--report", help="Write what was found to this file, as JSON.")]


def export_static(folder: Folder, report: ReportFile = None, home: Home = None) -> None:
    """Write the whole public site as files that any web server serves at the same addresses.

    Run again, it writes only what changed. Stopped at any moment, the same command goes on.
    """
    open_home(home)
    from django.utils import timezone

    from coranto.static_copy.run import write_copy

    if report is not None:
        report.touch()  # now, rather than after an hour, is the time to say that it cannot be written
    with counted_progress("Writing") as count:
        copied = write_copy(folder, at=timezone.now(), told=count)
    if report is not None:
        report.write_text(json.dumps(copied.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for line in copied.in_words():
        typer.echo(line)
    show_problems(copied, report)
    if copied.broken or copied.failed:
        raise PlainError(
            f"{len(copied.broken):,} links lead nowhere, {len(copied.failed):,} addresses could not be written."
        )


def show_problems(copied: "Copied", report: Path | None) -> None:
    """Name the first links that lead nowhere, and the first addresses that could not be written."""
    lines = [f"  not written: {row.path} ({row.target})" for row in copied.failed]
    lines += [f"  broken link: {row.path} (on {row.found_on}; {row.target})" for row in copied.broken]
    for line in lines[:SHOWN]:
        typer.echo(line)
    if len(lines) > SHOWN:
        rest = f"{len(lines) - SHOWN:,} more"
        typer.echo(f"  … {rest} in {report}" if report else f"  … {rest}; --report FILE.json writes them all")
