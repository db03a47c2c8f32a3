"""``coranto import``: one subcommand for each kind of thing that can be brought in."""

import typer

from coranto.cli.import_command import import_wordpress

app = typer.Typer(no_args_is_help=True, help="Bring content in.")
app.command("wordpress")(import_wordpress)


@app.callback()
def options() -> None:
    """Bring content in."""
