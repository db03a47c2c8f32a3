"""A process that maps items for another: ``python -m coranto.wordpress.mapping.worker FD``.

It is sent the site, then portions of items, and answers each with the rows. It ends when the other side has gone, be it
by SIGKILL. No Django here: a worker is small and starts fast.
"""

import socket
import subprocess
import sys
from multiprocessing.connection import Connection

from coranto.wordpress.mapping.items import map_item
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.wxr.records import ItemRecord


class Worker:
    """The near side: one process, asked one portion at a time."""

    def __init__(self, site: Site) -> None:
        near, far = socket.socketpair()
        with far:
            command = [sys.executable, "-m", "coranto.wordpress.mapping.worker", str(far.fileno())]
            # In a session of its own, so that Ctrl-C reaches only the process that decides what it means.
            self._process = subprocess.Popen(command, pass_fds=[far.fileno()], start_new_session=True)  # noqa: S603 - our own program
        self._line = Connection(near.detach())
        self._line.send(site)

    def map(self, portion: list[ItemRecord]) -> list[Row]:
        """The rows of these items. Raise OSError or EOFError if the process has died."""
        self._line.send(portion)
        rows: list[Row] = self._line.recv()
        return rows

    def close(self) -> None:
        """End the process."""
        self._line.close()
        self._process.terminate()
        self._process.wait()


def work(line: Connection) -> None:
    """The far side: answer until the other side has gone."""
    try:
        site: Site = line.recv()
        while True:
            portion: list[ItemRecord] = line.recv()
            line.send([map_item(item, site) for item in portion])
    except (EOFError, OSError):
        return


if __name__ == "__main__":
    work(Connection(int(sys.argv[1])))
