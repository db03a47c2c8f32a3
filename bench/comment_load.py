"""Comments a second through the real form's address, while people read; and what a SIGKILL in the middle loses.

    python -m bench comment_load                               # SQLite
    scripts/with_postgres .venv/bin/python -m bench comment_load

Acknowledged is what was answered with 302. After each run the database is asked for every acknowledged comment: none
may be missing, none may be there twice. The load comes from this process, on the same machine.
"""

import http.client
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.servers import ROOT, temporary_home
from tests.browser.sites import wait_for
from tests.cli.running import free_port

WORKERS = 2
WRITERS = 12
READERS = 2
PAGES = 10
"""How many pages each reader asks for in a second, one after the other: 1.7 million a day for both."""
SECONDS = 15.0
POSTS = 20
SET_UP = f"""
import datetime, json
from coranto.comments.models import CommentRules
from coranto.comments.stamps import make_stamp
from coranto.publication.models import Publication
from tests.world import make_post
CommentRules.objects.update_or_create(publication=Publication.objects.current(), defaults={{
    "wait_seconds": 0, "hourly_limit": 0, "youngest_form": 0, "hold_first": False}})
posts = [make_post() for _ in range({POSTS})]
at = datetime.datetime.now(datetime.UTC)
print(json.dumps([[post.path, post.number, make_stamp(post.number, at=at)] for post in posts]))
"""
COUNT = "import json; from coranto.comments.models import Comment; " + (
    "print(json.dumps(list(Comment.objects.values_list('text', flat=True))))"
)
KEPT = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO_", "DJANGO_"))}


@dataclass(slots=True)
class Tally:
    """What came of one run."""

    acknowledged: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    reads: int = 0
    waits: list[float] = field(default_factory=list)


class Server:
    """``coranto serve`` in a process group of its own."""

    def __init__(self, home: Path) -> None:
        """Start it and wait until it answers."""
        self.home, self.port = home, free_port()
        self.env = {**KEPT, "CORANTO_HOME": str(home), "CORANTO_LOG_LEVEL": "ERROR"}
        command = [sys.executable, "-m", "coranto", "serve", "--port", str(self.port), "--workers", str(WORKERS)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL, start_new_session=True
        )
        wait_for(f"http://127.0.0.1:{self.port}/robots.txt", self.process)

    def run(self, code: str) -> str:
        """Run Python on the home; the last line that it prints."""
        command = [sys.executable, "-m", "coranto", "manage", "shell", "-v", "0", "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip().splitlines()[-1]

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End all of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.process.wait()

    def processor_seconds(self) -> float:
        """What its processes have used of the processor so far."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12]) if int(fields[2]) == self.process.pid else 0
        return ticks / os.sysconf("SC_CLK_TCK")


def write(server: Server, posts: list[list[str]], name: str, until: threading.Event, tally: Tally) -> None:
    """One writer: the next comment as soon as the last is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for number in itertools.count(1):
        if until.is_set():
            return
        try:
            send_comment(connection, posts, name, number, tally)
        except (OSError, http.client.HTTPException) as error:
            if not until.is_set():
                tally.errors[type(error).__name__] += 1
            connection.close()


def send_comment(
    connection: http.client.HTTPConnection, posts: list[list[str]], name: str, number: int, tally: Tally
) -> None:
    """One comment, and what was answered."""
    _path, subject, stamp = posts[number % len(posts)]
    text = f"{name} says {number}: the bridge was built in {1000 + number % 900}."
    form = {"comment": text, "author": name, "email": f"{name}@reader.example", "comment_post_ID": subject}
    body = urlencode({**form, "comment_parent": 0, "comment_stamp": stamp})
    begun = time.perf_counter()
    connection.request("POST", "/wp-comments-post.php", body, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    if answer.status == 302:
        tally.acknowledged.append(text)
        tally.waits.append(time.perf_counter() - begun)
    else:
        tally.errors[str(answer.status)] += 1


def read(server: Server, posts: list[list[str]], until: threading.Event, tally: Tally) -> None:
    """One reader: page after page, at a steady pace."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    number = 0
    while not until.is_set():
        number += 1
        begun = time.perf_counter()
        try:
            connection.request("GET", posts[number % len(posts)][0])
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            continue
        tally.reads += 1
        if answer.status != 200:
            tally.errors[f"read {answer.status}"] += 1
        until.wait(max(1 / PAGES - (time.perf_counter() - begun), 0))


def load(server: Server, posts: list[list[str]], name: str, seconds: float, *, kill: bool = False) -> Tally:
    """All of them for that long."""
    tally, until = Tally(), threading.Event()
    writers = [threading.Thread(target=write, args=(server, posts, f"{name}{n}", until, tally)) for n in range(WRITERS)]
    readers = [threading.Thread(target=read, args=(server, posts, until, tally)) for _ in range(READERS)]
    for thread in (*writers, *readers):
        thread.start()
    time.sleep(seconds)
    if kill:
        server.stop(signal.SIGKILL)
    until.set()
    for thread in (*writers, *readers):
        thread.join()
    return tally


def missing(server: Server, tally: Tally) -> tuple[int, int]:
    """How many acknowledged comments are not there, and how many are there more than once."""
    there = Counter(json.loads(server.run(COUNT)))
    return sum(text not in there for text in tally.acknowledged), sum(count > 1 for count in there.values())


def main() -> None:
    """Measure, kill, look."""
    home = temporary_home()
    server = Server(home)
    try:
        posts = json.loads(server.run(SET_UP))
        load(server, posts, "warm", 2)
        begun, used, ours = time.perf_counter(), server.processor_seconds(), time.process_time()
        tally = load(server, posts, "w", SECONDS)
        used, ours = server.processor_seconds() - used, time.process_time() - ours
        rate = len(tally.acknowledged) / (time.perf_counter() - begun)
        waits = sorted(tally.waits)
        kind = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
        print(f"{kind}, {WORKERS} workers; {WRITERS} writers, {READERS} readers of {PAGES} pages a second:")
        print(f"  {rate:.0f} comments a second, {tally.reads / SECONDS:.0f} pages a second beside them")
        middle, late = waits[len(waits) // 2] * 1000, waits[-max(len(waits) // 100, 1)] * 1000
        print(f"  half answered within {middle:.0f} ms, 99 of 100 within {late:.0f} ms")
        each = 1000 / max(len(tally.acknowledged), 1)
        print(f"  {used * each:.1f} ms of the processor a comment, reading included; {ours * each:.1f} ms the load")
        print(f"  errors: {dict(tally.errors) or 'none'}")
        lost, twice = missing(server, tally)
        print(f"  of {len(tally.acknowledged)} acknowledged: {lost} lost, {twice} doubled")
        killed = load(server, posts, "k", 3, kill=True)
        server = Server(home)
        lost, twice = missing(server, killed)
        print(f"  after SIGKILL, of {len(killed.acknowledged)} acknowledged: {lost} lost, {twice} doubled")
    finally:
        server.stop()
        shutil.rmtree(home.parent, ignore_errors=True)
