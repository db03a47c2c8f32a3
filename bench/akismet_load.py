"""Verdicts a second over the Akismet protocol, with two worker processes.

    python -m bench akismet_load                               # SQLite
    scripts/with_postgres .venv/bin/python -m bench akismet_load

Good and bad texts in turns, each a little different; one check in fifty is followed by
a correction. The load comes from this process, on the same machine.
"""

import http.client
import os
import shutil
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.comment_load import WORKERS, Server
from bench.servers import temporary_home
from bench.start_time import memory

CLIENTS = 8
SECONDS = 10.0
CORRECTED = 50
TEXTS = (
    "The lock keeper told my grandfather that the gates were hung in 1904, after the flood number {}.",
    "Buy cheap casino chips and viagra now: http://casino.example/{} best price, free shipping, click here!",
    "Is there a map of the towpath near mile {}? The one in the library ends at the second bridge.",
    "Great post! I learned a lot, keep up the good work and visit my profile number {} for more tips.",
)
ADD = (
    "from django.utils import timezone; from coranto.akismet.actions.sites import add_site; "
    "print(add_site(url='http://otters.example', at=timezone.now(), minute_limit=0)[1])"
)


@dataclass(slots=True)
class Tally:
    """What came of one run."""

    words: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)


def call(connection: http.client.HTTPConnection, name: str, form: dict[str, str]) -> str:
    """The word that a call is answered with."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "rest.akismet.com"}
    connection.request("POST", f"/1.1/{name}", urlencode(form), headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    return body if answer.status == 200 else str(answer.status)


def check(server: Server, key: str, name: str, until: threading.Event, tally: Tally) -> None:
    """One client: the next check as soon as the last is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    number = 0
    while not until.is_set():
        number += 1
        form = {
            "api_key": key,
            "blog": "http://otters.example",
            "user_ip": f"198.51.100.{number % 250}",
            "user_agent": "Mozilla/5.0",
            "comment_author": f"{name} {number % 40}",
            "comment_author_email": f"{name}{number % 40}@readers.example",
            "comment_content": TEXTS[number % len(TEXTS)].format(number),
        }
        begun = time.perf_counter()
        word = call(connection, "comment-check", form)
        tally.waits.append(time.perf_counter() - begun)
        tally.words[word] += 1
        if number % CORRECTED == 0:
            call(connection, "submit-spam" if "casino" in form["comment_content"] else "submit-ham", form)


def load(server: Server, key: str, seconds: float) -> Tally:
    """All clients for that long."""
    tally, until = Tally(), threading.Event()
    clients = [threading.Thread(target=check, args=(server, key, f"c{n}", until, tally)) for n in range(CLIENTS)]
    for thread in clients:
        thread.start()
    time.sleep(seconds)
    until.set()
    for thread in clients:
        thread.join()
    return tally


def main() -> None:
    """Measure."""
    home = temporary_home()
    server = Server(home)
    try:
        key = server.run(ADD)
        load(server, key, 2)
        used, begun = server.processor_seconds(), time.perf_counter()
        tally = load(server, key, SECONDS)
        seconds, used = time.perf_counter() - begun, server.processor_seconds() - used
        count, waits = len(tally.waits), sorted(tally.waits)
        kind = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
        print(f"{kind}, {WORKERS} workers, {CLIENTS} clients on this machine:")
        print(f"  {count / seconds:.0f} verdicts a second: {dict(tally.words)}")
        middle, late = waits[count // 2] * 1000, waits[-max(count // 100, 1)] * 1000
        print(f"  half answered within {middle:.0f} ms, 99 of 100 within {late:.0f} ms")
        print(f"  {used / max(count, 1) * 1000:.2f} ms of the processor a verdict")
        print(f"  {memory(server.process.pid)[0]} MB of memory, all processes together (shared pages divided)")
    finally:
        server.stop()
        shutil.rmtree(home.parent, ignore_errors=True)
