"""One import at a time: a lock that the operating system takes back when the process dies, however it dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from coranto.core.errors import PlainError

LOCK_NUMBER = 0x636F72  # of PostgreSQL's advisory locks


@contextmanager
def only_import() -> Iterator[None]:
    """Run the block, or raise PlainError if another import is running on this home."""
    busy = PlainError("another import is running on this home; wait for it to end")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
            if not cursor.fetchone()[0]:
                raise busy
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])
        return
    path = Path(settings.HOME) / "import.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise busy from None
        yield
