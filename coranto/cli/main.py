"""The ``coranto`` command: its subcommands, and how errors end it.

Exit status 0 is done, 1 failed with one line on standard error, 2 wrong usage. Django is set up only in the commands
that need it, after ``--home`` has been read.
"""

import sys
from typing import Annotated

import typer

import coranto
from coranto.cli import accounts, checks, demonstration, exports, imports, move_database, running, spam, upkeep
from coranto.core.errors import PlainError
from coranto.core.rare_collection import collect_rarely

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A self-hosted engine for news-digest weblogs.",
)
app.command("serve")(running.serve)
app.command("demo")(demonstration.demo)
app.command("worker")(running.worker)
app.command("move-database")(move_database.move_database)
app.command(
    "manage", context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)(upkeep.manage)
app.add_typer(checks.app, name="check")
app.add_typer(imports.app, name="import")
app.add_typer(exports.app, name="export")
app.add_typer(accounts.app, name="user")
app.add_typer(spam.app, name="spam")


def show_version(value: bool) -> None:
    """Print the version and stop."""
    if value:
        typer.echo(f"coranto {coranto.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A self-hosted engine for news-digest weblogs."""


def main() -> None:
    """Run the command line; the console script of the package."""
    collect_rarely()
    try:
        app()
    except PlainError as error:
        stop(str(error))
    except KeyboardInterrupt:
        stop("stopped.", status=130)
    except PermissionError as error:
        stop(f"no right to use {error.filename}: give it to this user, or choose another folder with --home.")
    except OSError as error:
        if error.errno is None:
            raise
        stop(f"{error.strerror}: {error.filename or ''}".rstrip(": ") + ".")


def stop(message: str, *, status: int = 1) -> None:
    """End the program with one line on standard error."""
    sys.stderr.write("coranto: " + " ".join(message.split()) + "\n")
    sys.stderr.flush()
    sys.exit(status)
