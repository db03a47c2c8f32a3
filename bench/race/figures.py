"""What one round of load tells."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.race.contenders import Door
from bench.race.processes import memory_mb, processor_seconds

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
WARMING = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One contender on one page. Times in milliseconds, memory in MB (proportional), ``size`` in bytes not packed."""

    contender: str
    page: str
    per_second: float
    median: float
    late: float
    processor: float
    memory: float
    size: int
    errors: int


def measure(contender: str, page: str, door: Door, seconds: float, connections: int) -> Figure:
    """Warm up, load for that long, and read what the servers' processes used meanwhile."""
    status, body = door.get()
    if status != 200:
        raise SystemExit(f"{contender}: {page} answers {status}")
    load(door, WARMING, connections)
    before = processor_seconds(door.processes)
    said = load(door, seconds, connections)
    used = processor_seconds(door.processes) - before
    asked = int(found(r"(\d+) requests in", said))
    wrong = int(found(r"Non-2xx or 3xx responses: (\d+)", said, "0"))
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return Figure(
        contender=contender,
        page=page,
        per_second=float(found(r"Requests/sec:\s+([\d.]+)", said)),
        median=latency("50%", said),
        late=latency("99%", said),
        processor=used * 1000 / max(asked, 1),
        memory=memory_mb(door.processes),
        size=len(body),
        errors=wrong + (sum(map(int, lost.groups())) if lost else 0),
    )


def load(door: Door, seconds: float, connections: int) -> str:
    """What wrk says."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{round(seconds)}s", "--timeout", "30s", "--latency"]
    command += ["-H", f"Host: {door.host}", f"http://127.0.0.1:{door.port}{door.path}"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=seconds + 90).stdout


def found(pattern: str, text: str, otherwise: str | None = None) -> str:
    """The first group."""
    match = re.search(pattern, text)
    if match is None and otherwise is None:
        raise SystemExit(f"wrk said nothing of {pattern}: {text}")
    return match[1] if match else str(otherwise)


def latency(part: str, text: str) -> float:
    """A percentile in milliseconds."""
    match = re.search(rf"{part}\s+([\d.]+)(us|ms|s|m)", text)
    return float(match[1]) * UNITS[match[2]] if match else 0.0


def together(rounds: Sequence[Figure]) -> Figure:
    """One figure of several rounds: the middle of them; errors added up."""
    names = ("per_second", "median", "late", "processor", "memory")
    means = {name: sum(getattr(each, name) for each in rounds) / len(rounds) for name in names}
    return replace(rounds[-1], **means, errors=sum(each.errors for each in rounds))
