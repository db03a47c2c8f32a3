"""What one round of load tells."""

import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.race.contenders import Door
from bench.race.processes import memory_mb, processor_seconds

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
WARMING = 1.0
ENOUGH = 1_000
"""Requests of a round that make those begun before it and cut off at its end weigh nothing."""
ONE_BY_ONE = 5
PATIENCE = 40


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
    settle(door)
    before = processor_seconds(door.processes)
    said = load(door, seconds, connections)
    used = processor_seconds(door.processes) - before
    asked = int(found(r"(\d+) requests in", said))
    each = used * 1000 / asked if asked >= ENOUGH else one_by_one(door, seconds)
    wrong = int(found(r"Non-2xx or 3xx responses: (\d+)", said, "0"))
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return Figure(
        contender=contender,
        page=page,
        per_second=float(found(r"Requests/sec:\s+([\d.]+)", said)),
        median=latency("50%", said),
        late=latency("99%", said),
        processor=each,
        memory=memory_mb(door.processes),
        size=len(body),
        errors=wrong + (sum(map(int, lost.groups())) if lost else 0),
    )


def settle(door: Door) -> None:
    """Wait until the servers are done with requests that nobody waits for any more."""
    before = -1.0
    for _ in range(PATIENCE):
        now = processor_seconds(door.processes)
        if now == before:
            return
        before = now
        time.sleep(0.25)


def one_by_one(door: Door, seconds: float) -> float:
    """Milliseconds of processor time of a request, asked one after the other for that long: none is cut off."""
    settle(door)
    before, begun, asked = processor_seconds(door.processes), time.monotonic(), 0
    while asked < ONE_BY_ONE or time.monotonic() - begun < seconds:
        status, _body = door.get()
        asked += status == 200
    settle(door)
    return (processor_seconds(door.processes) - before) * 1000 / asked


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
