"""What an import says of its items: counted always, told one by one where there is something to tell."""

from collections import Counter
from collections.abc import Iterator

from coranto.core.database.bulk_rows import insert_rows
from coranto.wordpress.importing.reports import Told
from coranto.wordpress.importing.steps import DIFFERENT, EDITED, Step
from coranto.wordpress.models import Arrival, ImportNote, ImportRun


class Notebook:
    """Counts and notes of a run, written together with what they tell of.

    A trial run (one that is not in the database) keeps them in memory.
    """

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.counts = Counter({(kind, act): n for kind, acts in run.counts.items() for act, n in acts.items()})
        self._told: list[Told] = []
        self._safe = (self.counts.copy(), 0)

    def count(self, kind: str, act: str, times: int = 1) -> None:
        """Count without a word: ``new`` and ``unchanged`` items."""
        self.counts[kind, act] += times

    def tell(self, act: str, kind: str, reason: str, *, there: str = "", title: str = "", place: str = "") -> None:
        """Say what happened to one item, and why."""
        self._told.append(Told(act, kind[:60], there[:255], title[:500], reason[:1000], place[:500]))

    def happened(self, act: str, kind: str, reason: str, *, there: str = "", title: str = "", place: str = "") -> None:
        """Count it and say it."""
        self.count(kind, act)
        self.tell(act, kind, reason, there=there, title=title, place=place)

    def say_step(self, step: Step, arrival: Arrival | None, kind: str, *, there: str, title: str) -> None:
        """Count what is done with a thing, and tell of it unless it is plain. What this run did it told before."""
        if arrival is not None and self.did(arrival):
            return
        if step is Step.UPDATE:
            self.happened(step.value, kind, DIFFERENT, there=there, title=title)
        elif step is Step.EDITED_HERE:
            self.happened(step.value, kind, EDITED, there=there, title=title)
        else:
            self.count(kind, step.value)

    def did(self, arrival: Arrival) -> bool:
        """Whether this run brought it, before it was stopped."""
        return arrival.run is not None and arrival.run == self.run.pk

    def nested(self) -> dict[str, dict[str, int]]:
        """The counts by kind, then by what happened."""
        nested: dict[str, dict[str, int]] = {}
        for (kind, act), n in sorted(self.counts.items()):
            if n:
                nested.setdefault(kind, {})[act] = n
        return nested

    def flush(self) -> None:
        """Write the notes, and the counts onto the run."""
        self.run.counts = self.nested()
        if self.run.pk is not None:
            rows = (self._row(told) for told in self._told)
            insert_rows(rows)
            self._told.clear()
            self.run.save(update_fields=["counts", "bytes_read"])
        self._safe = (self.counts.copy(), len(self._told))

    def forget(self) -> None:
        """Go back to the last :meth:`flush`: what came after was not done."""
        counts, told = self._safe
        self.counts = counts.copy()
        del self._told[told:]

    def all_told(self) -> Iterator[Told]:
        """Everything that was said of this run, in order."""
        if self.run.pk is None:
            yield from self._told
            return
        for note in self.run.notes.order_by("pk").iterator():
            yield Told(note.act, note.kind, note.there, note.title, note.reason, note.place)

    def _row(self, told: Told) -> ImportNote:
        return ImportNote(
            run=self.run,
            act=told.act,
            kind=told.kind,
            there=told.number,
            title=told.title,
            reason=told.reason,
            place=told.place,
        )
