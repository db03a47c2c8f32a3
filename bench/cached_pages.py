"""Kept pages against nginx: page files through nginx, Coranto's own cache, and nginx with a plain file of that size.

``python -m bench.cached_pages``: wrk asks each in turns (A B C A B C…) in one run, with gzip, on loopback. Processor
time is that of all processes of the servers, from ``/proc`` before and after each turn, for each answered request.
"""

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import demonstration_home
from tests.browser.sites import running_site
from tests.cli.running import free_port
from tests.edge.fronts import NGINX, nginx_sample, running_nginx

ROUNDS, SECONDS, CONNECTIONS = 5, 5, 32
TICK = os.sysconf("SC_CLK_TCK")
HEADS = """
local n = 0
request = function()
  n = n + 1
  wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/" .. n
  wrk.headers["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
  wrk.headers["Accept-Language"] = "en-GB,en;q=0.5"
  wrk.headers["Referer"] = "https://search.example/?q=" .. n
  wrk.headers["Upgrade-Insecure-Requests"] = "1"
  wrk.headers["Sec-Fetch-Dest"] = "document"
  wrk.headers["Sec-Fetch-Mode"] = "navigate"
  wrk.headers["Sec-Fetch-Site"] = "cross-site"
  return wrk.format("GET")
end
"""
"""Heads as a browser sends them, each another one: nothing of it can be remembered."""
PLAIN = """
server {{
    listen 127.0.0.1:{port};
    root {folder};
    gzip_static on;
    default_type text/html;
}}
"""


@dataclass
class Contender:
    """One way to get the page, and what came of each turn."""

    name: str
    url: str
    processes: list[int]
    script: Path | None = None
    rates: list[float] = field(default_factory=list)
    slowest: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def take_turn(self) -> None:
        """Ask for some seconds."""
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", "Accept-Encoding: gzip"]
        if self.script:
            command += ["-s", str(self.script)]
        before = sum(map(ticks, self.processes))
        printed = subprocess.run([*command, self.url], check=True, capture_output=True, text=True).stdout
        used = (sum(map(ticks, self.processes)) - before) / TICK
        requests = int(found(r"(\d+) requests in", printed))
        if "Non-2xx" in printed or "Socket errors" in printed:
            raise SystemExit(f"{self.name}: {printed}")
        self.rates.append(float(found(r"Requests/sec:\s+([\d.]+)", printed)))
        self.slowest.append(milliseconds(found(r"99%\s+([\d.]+\w+)", printed)))
        self.costs.append(used / requests * 1e6)

    def line(self, limit: "Contender") -> str:
        """Its row: medians over the turns, and rates as parts of the limit's in the same round."""
        part = statistics.median(own / other for own, other in zip(self.rates, limit.rates, strict=True))
        cost = statistics.median(own / other for own, other in zip(self.costs, limit.costs, strict=True))
        medians = (statistics.median(each) for each in (self.rates, self.slowest, self.costs))
        rate, slow, cpu = medians
        return f"{self.name:<34}{rate:>12,.0f}{part:>8.2f}{slow:>10.2f}{cpu:>12.1f}{cost:>8.2f}"


def main() -> None:
    """Serve, ask in turns, print."""
    if not (NGINX and shutil.which("wrk")):
        raise SystemExit("This needs the packages nginx and wrk.")
    with contenders() as found_contenders:
        for _ in range(ROUNDS):
            for each in found_contenders:
                each.take_turn()
        print(f"{ROUNDS} turns of {SECONDS} s, {CONNECTIONS} connections, gzip; medians")
        print(f"{'':<34}{'requests/s':>12}{'part':>8}{'99 % ms':>10}{'CPU µs/req':>12}{'part':>8}")
        for each in found_contenders:
            print(each.line(next(other for other in found_contenders if other.script == each.script)))


@contextmanager
def contenders() -> Iterator[list[Contender]]:
    """The servers, each warm."""
    port, own, plain = free_port(), free_port(), free_port()
    with ExitStack() as stack:
        shared = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coranto-bench-")))
        shared.chmod(0o755)
        settings = {"CORANTO_URL": f"http://127.0.0.1:{port}", "CORANTO_PROXIES": "1"}
        settings["CORANTO_PAGE_FILES"] = str(shared / "pages")
        home = demonstration_home()
        stack.enter_context(running_site(home, port=own, workers=1, **settings))
        site = nginx_sample("page-files.conf", port=port, behind=own, files=shared / "pages")
        stack.enter_context(running_nginx(shared / "files", site, port))
        page = file_of_home(f"http://127.0.0.1:{port}/", shared / "pages" / "current")
        copy = shared / "plain"
        copy.mkdir()
        for ending in ("", ".gz"):
            shutil.copy(page.with_name(page.name + ending), copy / f"index.html{ending}")
        (copy / "robots.txt").write_text("")
        text = PLAIN.format(port=plain, folder=copy)
        stack.enter_context(running_nginx(shared / "limit", text, plain))
        nginxes = {name: family(int((shared / name / "pid").read_text())) for name in ("files", "limit")}
        coranto = family(next(pid for pid in pids() if str(own) in arguments(pid) and "serve" in arguments(pid)))
        print(f"the page: {page.stat().st_size:,} bytes, {(page.with_name(page.name + '.gz')).stat().st_size:,} packed")
        (heads := shared / "heads.lua").write_text(HEADS)
        file, pages, kept = (f"http://127.0.0.1:{each}/" for each in (plain, port, own))
        yield [
            Contender("nginx, a plain file", file, nginxes["limit"]),
            Contender("nginx, page files of Coranto", pages, nginxes["files"] + coranto),
            Contender("Coranto's own cache, one worker", kept, coranto),
            Contender("nginx, a plain file, other heads", file, nginxes["limit"], heads),
            Contender("Coranto's own cache, other heads", kept, coranto, heads),
        ]
    shutil.rmtree(home.parent, ignore_errors=True)


def file_of_home(url: str, root: Path) -> Path:
    """The file of the front page, when it is there."""
    for _ in range(200):
        urllib.request.urlopen(url).close()
        if (root / "@.html").exists():
            return root / "@.html"
        time.sleep(0.1)
    raise SystemExit("no page file was written")


def ticks(pid: int) -> int:
    """Processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def family(pid: int) -> list[int]:
    """A process and those below it."""
    below = [each for each in pids() if parent(each) == pid]
    return [pid, *(found for each in below for found in family(each))]


def pids() -> list[int]:
    """All processes."""
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def parent(pid: int) -> int:
    """The process above."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def arguments(pid: int) -> list[str]:
    """How a process was called."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


def found(pattern: str, text: str) -> str:
    """The first group of the pattern."""
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"wrk printed something else: {text}")
    return match[1]


def milliseconds(written: str) -> float:
    """wrk's times.

    >>> milliseconds("1.50ms"), milliseconds("2.00s"), milliseconds("900.00us")
    (1.5, 2000.0, 0.9)
    """
    found = re.fullmatch(r"([\d.]+)(us|ms|s)", written)
    if found is None:
        raise SystemExit(f"wrk says {written!r} where a time should stand")
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


if __name__ == "__main__":
    main()
