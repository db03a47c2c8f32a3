"""``coranto manage``."""

import sys

import typer

from coranto.cli.home import choose_home


def manage(context: typer.Context) -> None:
    """Run a Django command: ``coranto manage COMMAND ...``. The home is that of CORANTO_HOME."""
    choose_home(None)
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{sys.argv[0]} manage", *context.args])
