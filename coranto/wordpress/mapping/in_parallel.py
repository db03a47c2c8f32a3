"""Mapping items in other processes, in order. Mapping is pure and most of the work, so it is what is shared out."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from coranto.wordpress.mapping.items import map_item
from coranto.wordpress.mapping.rows import Row
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.worker import Worker
from coranto.wordpress.wxr.records import ItemRecord

PORTION = 25
HEAVY = 500_000
"""Characters of text after which a portion is full, however few items it has."""
AHEAD = 16
"""Portions that wait for each worker: enough to keep it busy while a batch is written, few enough for flat memory."""
WORTH_IT = 300
"""Items below which the start of a process costs more than it saves."""


def map_items(items: Iterable[ItemRecord], site: Site, *, workers: int) -> Iterator[Row]:
    """The rows of all items, in order. Without workers, or when they die, this process does the work itself."""
    if workers < 1:
        for item in items:
            yield map_item(item, site)
        return
    team: SimpleQueue[Worker] = SimpleQueue()
    hired = [Worker(site) for _each in range(workers)]
    for worker in hired:
        team.put(worker)
    with ThreadPoolExecutor(workers, thread_name_prefix="mapping") as threads:
        try:
            yield from _in_order(_portions(items), site, team, threads, workers * AHEAD)
        finally:
            for worker in hired:
                worker.close()


def useful_workers(items: int) -> int:
    """How many processes are worth their start: none for a small export or on one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 0 if items < WORTH_IT else min(cores - 1, 3)


def _in_order(
    portions: Iterator[list[ItemRecord]],
    site: Site,
    team: "SimpleQueue[Worker]",
    threads: ThreadPoolExecutor,
    ahead: int,
) -> Iterator[Row]:
    waiting: deque[Future[list[Row]]] = deque()
    try:
        for portion in portions:
            waiting.append(threads.submit(_map_portion, portion, site, team))
            if len(waiting) >= ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _map_portion(portion: list[ItemRecord], site: Site, team: "SimpleQueue[Worker]") -> list[Row]:
    worker = team.get()
    try:
        return worker.map(portion)
    except (OSError, EOFError):
        return [map_item(item, site) for item in portion]
    finally:
        team.put(worker)


def _portions(items: Iterable[ItemRecord]) -> Iterator[list[ItemRecord]]:
    portion: list[ItemRecord] = []
    weight = 0
    for item in items:
        portion.append(item)
        weight += len(item.content) + sum(len(comment.content) for comment in item.comments)
        if len(portion) >= PORTION or weight >= HEAVY:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion
