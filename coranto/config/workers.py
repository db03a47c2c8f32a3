"""Processes that serve: each takes connections from a queue of its own, and is replaced when it dies.

They are forked (on Linux) from the process that watches them, which has everything loaded already: a further one costs
little memory, and all are there at once.
"""

import multiprocessing
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from time import monotonic, sleep
from types import FrameType

CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
GRACE = 10.0
"""Seconds for what is being answered when the server is told to stop."""
PAUSE = 1.0
"""Seconds before a process is replaced that died at once: a fault at its start must not keep the machine busy."""

STOPPING = (signal.SIGINT, signal.SIGTERM)

Serve = Callable[[socket.socket, int], None]


def listen(host: str, port: int, count: int) -> list[socket.socket]:
    """A socket for each of ``count`` processes: Linux spreads connections evenly over those of one port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    shares = sys.platform == "linux" and count > 1
    return [bind(family, host, port, shares) for _ in range(count)] if shares else [bind(family, host, port)] * count


def bind(family: int, host: str, port: int, shares: bool = False) -> socket.socket:
    """A socket at that address, not listening yet."""
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shares:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind((host, port))
    return bound


def allow_many_files() -> None:
    """Let this process have as many connections and files open as the system lets it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def watch(serve: Serve, sockets: list[socket.socket]) -> None:
    """Run ``serve`` in a process for each socket until told to stop (SIGINT, SIGTERM)."""
    stopped, stop = socket.socketpair()
    for number in STOPPING:
        signal.signal(number, partial(say_stop, stop))
    running = {start(serve, each): (each, monotonic()) for each in sockets}
    while stopped not in (ready := wait([stopped, *(process.sentinel for process in running)])):
        for process in [process for process in running if process.sentinel in ready]:
            each, begun = running.pop(process)
            process.join()
            if monotonic() - begun < PAUSE:
                sleep(PAUSE)
            running[start(serve, each)] = each, monotonic()
    end(list(running))


def say_stop(stop: socket.socket, number: int, frame: FrameType | None) -> None:
    """Note that the server is to stop."""
    stop.send(b"x")


def start(serve: Serve, each: socket.socket) -> BaseProcess:
    """A process that serves."""
    process: BaseProcess = CONTEXT.Process(target=run, args=(serve, each, os.getpid()))
    with deaf():
        process.start()
    return process


@contextmanager
def deaf() -> Iterator[None]:
    """Let signals to stop wait: a process just forked would take them as the one does that it was forked from."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run(serve: Serve, each: socket.socket, watched_by: int) -> None:
    """In the new process: signals as the system has them, those that waited first, then serve."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    serve(each, watched_by)


def end(running: list[BaseProcess]) -> None:
    """Tell the processes to stop, and end those that do not."""
    for process in running:
        process.terminate()
    last = monotonic() + GRACE + 1
    for process in running:
        process.join(max(0.0, last - monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
