"""``coranto move-database``: from SQLite to PostgreSQL and back."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli.counted_progress import counted_progress
from coranto.cli.home import Home, choose_home, home_folder
from coranto.core.errors import PlainError

if TYPE_CHECKING:
    from coranto.config.moving.run import Moved

SHOWN = 20
"""Changed values that are printed; the report has them all."""

To = Annotated[
    str,
    typer.Option(
        "--to", help="`postgres://user:password@host/name` of an empty database, or `sqlite`: a file in the home."
    ),
]
Report = Annotated[
    Path | None, typer.Option("--report", help="Write rows and digests of each table, and changed values, as JSON.")
]


def move_database(to: To, report: Report = None, home: Home = None) -> None:
    """Copy the site's database to another kind. The site must be stopped; its database is only read."""
    choose_home(home)
    if not home_folder(home).is_dir():
        raise PlainError(f"there is no site in {home_folder(home)}: choose its folder with --home.")
    import django

    django.setup()
    from coranto.config.moving.run import move_database as move

    with counted_progress("Rows") as count:
        moved = move(to, tell=_say, count=count)
    _say_changed(moved, report)
    if report is not None:
        report.write_text(json.dumps(_as_json(moved), indent=1) + "\n", encoding="utf-8")
    typer.echo(f"Moved and compared: {moved.rows:,} rows of {len(moved.sums)} tables.")
    typer.echo(
        "Set DATABASE_URL to it, and start the site." if to != "sqlite" else "Unset DATABASE_URL, and start the site."
    )


def _say(line: str) -> None:
    typer.echo(line)
    sys.stdout.flush()


def _say_changed(moved: "Moved", report: Path | None) -> None:
    for each in moved.changed[:SHOWN]:
        typer.echo(f"  table {each.table}, row {each.key}, column {each.column}: what PostgreSQL cannot hold became �")
    if len(moved.changed) > SHOWN:
        where = report or "--report FILE.json writes them all"
        typer.echo(f"  … {len(moved.changed) - SHOWN:,} more ({where})")


def _as_json(moved: "Moved") -> dict[str, object]:
    return {
        "tables": {name: {"rows": each.rows, "digest": each.digest} for name, each in moved.sums.items()},
        "changed": [{"table": each.table, "row": each.key, "column": each.column} for each in moved.changed],
    }
