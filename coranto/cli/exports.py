"""``coranto export``: one subcommand for each form in which a site can leave."""

import typer

from coranto.cli.static_export import export_static
from coranto.cli.wordpress_export import export_wordpress

app = typer.Typer(no_args_is_help=True, help="Write the site out.")
app.command("wordpress")(export_wordpress)
app.command("static")(export_static)


@app.callback()
def options() -> None:
    """Write the site out."""
