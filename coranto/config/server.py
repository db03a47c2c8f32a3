"""The server with our application in it (uvicorn on uvloop): an asynchronous front, and Django behind it in threads."""

import gc
import logging
import os
import signal
import socket
import sys
from time import monotonic

import uvicorn

from coranto.config import workers
from coranto.core.rare_collection import without_collecting
from coranto.edge.connection import PATIENCE, Connection
from coranto.edge.front import Front

CONNECTIONS = 8_192
"""Connections that a process has at a time; those above it are told to come again. One costs kilobytes, no thread."""
QUEUE = 1_024
"""Connections that the system holds until a process takes them."""
EVERY = 50
"""Ticks of a tenth of a second between two looks at connections that wait for their other side."""


def run(host: str, port: int, count: int) -> None:
    """Serve with ``count`` processes until told to stop.

    A single one is this process itself: one that watches it would take the memory of a third of it.
    """
    workers.allow_many_files()
    sockets = workers.listen(host, port, count)
    warm_up()
    if count > 1:
        workers.watch(serve, sockets)
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))  # before uvicorn listens to them, and after it has ended
    serve(sockets[0])


def warm_up() -> None:
    """Load all that workers need, and let go of what they must not share: connections to the database."""
    from django.db import connections
    from django.urls import get_resolver

    with without_collecting():
        from coranto.config import wsgi
        from coranto.config.page_cache import settle_ledger

        _ = wsgi.application, get_resolver().url_patterns
    settle_ledger()
    connections.close_all()
    gc.freeze()  # without a look through all of it first: a tenth of a second, for a megabyte


def serve(listening: socket.socket, watched_by: int = 0) -> None:
    """In a worker: start the threads for background work and for the ledger, then answer."""
    from coranto.config import wsgi
    from coranto.config.background import start_thread
    from coranto.config.page_cache import make_front

    _ = wsgi.application  # sets Django up where this process was not forked from one that has it
    start_thread()
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # requests that nobody can read are no news
    Server(configuration(make_front()), watched_by).run(sockets=[listening])


def configuration(front: Front) -> uvicorn.Config:
    """How connections are served, and by whom requests are answered."""
    return uvicorn.Config(
        front,
        http=Connection,
        loop="auto",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=QUEUE,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=int(PATIENCE),
        timeout_graceful_shutdown=int(workers.GRACE),
    )


class Server(uvicorn.Server):
    """uvicorn's, which also looks after silent connections, and stops when nobody watches it any more."""

    def __init__(self, config: uvicorn.Config, watched_by: int = 0) -> None:
        super().__init__(config)
        self._watched_by = watched_by

    async def on_tick(self, counter: int) -> bool:
        """What happens ten times a second; whether to stop."""
        if counter % EVERY == 0:
            now = monotonic()
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.look_after(now)
            if self._watched_by and os.getppid() != self._watched_by:
                return True
        return await super().on_tick(counter)
