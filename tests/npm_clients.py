"""Programs of npm, installed once into ``.cache``; a loud skip where that cannot be done."""

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest


def install(source: Path, into: Path, package: str) -> Path:
    """Install what ``package.json`` in ``source`` names; ``package`` is one of these, to be known again by."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("npm and node are not installed: what needs them has NOT been tested")
    into.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "package.json", into / "package.json")
    with (into / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two processes one installs
        if not (into / "node_modules" / package).is_dir():
            command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"]
            done = subprocess.run(command, cwd=into, capture_output=True, text=True, timeout=180, check=False)
            if done.returncode:
                pytest.skip(f"npm cannot install {package}; what needs it has NOT been tested: {done.stderr[-300:]}")
    return into
