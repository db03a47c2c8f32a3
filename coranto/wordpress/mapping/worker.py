"""A process that reads and maps an export for another: ``python -m coranto.wordpress.mapping.worker FD``.

It is sent the paths and the site, and sends portions of rows until all are sent. It ends when the other side has gone,
be it by SIGKILL. No Django here: a worker is small and starts fast.
"""

import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Semaphore, Thread
from types import TracebackType
from typing import Self

from coranto.core.rare_collection import collect_rarely
from coranto.wordpress.mapping.portions import Paths, Portion, portions
from coranto.wordpress.mapping.site import Site

AHEAD = 16
"""Portions that wait to be taken: enough to keep it busy while a batch is written, few enough for flat memory."""
END = b""


class Worker:
    """The near side: a context in which its portions can be taken, once."""

    def __init__(self, paths: Paths, site: Site) -> None:
        near, far = socket.socketpair()
        with far:
            command = [sys.executable, "-m", "coranto.wordpress.mapping.worker", str(far.fileno())]
            # In a session of its own, so that Ctrl-C reaches only the process that decides what it means.
            self._process = subprocess.Popen(command, pass_fds=[far.fileno()], start_new_session=True)  # noqa: S603 - our own program
        self._line = Connection(near.detach())
        self._waiting: SimpleQueue[bytes] = SimpleQueue()
        self._room = Semaphore(AHEAD)
        self._thread = Thread(target=self._receive, name="mapping", daemon=True)
        self._line.send((paths, site))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._room.release(AHEAD)  # the thread may wait for room; now it comes to the end of the line
        self._thread.join()
        self._line.close()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def portions(self) -> Iterator[Portion]:
        """What it has read and mapped, in order. Raise EOFError if the process dies before its end."""
        while raw := self._waiting.get():
            self._room.release()
            portion: Portion | None = pickle.loads(raw)  # noqa: S301 - from our own process
            if portion is None:
                return
            yield portion
        raise EOFError("the process that reads the export has died")

    def _receive(self) -> None:
        try:
            while True:
                self._waiting.put(self._line.recv_bytes())
                self._room.acquire()
        except (EOFError, OSError):
            self._waiting.put(END)


def work(line: Connection) -> None:
    """The far side: send all, then nothing."""
    collect_rarely()
    try:
        paths, site = line.recv()
        for portion in portions(paths, site):
            line.send_bytes(pickle.dumps(portion, pickle.HIGHEST_PROTOCOL))
        line.send(None)
        line.recv()  # until the other side has taken all, and ends us
    except (EOFError, OSError):
        return


if __name__ == "__main__":
    work(Connection(int(sys.argv[1])))
