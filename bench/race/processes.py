"""Starting servers, knowing what they cost, and ending them again. Only processes started here are touched."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 120.0
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(command: list[str], *, env: dict[str, str] | None = None, log: Path | None = None) -> Iterator[int]:
    """A server in a session of its own; gives its process id, and ends it after."""
    with (log or Path(os.devnull)).open("ab") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=out, start_new_session=True)
    try:
        yield process.pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until_open(place: int | Path, pid: int) -> None:
    """Wait until a loopback port or a socket in the file system takes connections."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        kind = socket.AF_UNIX if isinstance(place, Path) else socket.AF_INET
        with socket.socket(kind) as probe:
            address = str(place) if isinstance(place, Path) else ("127.0.0.1", place)
            if probe.connect_ex(address) == 0:
                return
        if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            break
        time.sleep(0.1)
    raise SystemExit(f"a server did not come up at {place}")


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in family(int(child)))]


def processor_seconds(pids: list[int]) -> float:
    """User and system time of these processes, those below them, and their ended children."""
    total = 0
    for pid in {each for root in pids for each in family(root)}:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += sum(int(field) for field in fields[11:15])
    return total / TICKS


def memory_mb(pids: list[int]) -> float:
    """Proportional memory (shared pages divided among those who share them) of these and all below them."""
    found = 0
    for pid in {each for root in pids for each in family(root)}:
        with suppress(OSError):
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            found += sum(int(number) for number in re.findall(r"^Pss:\s+(\d+)", text, re.M))
    return found / 1024
