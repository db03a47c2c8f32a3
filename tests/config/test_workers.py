"""Processes that serve are replaced when they die, end when told to, and do not outlive who watches them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.sites import running_site
from tests.cli.running import free_port
from tests.conftest import ROOT

pytestmark = pytest.mark.enable_socket
SCRIPT = """
import os, sys
from coranto.config import workers

def serve(listening, parent):
    listening.listen()
    while True:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(str(os.getpid()).encode())

workers.watch(serve, workers.listen("127.0.0.1", int(sys.argv[1]), 2))
"""

STRUCK = """
import os, signal

def strike():
    try:
        with open(sys.argv[2], "x") as note:  # the first one only
            note.write(str(os.getpid()))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGTERM)

os.register_at_fork(after_in_child=strike)
"""


@contextmanager
def watching(port: int, *arguments: str, first: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Two processes that answer with their numbers, and the one that watches them."""
    script = f"import sys\n{first}\n{SCRIPT}"
    watcher = subprocess.Popen([sys.executable, "-c", script, str(port), *arguments], cwd=ROOT)
    try:
        yield watcher
    finally:
        watcher.terminate()
        watcher.wait(20)


def who_answers(port: int) -> int:
    """The number of the process that takes a connection; 0 where none does."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as to:
            return int(to.recv(100) or b"0")
    except OSError:
        return 0


def in_time(holds: Callable[[], object]) -> bool:
    """Whether it comes to hold within twenty seconds."""
    end = time.monotonic() + 20
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return bool(held)


def answering(port: int) -> set[int]:
    """Those that answer thirty connections."""
    return {who_answers(port) for _ in range(30)}


def is_alive(process: int) -> bool:
    """Whether there is such a process that has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_process_that_dies_is_replaced_and_all_end_when_told_to() -> None:
    port = free_port()
    with watching(port) as watcher:
        assert in_time(lambda: len(answering(port) - {0}) == 2)
        first, second = answering(port) - {0}
        os.kill(first, signal.SIGKILL)
        assert in_time(lambda: len(answering(port) - {0, first}) == 2)
        now = answering(port) - {0}
        assert second in now and first not in now
        watcher.send_signal(signal.SIGTERM)
        assert watcher.wait(20) == 0 and not any(map(is_alive, now)) and who_answers(port) == 0


def test_a_process_told_to_stop_as_soon_as_it_is_forked_does_not_stop_the_others(tmp_path: Path) -> None:
    port, note = free_port(), tmp_path / "struck"
    with watching(port, str(note), first=STRUCK) as watcher:
        assert in_time(note.exists)
        struck = int(note.read_text())
        assert in_time(lambda: len(answering(port) - {0, struck}) == 2), "it was replaced"
        assert watcher.poll() is None and not is_alive(struck)


@pytest.mark.slow
def test_a_site_answers_while_a_process_is_replaced_and_ends_with_its_watcher(tmp_path: Path) -> None:
    with running_site(tmp_path / "home", workers=2) as site:
        watcher = watcher_of(site.url)
        one, other = children(watcher)
        os.kill(one, signal.SIGKILL)
        for _ in range(20):
            with urllib.request.urlopen(f"{site.url}/robots.txt", timeout=20) as answer:
                assert answer.status == 200
        assert in_time(lambda: len(children(watcher)) == 2) and one not in children(watcher)
        left = children(watcher)
        assert other in left
        os.kill(watcher, signal.SIGKILL)
        assert in_time(lambda: not any(map(is_alive, left)))


def watcher_of(url: str) -> int:
    """The process that serves at that address."""
    port = url.rpartition(":")[2]
    found = subprocess.run(["pgrep", "-of", f"coranto serve --port {port}"], capture_output=True, text=True, check=True)
    return int(found.stdout)


def children(process: int) -> list[int]:
    """The processes that it has started and that live."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [child for child in map(int, found.split()) if is_alive(child)]
