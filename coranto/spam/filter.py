"""The filter: both models, the memories and the circumstances, added up to one score with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import exp
from threading import RLock
from zlib import crc32

from .circumstances import circumstances
from .evidence import Evidence, read
from .ledger import Ledger
from .own_model import Moves, OwnModel
from .packing import pack, unpack
from .repetition import HAM, SPAM, UNKNOWN, Repetition, Seen, sketch_of
from .reputation import WHOLE, Reputation, grouping_keys, month_of
from .shipped_model import ShippedModel, shipped
from .submission import Reason, Score, Submission, Thresholds, Verdict
from .weighing import repetition_reasons, shipped_part, text_reasons

_HARD = frozenset({"form:trap", "repeat:spam", "seen:link", "seen:email"})  # grounds that may lead to discarding unseen
_HARD_FROM = 2.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision learnt, with all that is needed to take it back. Lives as long as its owner keeps it."""

    is_spam: bool
    units: int
    moves: Moves
    keys: tuple[str, ...]
    month: int
    sources: tuple[str, ...]
    at: datetime | None
    text_number: int | None


class Filter:
    """A site's filter. Scoring changes nothing; :meth:`remember`, :meth:`learn` and :meth:`unlearn` do, one at a
    time."""

    def __init__(self, *, shipped_model: ShippedModel | None = None, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        self._shipped = shipped_model or shipped()
        self._lock = RLock()
        self._own = OwnModel()
        self._repetition = Repetition()
        self._reputation = Reputation()
        self._ledger = Ledger()

    @property
    def taught(self) -> tuple[int, int]:
        """How many lessons were learnt: (spam, ham)."""
        return self._own.spam, self._own.ham

    def score(self, submission: Submission) -> Score:
        """Weigh a submission. The weights of all reasons add up to the log-odds of the value."""
        evidence = read(submission)
        with self._lock:
            reasons = [reason for reason in self._reasons(submission, evidence) if abs(reason.weight) > 1e-9]
        reasons.sort(key=lambda reason: -abs(reason.weight))
        value = _probability(sum(reason.weight for reason in reasons))
        return Score(value, self._verdict(value, reasons), tuple(reasons))

    def remember(self, submission: Submission) -> None:
        """Keep a sketch of a submission that has arrived, so that its repetition elsewhere is noticed."""
        with self._lock:
            self._keep(submission, read(submission), UNKNOWN)

    def learn(self, submission: Submission, is_spam: bool, *, reporter: str = "") -> Lesson:
        """Learn a decision; it counts from the next score on. ``reporter`` bounds what one reporter teaches in a
        day."""
        evidence = read(submission)
        with self._lock:
            keys = grouping_keys(submission, evidence)
            sources = tuple(key for key, (kind, _) in keys.items() if kind in ("author", "email", "network"))
            sources += (f"reporter {reporter}",) if reporter else ()
            units = round(self._ledger.weight(sources, submission.at) * WHOLE)
            moves = self._own.learn(
                evidence.pieces,
                evidence.signals,
                is_spam,
                shipped_part(self._shipped, self._own, evidence),
                units / WHOLE,
            )
            month = month_of(submission)
            if units:
                self._reputation.add(list(keys), month, is_spam, units)
            self._ledger.note(sources, submission.at)
            number = self._keep(submission, evidence, SPAM if is_spam else HAM) if units * 2 >= WHOLE else None
            return Lesson(is_spam, units, moves, tuple(keys), month, sources, submission.at, number)

    def practise(self, submission: Submission, is_spam: bool) -> None:
        """Go over a text again that was learnt before, as part of teaching an archive; not to be taken back singly."""
        evidence = read(submission)
        with self._lock:
            self._own.learn(
                evidence.pieces,
                evidence.signals,
                is_spam,
                shipped_part(self._shipped, self._own, evidence),
                tally=False,
            )

    def unlearn(self, lesson: Lesson) -> None:
        """Take a lesson back: every weight and counter is what it would be without the moves of this lesson."""
        with self._lock:
            self._own.unlearn(lesson.moves, lesson.is_spam)
            if lesson.units:
                self._reputation.add(list(lesson.keys), lesson.month, lesson.is_spam, -lesson.units)
            self._ledger.note(lesson.sources, lesson.at, -1)
            if lesson.text_number is not None:
                self._repetition.remove(lesson.text_number)

    def reset(self) -> None:
        """Forget all that this site taught."""
        with self._lock:
            self._own, self._repetition = OwnModel(), Repetition()
            self._reputation, self._ledger = Reputation(), Ledger()

    def to_bytes(self) -> bytes:
        """All that this site taught, for storage or export."""
        with self._lock:
            return pack(self._own, self._repetition, self._reputation, self._ledger)

    @classmethod
    def from_bytes(
        cls, packed: bytes, *, shipped_model: ShippedModel | None = None, thresholds: Thresholds | None = None
    ) -> Filter:
        """The reverse of :meth:`to_bytes`; ``ValueError`` in one sentence for anything else."""
        made = cls(shipped_model=shipped_model, thresholds=thresholds)
        made._own, made._repetition, made._reputation, made._ledger = unpack(packed)
        return made

    def _reasons(self, submission: Submission, evidence: Evidence) -> Iterator[Reason]:
        yield from text_reasons(self._shipped, self._own, evidence)
        yield from circumstances(submission, evidence)
        yield from self._reputation.reasons(submission, grouping_keys(submission, evidence))
        sketch = sketch_of(evidence.pieces)
        if sketch and len(self._repetition):
            seen = _seen(submission, sketch, UNKNOWN)
            yield from repetition_reasons(self._repetition.repeats(sketch, seen.minute, seen.post, seen.sender))

    def _keep(self, submission: Submission, evidence: Evidence, label: int) -> int | None:
        sketch = sketch_of(evidence.pieces)
        return self._repetition.add(_seen(submission, sketch, label)) if sketch else None

    def _verdict(self, value: float, reasons: list[Reason]) -> Verdict:
        if value >= self.thresholds.spam:
            hard = any(reason.code in _HARD and reason.weight >= _HARD_FROM for reason in reasons)
            return "discard" if hard and value >= self.thresholds.discard else "spam"
        return "unsure" if value >= self.thresholds.unsure else "ham"


def _seen(submission: Submission, sketch: tuple[int, ...], label: int) -> Seen:
    minute = int(submission.at.timestamp() // 60) if submission.at else 0
    post = f"{submission.site_key} {submission.post_key}".strip()
    sender = f"{submission.author} {submission.email} {submission.ip} {minute}"
    return Seen(sketch, minute, _hash(post) if post else 0, _hash(sender), label)


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) or 1


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-60.0, min(60.0, log_odds))))
