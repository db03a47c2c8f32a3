"""A wave of readers on SQLite: 2,000 at once, 50 comments a second beside them, for five minutes.

    python -m bench wave

Each reader has a connection, asks for a page, reads it for two to eight seconds, asks for the next one (``wrk``, which
must be installed). Comments come at a steady pace through the real form's address; each is asked for in the database
afterwards. Memory is that of all processes of the server, shared pages counted once (PSS): in all, and of that what is
not a file (SQLite maps its database, which grows, and the system takes those pages back when it needs them).
"""

import http.client
import itertools
import json
import re
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from bench.comment_load import SET_UP, Server, Tally, missing, send_comment
from bench.servers import demonstration_home

READERS = 2_000
COMMENTS = 50
"""Comments a second."""
WRITERS = 10
SECONDS = 300
SAMPLES = 20.0
"""Seconds between two looks at the memory."""
READING = """
local paths = {%s}
local number = 0
function request() number = number + 1; return wrk.format("GET", paths[(number * 7919) %% #paths + 1]) end
function delay() return math.random(2000, 8000) end
"""
PATHS = """
import json
from django.utils import timezone
from coranto.posts.models import Post, Category
paths = list(Post.objects.published(timezone.now()).values_list("path", flat=True))
paths += [f"/category/{path}/" for path in Category.objects.values_list("path", flat=True)]
print(json.dumps(["/", "/", "/", "/feed/", "/page/2/", *paths]))
"""


def write_steadily(server: Server, posts: list[list[str]], name: str, until: threading.Event, tally: Tally) -> None:
    """One of the writers: its share of the comments, at its pace."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    begun = time.monotonic()
    for number in itertools.count(1):
        if until.wait(max(begun + number * WRITERS / COMMENTS - time.monotonic(), 0)):
            return
        try:
            send_comment(connection, posts, name, number, tally)
        except (OSError, http.client.HTTPException) as error:
            tally.errors[type(error).__name__] += 1
            connection.close()


def memory(server: Server) -> tuple[int, int]:
    """Megabytes of all processes of the server, and how many of them are not of files."""
    found = {"Pss": 0, "Pss_Anon": 0}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[2]) == server.process.pid:
                for name, size in re.findall(
                    r"^(\w+):\s+(\d+)", (stat.parent / "smaps_rollup").read_text(), re.MULTILINE
                ):
                    found[name] = found.get(name, 0) + int(size)
    return round(found["Pss"] / 1000), round(found["Pss_Anon"] / 1000)


def readers(server: Server) -> str:
    """What ``wrk`` says of all readers."""
    program = shutil.which("wrk")
    if not program:
        raise SystemExit("wrk is missing: apt-get install wrk")
    paths = json.loads(server.run(PATHS))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(READING % ", ".join(json.dumps(path) for path in paths))
        script.flush()
        command = [program, "-t1", f"-c{READERS}", f"-d{SECONDS}s", "--timeout", "30s", "--latency", "-s", script.name]
        command += ["-H", "Accept-Encoding: gzip, br", f"http://127.0.0.1:{server.port}/"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Let the wave come."""
    server = Server(demonstration_home())
    tally, until, samples = Tally(), threading.Event(), list[tuple[int, int]]()
    try:
        posts = json.loads(server.run(SET_UP))
        threads = [
            threading.Thread(target=write_steadily, args=(server, posts, f"w{n}", until, tally)) for n in range(WRITERS)
        ]

        def look() -> None:
            while not until.wait(SAMPLES):
                samples.append(memory(server))

        threads.append(threading.Thread(target=look))
        for thread in threads:
            thread.start()
        used = server.processor_seconds()
        report = readers(server)
        used = server.processor_seconds() - used
        until.set()
        for thread in threads:
            thread.join()
        print(f"{READERS} readers at once, {COMMENTS} comments a second, {SECONDS} seconds, SQLite, 2 workers:")
        print(report)
        print(f"  comments acknowledged: {len(tally.acknowledged)}, errors: {dict(tally.errors) or 'none'}")
        lost, twice = missing(server, tally)
        print(f"  lost: {lost}, doubled: {twice}")
        print(f"  processor: {used / SECONDS:.2f} of two cores")
        print(f"  memory in MB, in all: {[whole for whole, _ in samples]}")
        print(f"  of that not of files: {[own for _, own in samples]}")
    finally:
        server.stop()
        shutil.rmtree(server.home.parent, ignore_errors=True)
