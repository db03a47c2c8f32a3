"""What happens without a visitor: queued tasks, scheduled posts, clearing up.

Inside ``coranto serve`` it runs in a thread of one worker process; which one, a lock on a file in the home decides.
With ``coranto worker`` it has a process of its own: if that started first, the threads of its home stand back, and
with ``CORANTO_TASKS=0`` they never start. Several machines may all work: each task is taken by one (its row is locked),
and a chore is done by one at a time (a lock in PostgreSQL).
"""

import fcntl
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from coranto.core.changes import one_request

if TYPE_CHECKING:
    from coranto.config.index_worker import IndexWorker

logger = logging.getLogger("coranto.background")

LOCK_NUMBER = 0x636F73  # of PostgreSQL's advisory locks; with a second number, one for each chore
POLL_SECONDS = 1.0
MINUTE = 60.0
DAY = 86_400.0


def publish_scheduled() -> None:
    """Publish and withdraw what is due (Wagtail's own command), where anything is: it is looked for all the time."""
    if is_something_due():
        with one_request():
            call_command("publish_scheduled", verbosity=0)


def is_something_due() -> bool:
    """Whether a version is to go public by now, or something public to be withdrawn; three look-ups in indexes."""
    from wagtail.models import Page, Revision

    from coranto.posts.models import Post

    now = timezone.now()
    ended = {"live": True, "expire_at__lt": now, "expire_at__isnull": False}
    return (
        Revision.objects.filter(approved_go_live_at__lt=now).exists()
        or Post.objects.filter(**ended).exists()
        or Page.objects.filter(**ended).exists()
    )


def clear_up() -> None:
    """Forget finished tasks and sessions that have ended."""
    call_command("prune_db_task_results", verbosity=0)
    call_command("clearsessions", verbosity=0)


def run_post_office() -> None:
    """Tell whom news concerns, and send the mail that is due: what no task was queued for, and what is tried again."""
    from coranto.comments import tasks  # its models must be loaded first

    tasks.run_post_office()


def keep_privacy() -> None:
    """Drop what is kept about readers for some time only."""
    from coranto.comments import tasks  # its models must be loaded first

    tasks.keep_privacy()


def forget_client_sites() -> None:
    """Drop what is kept of other sites' texts for some time only."""
    from coranto.akismet import tasks  # its models must be loaded first

    tasks.forget()


def begin_filter() -> None:
    """Teach the spam filter the imported archive, once."""
    from coranto.comments import tasks  # its models must be loaded first

    tasks.begin_filter()


CHORES: list[tuple[float, Callable[[], None]]] = [
    (POLL_SECONDS, publish_scheduled),
    (MINUTE, run_post_office),
    (MINUTE, begin_filter),
    (DAY, clear_up),
    (DAY, keep_privacy),
    (DAY, forget_client_sites),
]


class Background:
    """The loop: chores when they are due, and whatever tasks wait."""

    def __init__(self) -> None:
        """Every chore is due at once."""
        self.stopping = threading.Event()
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}"
        self.due = [0.0 for _ in CHORES]

    def run(self) -> None:
        """Work until told to stop. A failing chore is logged and tried again at its next turn."""
        while not self.stopping.is_set():
            self.run_chores()
            self.run_tasks()
            close_old_connections()
            self.stopping.wait(POLL_SECONDS)

    def run_chores(self) -> None:
        """Do what is due."""
        for index, (every, chore) in enumerate(CHORES):
            if time.monotonic() >= self.due[index]:
                self.due[index] = time.monotonic() + every
                attempt(partial(run_alone_everywhere, chore, index))

    def run_tasks(self) -> None:
        """Run the tasks that wait, and return when there are none."""
        attempt(self.make_worker().run)

    def make_worker(self) -> "IndexWorker":
        """Who runs them."""
        from coranto.config.index_worker import IndexWorker  # its models must be loaded first

        return IndexWorker(
            queue_names=["*"],
            interval=POLL_SECONDS,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )


def run_alone_everywhere(chore: Callable[[], None], number: int) -> None:
    """Do a chore, unless another machine is doing it: SQLite has one machine, PostgreSQL a lock that dies with it."""
    if connection.vendor != "postgresql":
        chore()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_NUMBER, number])
        if not cursor.fetchone()[0]:
            return
        try:
            chore()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_NUMBER, number])


def attempt(work: Callable[[], None]) -> None:
    """Do ``work``; whatever goes wrong is logged, since the loop must go on."""
    try:
        work()
    except Exception:
        logger.exception("background work failed")


def take_lock(wait: bool) -> IO[str] | None:
    """The lock that makes this process the one that does the work; nothing when another holds it."""
    lock = (Path(settings.HOME) / "background.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        lock.close()
        return None
    return lock


def start_thread() -> None:
    """Start a thread that works as soon as it is this process's turn, unless ``coranto worker`` is to do it all."""
    if not settings.TASKS_INSIDE:
        return
    threading.Thread(target=wait_and_run, name="background", daemon=True).start()


def wait_and_run() -> None:
    """Wait for the lock, then work for as long as the process lives."""
    lock = take_lock(wait=True)
    if lock is not None:
        Background().run()


def run_alone() -> None:
    """Work in this process until SIGTERM or Ctrl-C. The lock is held if it is free; if not, both work."""
    lock = take_lock(wait=False)
    background = Background()

    def stop(number: int, frame: FrameType | None) -> None:
        background.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    background.run()
    if lock is not None:
        lock.close()
