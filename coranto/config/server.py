"""Granian with our application in it.

The application is loaded once, in the process that watches the workers; these are forked from it and share its memory:
a further worker costs little, and all are there at once.
"""

import gc
import multiprocessing
import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from coranto.config.slow_bodies import THREADS

WAITING = 256  # connections that a process takes before it lets others wait


def run(host: str, port: int, workers: int) -> None:
    """Serve until told to stop."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    warm_up()
    server = Granian(
        "coranto.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
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

    _ = wsgi.application, get_resolver().url_patterns
    connections.close_all()
    gc.collect()
    gc.freeze()


def load_application(target: str) -> Any:
    """The application in a worker, with the thread for background work started."""
    from coranto.config.background import start_thread
    from coranto.config.wsgi import application

    start_thread()
    return application
