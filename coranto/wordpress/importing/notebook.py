"""What an import says of its items: counted always, told one by one where there is something to tell."""

from collections import Counter

from coranto.core.bulk_rows import insert_rows
from coranto.wordpress.models import ImportNote, ImportRun

COUNT_ONLY = {"new", "unchanged"}


class Notebook:
    """Counts and notes of a run, written together with what they tell of."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.counts = Counter({(kind, act): n for kind, acts in run.counts.items() for act, n in acts.items()})
        self._notes: list[ImportNote] = []

    def count(self, kind: str, act: str, times: int = 1) -> None:
        """Count without a word: ``new`` and ``unchanged`` items."""
        self.counts[kind, act] += times

    def tell(self, act: str, kind: str, reason: str, *, there: str = "", title: str = "", place: str = "") -> None:
        """Say what happened to one item, and why."""
        note = ImportNote(
            run=self.run, act=act, kind=kind, there=there, title=title[:500], reason=reason[:1000], place=place[:500]
        )
        self._notes.append(note)

    def happened(self, act: str, kind: str, reason: str, *, there: str = "", title: str = "", place: str = "") -> None:
        """Count it and say it."""
        self.count(kind, act)
        self.tell(act, kind, reason, there=there, title=title, place=place)

    def nested(self) -> dict[str, dict[str, int]]:
        """The counts by kind, then by what happened."""
        nested: dict[str, dict[str, int]] = {}
        for (kind, act), n in sorted(self.counts.items()):
            if n:
                nested.setdefault(kind, {})[act] = n
        return nested

    def flush(self) -> None:
        """Write the notes, and the counts onto the run."""
        insert_rows(self._notes)
        self._notes.clear()
        self.run.counts = self.nested()
        self.run.save(update_fields=["counts", "bytes_read"])
