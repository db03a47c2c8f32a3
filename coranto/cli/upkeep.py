"""``coranto check`` and ``coranto manage``."""

import sys

import typer

from coranto.cli.home import Home, choose_home, open_home
from coranto.core.errors import PlainError


def check(home: Home = None) -> None:
    """Look whether settings, database and folders are in order, and say what is not."""
    open_home(home)
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", "--database", "default", verbosity=0)
    except SystemCheckError as error:
        raise PlainError(str(error)) from error
    typer.echo("All is in order.")


def manage(context: typer.Context) -> None:
    """Run a Django command: ``coranto manage COMMAND ...``. The home is that of CORANTO_HOME."""
    choose_home(None)
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{sys.argv[0]} manage", *context.args])
