"""How far a long command is that does not know how much there is: a count and a rate, only on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Counts = Callable[[int], None]


@contextmanager
def counted_progress(what: str) -> Iterator[Counts]:
    """A callback for the number of things done so far, which shows it on standard error; silent if nobody looks."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console  # a server that starts need not load it
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None, rate="")

        def count(done: int) -> None:
            elapsed = bars.tasks[0].elapsed or 0
            rate = f"{done:,} ({done / elapsed:,.0f}/s)" if elapsed > 0.5 else f"{done:,}"
            bars.update(task, completed=done, rate=rate)

        yield count
