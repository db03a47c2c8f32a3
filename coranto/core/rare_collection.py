"""Looking for garbage less often. What is made here is freed when it is let go; cycles are few.

Python looks through its youngest objects whenever there are 700 more of them than before: about a tenth of the time of
a start and of an import.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 20_000
ROUNDS = 20


def collect_rarely() -> None:
    """For the rest of this process, and of those forked from it."""
    gc.set_threshold(OBJECTS, ROUNDS, ROUNDS)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for none at all while it lasts: for loading code, which leaves little."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
