"""Running the real command line in processes of their own, on homes of their own."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 90.0  # seconds; these machines are noisy
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO_", "DJANGO_"))}
EMPTY = {"DATABASE_URL": "", "CACHE_URL": "", "EMAIL_URL": "", "MEDIA_URL": ""}


def coranto(*arguments: str | Path, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``coranto ARGUMENTS`` on a home of SQLite and give back what it said."""
    command, variables = told(arguments, home, environment)
    return subprocess.run(command, capture_output=True, text=True, env=variables, timeout=PATIENCE, check=False)


def starting(*arguments: str | Path, home: Path, **environment: str) -> "subprocess.Popen[str]":
    """Start the same, to be spoken to while it runs."""
    command, variables = told(arguments, home, environment)
    variables["PYTHONUNBUFFERED"] = "1"
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=variables)


def told(
    arguments: tuple[str | Path, ...], home: Path, environment: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    """The command and its environment."""
    command = [sys.executable, "-m", "coranto", *map(str, arguments)]
    return command, {**CLEAN, **EMPTY, "CORANTO_HOME": str(home), **environment}


@dataclass
class Served:
    """A running server: its address, and what it printed at start."""

    url: str
    greeting: str
    process: subprocess.Popen[str]


def free_port() -> int:
    """A port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    home: Path, command: str = "serve", arguments: tuple[str, ...] = (), **environment: str
) -> Iterator[Served]:
    """A real ``coranto serve`` on ``home``, ended when the block ends."""
    port = free_port()
    call = [sys.executable, "-m", "coranto", command, "--home", str(home), "--port", str(port), *arguments]
    process = subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**CLEAN, **EMPTY, **environment}
    )
    served = Served(f"http://127.0.0.1:{port}", "", process)
    try:
        wait_until_up(served)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def wait_until_up(served: Served) -> None:
    """Read the greeting, then ask until there is an answer."""
    assert served.process.stdout is not None
    while "Sign in" not in served.greeting:
        line = served.process.stdout.readline()
        assert line, f"the server ended at start: {served.greeting}"
        served.greeting += line
    for _ in range(int(PATIENCE / 0.1)):
        try:
            ask(f"{served.url}/robots.txt")
            return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def ask(url: str) -> str:
    """The body at an address."""
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        return str(response.read().decode())


def sign_in_path(text: str) -> str:
    """The path of the sign-in link in what a command printed."""
    found = re.search(r"/sign-in/[\w-]+/", text)
    assert found, f"no sign-in link in {text!r}"
    return found[0]
