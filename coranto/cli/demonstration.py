"""``coranto demo``: a complete weblog on a throw-away home, filled through the real importer."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from coranto.cli.home import choose_home
from coranto.cli.running import Host, Port, Workers, choose_url, start
from coranto.demo import EXPORT, UPLOADS


def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 1,
    home: Annotated[Path | None, typer.Option("--home", help="Keep the demonstration in this folder.")] = None,
) -> None:
    """Serve the demonstration: import it into a throw-away home, print the addresses, answer."""
    folder = home or Path(tempfile.mkdtemp(prefix="coranto-demo-"))
    choose_home(folder)
    choose_url(host, port)
    try:
        fill(folder)
        start(host, port, workers)
    finally:
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


def fill(folder: Path) -> None:
    """Run the importer on the demonstration export, in a process of its own as an owner would."""
    command = [sys.executable, "-m", "coranto", "import", "wordpress", str(EXPORT)]
    command += ["--media", str(UPLOADS), "--home", str(folder)]
    result = subprocess.run(command, check=False)  # noqa: S603 - our own program with our own arguments
    if result.returncode:
        raise typer.Exit(result.returncode)
