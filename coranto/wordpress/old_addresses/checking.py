"""The check of a whole list: each address asked, counted and reported, with flat memory."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from coranto.core.inside_requests import InsideSite
from coranto.wordpress.models import Origin
from coranto.wordpress.old_addresses.asking import Answered, Kind, OldSite, ask, encoded_for_people
from coranto.wordpress.old_addresses.reading import Listed
from coranto.wordpress.old_addresses.sources import ON_THE_NETWORK

FAILED = (Kind.MISSING, Kind.ERROR, Kind.UNREADABLE)
Told = Callable[[Answered, int], None]


@dataclass(slots=True)
class Checked:
    """How many addresses were answered how."""

    counts: Counter[Kind] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """All addresses of the list."""
        return self.counts.total()

    @property
    def failed(self) -> int:
        """Those that the move would lose."""
        return sum(self.counts[kind] for kind in FAILED)

    @property
    def none_was_ours(self) -> bool:
        """Whether every address was another site's, so that nothing was asked and nothing is proved."""
        return 0 < self.asked == self.counts[Kind.ELSEWHERE]

    def in_words(self) -> str:
        """``12 addresses: 10 fine, 1 moved, 1 missing``."""
        parts = [f"{self.counts[kind]:,} {kind}" for kind in Kind if self.counts[kind]]
        return f"{self.asked:,} address{'' if self.asked == 1 else 'es'}: {', '.join(parts)}"


def old_site(name: str) -> OldSite:
    """The addresses that this site has and had: its own, those of the exports it came from, that of the list."""
    before = [_with_scheme(address) for address in Origin.objects.values_list("address", flat=True)]
    if ON_THE_NETWORK.match(name):
        before.append("/".join(name.split("/", 3)[:3]))
    return OldSite([settings.PUBLIC_URL, *before], other_hosts=settings.OTHER_HOSTS)


def _with_scheme(address: str) -> str:
    return address if "//" in address else f"//{address}"


def check_addresses(listed: Iterable[Listed], old: OldSite, told: Told, checked: Checked) -> None:
    """Ask the site for each address and count it in ``checked``; ``told`` hears of each, and how many there were."""
    site = InsideSite(settings.PUBLIC_URL)
    for number, each in enumerate(listed, start=1):
        if each.problem:
            answered = Answered(encoded_for_people(each.address), Kind.UNREADABLE, reason=each.problem)
        else:
            answered = ask(site, old, each.address)
        checked.counts[answered.kind] += 1
        told(answered, number)


class ReportFile:
    """The report as JSON, written as it comes: every address that is not simply fine, then the counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._making = path.with_name(f"{path.name}.{os.getpid()}.new")
        self._file = self._making.open("w", encoding="utf-8")
        self._file.write('{"addresses": [')
        self._separator = "\n"

    def add(self, answered: Answered) -> None:
        """Write down one address."""
        if answered.kind == Kind.FINE:
            return
        self._file.write(self._separator + json.dumps(as_json(answered), ensure_ascii=False))
        self._separator = ",\n"

    def finish(self, checked: Checked, error: str = "") -> None:
        """Write the counts, and give the file its name."""
        counts = {str(kind): checked.counts[kind] for kind in Kind}
        rest = json.dumps({"counts": counts, "asked": checked.asked, "error": error}, ensure_ascii=False)
        self._file.write(f"\n], {rest[1:]}\n")
        self._file.close()
        self._making.replace(self._path)

    def give_up(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._making.unlink(missing_ok=True)


def as_json(answered: Answered) -> dict[str, Any]:
    """An address with what became of it; what does not apply is left out."""
    fields = {
        "address": answered.address,
        "kind": str(answered.kind),
        "status": answered.status,
        "final_status": answered.final_status if answered.final_status != answered.status else 0,
        "to": answered.to,
        "reason": answered.reason,
    }
    return {name: value for name, value in fields.items() if value}


@contextmanager
def report_to(path: Path | None) -> Iterator[ReportFile | None]:
    """The report file, if one is wanted; gone again when the block ends before it was finished."""
    report = ReportFile(path) if path else None
    try:
        yield report
    finally:
        if report:
            report.give_up()
