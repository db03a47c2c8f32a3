"""Opening a home: which folder, and everything that must be in it before a command can work."""

import os
from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path | None, typer.Option("--home", help="The site's folder. Default: CORANTO_HOME, else ./coranto-home.")
]


def choose_home(home: Path | None) -> None:
    """Make ``--home`` count for all settings read from now on."""
    if home is not None:
        os.environ["CORANTO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coranto.config.settings")


def open_home(home: Path | None) -> None:
    """Choose the home, set it up or upgrade it where needed, and start Django on it."""
    choose_home(home)
    from coranto.config import set_up  # after the environment is complete

    set_up.prepare_home()
