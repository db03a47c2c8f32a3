"""What has arrived already: the memory that makes an import safe to stop and to repeat."""

from collections.abc import Iterable
from typing import Any

from coranto.core.chunks import chunks
from coranto.core.database.bulk_rows import insert_values
from coranto.wordpress.mapping.rows import JSON
from coranto.wordpress.models import Arrival, Origin

COLUMNS = ("origin_id", "kind", "there", "became", "here", "digest", "state", "run", "rest")
UNIQUE = ("origin", "kind", "there")
CHUNK = 900  # below SQLite's limit on parameters


class Ledger:
    """The arrivals of one origin, as one run sees and writes them."""

    def __init__(self, origin: Origin, run: int | None) -> None:
        self.origin = origin
        self.run = run
        self.is_new = origin.pk is None or not origin.arrivals.exists()
        self._written: dict[tuple[str, str], tuple[Any, ...]] = {}

    def look_up(self, kind: Arrival.Kind, names: Iterable[str]) -> dict[str, Arrival]:
        """The arrivals of these names, by name."""
        if self.is_new:
            return {}
        found: dict[str, Arrival] = {}
        for chunk in chunks(dict.fromkeys(names), CHUNK):
            rows = Arrival.objects.filter(origin=self.origin, kind=kind, there__in=chunk)
            found.update((row.there, row) for row in rows)
        return found

    def all_of(self, kind: Arrival.Kind) -> dict[str, Arrival]:
        """All arrivals of a kind that is few: authors, terms."""
        if self.is_new:
            return {}
        return {row.there: row for row in Arrival.objects.filter(origin=self.origin, kind=kind)}

    def add(
        self,
        kind: Arrival.Kind,
        there: str,
        became: Arrival.Became,
        here: int | None,
        digest: str,
        state: str = "",
        rest: JSON | None = None,
    ) -> None:
        """Note an arrival; it is written by the next :meth:`flush`, in the transaction of the thing itself."""
        self._written[kind, there] = (self.origin.pk, kind, there, became, here, digest, state, self.run, rest or {})

    def touch(self, arrival: Arrival, digest: str = "") -> None:
        """Note that this run has dealt with a thing that it left as it was."""
        became = Arrival.Became(arrival.became)
        kind, there = Arrival.Kind(arrival.kind), arrival.there
        self.add(kind, there, became, arrival.here, digest or arrival.digest, arrival.state, arrival.rest)

    def flush(self) -> None:
        """Write the noted arrivals; one that was known gets its new digest and state."""
        insert_values(Arrival, COLUMNS, self._written.values(), unique=UNIQUE, update=COLUMNS[3:])
        self._written.clear()

    def forget(self) -> None:
        """Drop what was noted and not written: its transaction was rolled back."""
        self._written.clear()
