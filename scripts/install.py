"""Make ``.venv`` from the lock file, on a machine that has Python 3.11 or newer and perhaps nothing else.

The installing is done by uv. Where there is none, it is installed into a folder of its own first: with Python's venv
module, or, where a distribution has taken ensurepip out of it (Debian does), with the system's pip.
Usage: ``python3 scripts/install.py [--runtime]``; ``--runtime`` leaves the developers' tools out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / ".cache" / "uv"
UV = "uv>=0.9,<1"
NO_PIP = "Python here can install nothing: run 'apt-get install python3-pip' (or install uv), then try again."


def main() -> None:
    """Find or install uv, then let it make the environment."""
    if sys.hexversion < 0x030B0000:
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}: run make with PYTHON=python3.11")
    groups = ["--no-default-groups", "--inexact"] if "--runtime" in sys.argv else ["--all-extras"]
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_COMPILE_BYTECODE": "1", "UV_LINK_MODE": "copy"}
    command = [find_uv(), "sync", "--frozen", "--quiet", "--python", sys.executable, *groups]
    made = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if made == 0:  # uv compiles what it installs; our own code stays where it is
        subprocess.run([ROOT / ".venv" / "bin" / "python", "-m", "compileall", "-q", "coranto"], cwd=ROOT, check=False)
    sys.exit(made)


def find_uv() -> str:
    """The path of a uv that works."""
    for found in (shutil.which("uv"), shutil.which(TOOL / "bin" / "uv")):
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            return found
    print("Installing uv into .cache/uv …")
    python = TOOL / "bin" / "python"
    if (
        subprocess.run([sys.executable, "-m", "venv", "--clear", TOOL], capture_output=True, check=False).returncode
        == 0
    ):
        installer = [python, "-m", "pip"]
    elif subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", TOOL], check=True)
        installer = [sys.executable, "-m", "pip", "--python", str(python)]
    else:
        sys.exit(NO_PIP)
    subprocess.run([*map(str, installer), "install", "--quiet", "--disable-pip-version-check", UV], check=True)
    return str(TOOL / "bin" / "uv")


main()
