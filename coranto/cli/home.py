"""Opening a home: which folder, and everything that must be in it before a command can work."""

import os
from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path | None, typer.Option("--home", help="The site's folder. Default: CORANTO_HOME, else ./coranto-home.")
]


ADDRESS = "served-at"


def choose_home(home: Path | None) -> None:
    """Make ``--home`` count for all settings read from now on."""
    if home is not None:
        os.environ["CORANTO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coranto.config.settings")


def home_folder(home: Path | None) -> Path:
    """The folder that ``--home`` and the environment mean."""
    return home or Path(os.environ.get("CORANTO_HOME") or "coranto-home")


def is_new(home: Path | None) -> bool:
    """Whether there is no site there yet: neither a database in the home nor one that the environment names."""
    from coranto.config import environment

    return not environment.text("DATABASE_URL") and not (home_folder(home) / "coranto.sqlite3").exists()


def remember_url() -> None:
    """Write down where this home is served, for the commands that print addresses of it."""
    (home_folder(None) / ADDRESS).write_text(os.environ.get("CORANTO_URL", "") + "\n")


def recall_url() -> None:
    """Without a ``CORANTO_URL``, addresses are those of the last ``serve``."""
    note = home_folder(None) / ADDRESS
    if not os.environ.get("CORANTO_URL") and note.is_file() and (known := note.read_text().strip()):
        os.environ["CORANTO_URL"] = known


def open_home(home: Path | None) -> None:
    """Choose the home, set it up or upgrade it where needed, and start Django on it."""
    choose_home(home)
    recall_url()
    from coranto.config import set_up  # after the environment is complete

    set_up.prepare_home()
