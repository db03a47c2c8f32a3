"""Reading and mapping beside the process that writes. The two take about as long as each other."""

import os
from collections.abc import Iterator

from coranto.wordpress.mapping.portions import Paths, Portion, portions
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.worker import Worker

WORTH_IT = 300
"""Items below which the start of a process costs more than it saves."""


def read_rows(paths: Paths, site: Site, *, aside: bool) -> Iterator[Portion]:
    """The rows of all items, in order. When the process beside dies, this one goes on where it stopped."""
    taken = 0
    if aside:
        with Worker(paths, site) as worker:
            try:
                for portion in worker.portions():
                    taken += len(portion.rows)
                    yield portion
            except EOFError:
                pass
            else:
                return
    yield from _without(taken, portions(paths, site))


def is_worth_a_process(items: int) -> bool:
    """Whether a second process pays: not for a small export, nor on one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return items >= WORTH_IT and cores > 1


def _without(taken: int, rest: Iterator[Portion]) -> Iterator[Portion]:
    for portion in rest:
        skipped = min(taken, len(portion.rows))
        taken -= skipped
        yield Portion(portion.rows[skipped:], portion.bytes_read, portion.total_bytes)
