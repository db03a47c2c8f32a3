"""``coranto export wordpress``: the command line of the way out."""

import errno
import re
from pathlib import Path
from typing import Annotated

import typer

from coranto.cli.home import Home, home_folder, is_new, open_home
from coranto.core.errors import PlainError

SIZE = re.compile(r"(\d+)\s*([kmg]?)b?", re.IGNORECASE)
UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}
SMALLEST = 10_000
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Target = Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE")]
PartSize = Annotated[
    str | None, typer.Option("--part-size", help="Write numbered parts of about this size: 50MB, for example.")
]


def export_wordpress(file: Target, part_size: PartSize = None, home: Home = None) -> None:
    """Write everything of this home as a WordPress export, which WordPress and Coranto can import."""
    limit = size_in_bytes(part_size) if part_size else None
    if is_new(home):
        raise PlainError(f"there is no site in {home_folder(home)}: name its folder with --home.")
    open_home(home)

    from coranto.cli.import_progress import shown_progress
    from coranto.wordpress.exporting.run import run_export

    try:
        with shown_progress() as progress:
            done = run_export(file, part_size=limit, progress=progress, told=told)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise PlainError(no_space(file, in_parts=limit is not None)) from error
    for path in done.paths:
        typer.echo(str(path))
    typer.echo(f"{done.items:,} items, {done.comments:,} comments, {done.size:,} bytes")
    if done.replaced:
        typer.echo("characters that XML forbids became U+FFFD in " + ", ".join(done.replaced[:20]), err=True)


def told(words: str) -> None:
    """Say something about the export while it runs."""
    typer.echo(words, err=True)


def no_space(file: Path, *, in_parts: bool) -> str:
    """What to say when the disk is full."""
    rest = "what is complete is kept, and the same command goes on" if in_parts else "nothing was written"
    return f"no space left for {file}: {rest}. Make room, or choose another place."


def size_in_bytes(text: str) -> int:
    """A size as people write it. Raise BadParameter, which ends the command with status 2."""
    match = SIZE.fullmatch(text.strip())
    size = int(match[1]) * UNITS[match[2].lower()] if match else 0
    if size < SMALLEST:
        raise typer.BadParameter(f"{text} is no size of at least 10kB; write 50MB, for example.")
    return size
