"""Granian with our application in it: the asynchronous front, and Django behind it in threads.

The application is loaded once, in the process that watches the workers; these are forked from it and share its memory:
a further worker costs little, and all are there at once.
"""

import gc
import multiprocessing
import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops, TaskImpl
from granian.log import LogLevels

CONNECTIONS = 8_192
"""Connections that a process has at a time. One costs some kilobytes, and no thread."""
QUEUE = 1_024
"""Connections that the system holds until a process takes them."""


def run(host: str, port: int, workers: int) -> None:
    """Serve until told to stop."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    warm_up()
    server = Granian(
        "coranto.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        loop=Loops.asyncio,
        task_impl=TaskImpl.asyncio,
        workers=workers,
        backlog=QUEUE,
        backpressure=CONNECTIONS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    server.serve(target_loader=load_application)


def warm_up() -> None:
    """Load all that workers need, and let go of what they must not share: connections to the database."""
    from django.db import connections
    from django.urls import get_resolver

    from coranto.config import wsgi
    from coranto.config.page_cache import settle_ledger

    _ = wsgi.application, get_resolver().url_patterns
    settle_ledger()
    connections.close_all()
    gc.collect()
    gc.freeze()


def load_application(target: str) -> Any:
    """The application in a worker, with the threads for background work and for the ledger started."""
    from coranto.config.background import start_thread
    from coranto.config.page_cache import make_front

    start_thread()
    return make_front()
