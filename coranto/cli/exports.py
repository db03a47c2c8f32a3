"""``coranto export``: one subcommand for each form that the site can leave in."""

import typer

from coranto.cli.static_export import export_static

app = typer.Typer(no_args_is_help=True, help="Take content out.")
app.command("static")(export_static)


@app.callback()
def options() -> None:
    """Take content out."""
