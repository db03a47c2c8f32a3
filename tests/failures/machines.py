"""A site on two application machines, which are processes here: a PostgreSQL, a Redis and nginx of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.cli.running import CLEAN, EMPTY, free_port

ROOT = Path(__file__).resolve().parents[2]
BALANCER = ROOT / "docs" / "operating" / "balancer.nginx.conf"
PROGRAMS = ("redis-server", "nginx")
START_SECONDS = 240


def missing() -> str:
    """What is not installed that these tests need."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    absent = [name for name in PROGRAMS if not shutil.which(name)] + ([] if found else ["postgresql"])
    return " ".join(absent)


def wait_for_port(port: int) -> None:
    """Until somebody listens there."""
    for _ in range(START_SECONDS * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens on port {port}")


class Database:
    """A PostgreSQL that writes to the disk as it should, and can be restarted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"postgres://coranto@127.0.0.1:{self.port}/coranto"
        self.bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self.run("initdb", "-D", "data", "-U", "coranto", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "coranto", "coranto")

    def run(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's programs, as its own user."""
        owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
        call = [*owner, str(self.bin / program), *arguments]
        subprocess.run(call, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder}"
        self.run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it: ``fast`` as a restart does, ``immediate`` as a power cut."""
        with suppress(subprocess.CalledProcessError):
            self.run("pg_ctl", "-D", "data", "-w", "-m", mode, "stop")


class Running:
    """A program that these tests started, in a process group of its own."""

    def __init__(
        self, call: list[str], port: int, environment: dict[str, str] | None = None, log: Path | None = None
    ) -> None:
        self.call, self.port, self.environment, self.log = call, port, environment or dict(CLEAN), log
        self.start()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        with (self.log or Path(os.devnull)).open("ab") as output:
            self.process = subprocess.Popen(
                self.call, cwd=ROOT, env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        wait_for_port(self.port)

    def end(self, number: int = signal.SIGTERM) -> None:
        """End all of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.process.wait(timeout=60)


class Site:
    """Everything together. ``folder`` holds it all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.database = Database(folder / "database")
        self.cache_port = free_port()
        self.cache = Running(
            ["redis-server", "--bind", "127.0.0.1", "--port", str(self.cache_port), "--save", "", "--dir", str(folder)],
            self.cache_port,
        )
        self.machines = [self._machine(number) for number in (1, 2)]
        self.balancer = self._balancer()

    def environment(self, number: int) -> dict[str, str]:
        """Of one machine: a home of its own, all else shared."""
        return {
            **CLEAN,
            **EMPTY,
            "CORANTO_HOME": str(self.folder / f"machine-{number}"),
            "CORANTO_URL": f"http://127.0.0.1:{self.port}",
            "CORANTO_SECRET_KEY": "the same on all machines",
            "CORANTO_PROXIES": "1",
            "CORANTO_LOG_LEVEL": "WARNING",
            "DATABASE_URL": self.database.url,
            "CACHE_URL": f"redis://127.0.0.1:{self.cache_port}/0",
        }

    def _machine(self, number: int) -> Running:
        port = free_port()
        call = [sys.executable, "-m", "coranto", "serve", "--port", str(port)]
        return Running(call, port, self.environment(number), self.folder / f"machine-{number}.log")

    def _balancer(self) -> Running:
        text = BALANCER.read_text()
        for known, port in zip(
            ("8000", "8001", "8002"), (self.port, *(each.port for each in self.machines)), strict=True
        ):
            text = text.replace(f"127.0.0.1:{known}", f"127.0.0.1:{port}")
        own = self.folder / "nginx.conf"
        own.write_text(
            f"daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.log;"
            "events { worker_connections 512; }\n"
            f"http {{ access_log off; client_body_temp_path {self.folder}/body; "
            f"proxy_temp_path {self.folder}/proxy;\n{text}}}\n"
        )
        return Running(["nginx", "-c", str(own)], self.port, log=self.folder / "nginx.out")

    def ask(self, code: str) -> str:
        """Run Python on the site; the last line that it prints."""
        call = [sys.executable, "-m", "coranto", "manage", "shell", "-v", "0", "-c", code]
        done = subprocess.run(
            call,
            cwd=ROOT,
            env=self.environment(1),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=START_SECONDS,
        )
        return done.stdout.strip().splitlines()[-1]

    def log(self) -> str:
        """What the machines wrote to their logs."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("machine-*.log")))

    def end(self) -> None:
        """End all that runs."""
        for each in (self.balancer, *self.machines, self.cache):
            each.end()
        self.database.stop("immediate")


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """The whole, ended when the block ends."""
    site = Site(folder)
    try:
        yield site
    finally:
        site.end()
