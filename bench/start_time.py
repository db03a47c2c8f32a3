"""How long a first start takes, from an empty folder to the first page, and a second start; and the memory after it."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.servers import CLEAN, temporary_home

PATIENCE = 120.0


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, workers: int, port: int) -> tuple[subprocess.Popen[bytes], float, float]:
    """Start a server; give the process, the seconds until the front page was there, and the processor seconds used."""
    command = [
        sys.executable,
        "-m",
        "coranto",
        "serve",
        "--home",
        str(home),
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    began = time.monotonic()
    process = subprocess.Popen(command, env=CLEAN, stdout=subprocess.DEVNULL)
    while time.monotonic() - began < PATIENCE:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE).close()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    seconds = time.monotonic() - began
    return process, seconds, processor_seconds(process.pid)


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def processor_seconds(pid: int) -> float:
    """Processor time of a process and its children."""
    total = 0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / 100


def memory(pid: int) -> tuple[int, int]:
    """Proportional (shared pages divided among those who share them) and plain resident memory in MB, in all."""
    found = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in family(pid)]
    sums = [
        sum(int(number) for text in found for number in re.findall(rf"^{name}:\s+(\d+)", text, re.M))
        for name in ("Pss", "Rss")
    ]
    return sums[0] // 1024, sums[1] // 1024


def main() -> None:
    """Print the figures."""
    home = temporary_home()
    for name, workers in (("first start, empty folder", 1), ("second start", 1), ("second start, 2 workers", 2)):
        process, seconds, processor = start(home, workers, free_port())
        shared, resident = memory(process.pid)
        process.terminate()
        process.wait()
        print(f"{name}: front page after {seconds:.2f} s ({processor:.2f} s of processor time)")
        print(f"  {shared} MB of memory (shared pages divided), {resident} MB (sum of resident)")


if __name__ == "__main__":
    main()
