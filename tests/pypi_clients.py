"""Programs of PyPI, each installed once into an environment of its own in ``.cache``; a loud skip where that fails."""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest


def install(requirements: Path, into: Path, program: str) -> Path:
    """Install what ``requirements`` names; ``program`` is the command among it, whose path is given back."""
    into = into / hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]
    into.mkdir(parents=True, exist_ok=True)
    command = into / "bin" / program
    with (into / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two processes one installs
        if not command.exists():
            _run(program, [sys.executable, "-m", "venv", str(into)])
            _run(program, [str(into / "bin" / "python"), "-m", "pip", "install", "-q", "-r", str(requirements)])
    return command


def _run(program: str, command: list[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", None) or error
        pytest.skip(f"{program} cannot be installed; what needs it has NOT been tested: {str(said)[-300:]}")
