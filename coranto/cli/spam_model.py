"""``coranto spam export``, ``import`` and ``reset``: what the running site taught its filter, as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli.home import Home, open_home
from coranto.core.errors import PlainError

if TYPE_CHECKING:
    from coranto.spam.filter import Filter

Target = Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE")]
Source = Annotated[Path, typer.Argument(help="A file that was exported.", metavar="FILE")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def export_model(file: Target, home: Home = None) -> None:
    """Write all that the site taught its spam filter to a file."""
    open_home(home)
    from coranto.comments.site_filter import site_filter

    now = site_filter.current()
    file.write_bytes(now.to_bytes())
    spam, good = now.taught
    typer.echo(f"{file}: {spam:,} lessons on spam, {good:,} on good comments ({file.stat().st_size:,} bytes)")


def import_model(file: Source, home: Home = None) -> None:
    """Let the site's spam filter be what a file holds. What it was taught before no longer counts."""
    from coranto.spam.filter import Filter

    try:
        given = Filter.from_bytes(file.read_bytes())
    except ValueError as error:
        raise PlainError(f"{file}: {error}") from error
    begin(given, home)
    spam, good = given.taught
    typer.echo(f"taken over: {spam:,} lessons on spam, {good:,} on good comments")


def reset_model(yes: Yes = False, home: Home = None) -> None:
    """Let the spam filter forget all that the site taught it, and begin with what it came with."""
    if not yes and not typer.confirm("Forget all that was taught? Export it first if you may want it again."):
        raise PlainError("nothing was changed.")
    from coranto.spam.filter import Filter

    begin(Filter(), home)
    typer.echo("forgotten; the filter begins with what it came with")


def begin(filter: "Filter", home: Path | None) -> None:
    """Write it down, for every process."""
    open_home(home)
    from django.utils import timezone

    from coranto.comments.actions.teaching import begin_anew

    begin_anew(filter=filter, at=timezone.now())
