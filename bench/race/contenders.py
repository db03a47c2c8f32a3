"""Who takes part in a race, and through which door each is asked."""

import http.client
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bench.race.processes import free_port, running, until_open
from bench.servers import CLEAN

WORKERS = 2
FILES = Template("""daemon off;
worker_processes 2;
user root;
pid $folder/nginx.pid;
error_log $folder/nginx.log error;
events { worker_connections 1024; }
http {
    access_log off;
    default_type text/html;
    sendfile on;
    keepalive_requests 1000000;
    client_body_temp_path $folder/t1; proxy_temp_path $folder/t2; fastcgi_temp_path $folder/t3;
    uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
    server { listen 127.0.0.1:$port; root $folder/files; }
}
""")


@dataclass(frozen=True, slots=True)
class Door:
    """Where a page is asked for, and the processes whose work it is."""

    port: int
    path: str
    processes: list[int]
    host: str = "127.0.0.1"

    def get(self) -> tuple[int, bytes]:
        """Status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", self.path, headers={"Host": self.host})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Contender:
    """One of them. ``ready(page, path)`` makes what is needed and gives the door, for the time of a round."""

    name: str
    ready: Callable[[str, str], AbstractContextManager[Door]]


@contextmanager
def coranto(home: Path, *, cached: bool) -> Iterator[Contender]:
    """``coranto serve`` with two workers, as many as there are cores."""
    port = free_port()
    command = [sys.executable, "-m", "coranto", "serve", "--home", str(home), "--port", str(port)]
    env = {**CLEAN, "CORANTO_LOG_LEVEL": "ERROR", "CORANTO_PAGE_CACHE_MB": "512" if cached else "0"}
    with running([*command, "--workers", str(WORKERS)], env=env) as pid:
        until_open(port, pid)

        @contextmanager
        def ready(page: str, path: str) -> Iterator[Door]:
            yield Door(port, path, [pid])

        yield Contender("Coranto, page cache" if cached else "Coranto, no page cache", ready)


@contextmanager
def nginx_file(name: str, like: Contender) -> Iterator[Contender]:
    """nginx on files that hold what another contender answers."""
    with tempfile.TemporaryDirectory(prefix="coranto-race-") as made:
        folder, port = Path(made), free_port()
        (folder / "files").mkdir()
        folder.chmod(0o755)
        (folder / "nginx.conf").write_text(FILES.substitute(folder=folder, port=port))
        with running(["nginx", "-c", str(folder / "nginx.conf")], env=dict(os.environ)) as pid:
            until_open(port, pid)

            @contextmanager
            def ready(page: str, path: str) -> Iterator[Door]:
                file = folder / "files" / f"{abs(hash(page))}.html"
                with like.ready(page, path) as door:
                    file.write_bytes(door.get()[1])
                yield Door(port, f"/{file.name}", [pid])

            yield Contender(name, ready)
