"""The progress bar of an import, on standard error and only on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from coranto.wordpress.importing.progress import ShowsProgress, Step, silent

NAMES = {
    "survey": "Looking through",
    "media": "Bringing files in",
    "write": "Importing",
    "finish": "Finishing",
    "export": "Exporting",
}


@contextmanager
def shown_progress() -> Iterator[ShowsProgress]:
    """A callback that draws a bar for each step, with rate and time left; a silent one if nobody looks."""
    if not sys.stderr.isatty():
        yield silent
        return
    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield Bars(bars)


class Bars:
    """One bar for each step, made when it begins."""

    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.tasks: dict[str, int] = {}

    def __call__(self, step: Step) -> None:
        """Draw how far it is."""
        if step.name not in self.tasks:
            self.tasks[step.name] = self.bars.add_task(NAMES.get(step.name, step.name), total=step.total, rate="")
        task = self.bars.tasks[self.tasks[step.name]]
        elapsed = task.elapsed or 0
        rate = f"{step.items / elapsed:,.0f}/s" if elapsed > 0.5 and step.items else ""
        self.bars.update(task.id, completed=step.done, total=step.total, rate=rate)
