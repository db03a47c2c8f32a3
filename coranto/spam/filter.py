"""The filter: both models, the memories and the circumstances, added up to one score with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp
from threading import RLock
from zlib import crc32

from .circumstances import circumstances
from .evidence import Evidence, read, read_pieces
from .ledger import Ledger, source_number
from .lesson import Lesson
from .own_model import OwnModel
from .packing import pack, unpack
from .pieces import word_piece
from .repetition import HAM, SPAM, UNKNOWN, Repetition, Seen, sketch_of
from .reputation import WHOLE, Reputation, grouping_keys, key_number, month_of
from .shipped_model import ShippedModel, shipped
from .submission import Reason, Score, Submission, Thresholds, Verdict
from .weighing import repetition_reasons, shipped_part, shipped_share, text_reasons
from .wording import PLAIN

_HARD = frozenset({"form:trap", "repeat:spam", "seen:link", "seen:email"})  # grounds that may lead to discarding unseen
_HARD_FROM = 2.0


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

    @property
    def shipped_share(self) -> float:
        """How much of the shipped model's say counts on this site, from 1 (nothing taught) down to 0.4."""
        return shipped_share(self._own)

    def weights_of(self, words: Iterable[str]) -> dict[str, float]:
        """What this site taught of these words, for comparing them with each other: above 0 as in spam."""
        with self._lock:
            return {word: self._own.weight_of(word_piece(word)) for word in words}

    def own_signals(self) -> dict[str, float]:
        """What this site taught of the named signs that come up in no particular number, in log-odds."""
        with self._lock:
            return self._own.signal_parts(dict.fromkeys(PLAIN, 1.0))

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
        sketch = sketch_of(read_pieces(submission))
        if sketch:
            with self._lock:
                self._repetition.add(_seen(submission, sketch, UNKNOWN))

    def learn(
        self, submission: Submission, is_spam: bool, *, reporter: str = "", evidence: Evidence | None = None
    ) -> Lesson:
        """Learn a decision, effective with the next score. What one ``reporter`` teaches in a day is bounded.

        ``evidence`` spares reading a submission that was read before.
        """
        evidence = evidence or read(submission)
        with self._lock:
            keys = grouping_keys(submission, evidence)
            sources = tuple(key for key, (kind, _) in keys.items() if kind in ("author", "email", "network"))
            sources += (f"reporter {reporter}",) if reporter else ()
            units = round(self._ledger.weight(sources, submission.at) * WHOLE)
            rest = shipped_part(self._shipped, self._own, evidence)
            moves = self._own.moves(evidence.pieces, evidence.signals, is_spam, rest, units / WHOLE)
            sketch = sketch_of(evidence.pieces) if units * 2 >= WHOLE else ()
            lesson = Lesson(
                is_spam=is_spam,
                units=units,
                moves=moves,
                keys=tuple(map(key_number, keys)),
                month=month_of(submission),
                sources=tuple(map(source_number, sources)),
                day=submission.at.date().toordinal() if submission.at else 0,
                seen=_seen(submission, sketch, SPAM if is_spam else HAM) if sketch else None,
            )
            self.apply(lesson)
        return lesson

    def apply(self, lesson: Lesson) -> None:
        """Take over a lesson as it is: one that another process learnt, or one kept since the last snapshot."""
        with self._lock:
            self._own.apply(lesson.moves, lesson.is_spam)
            self._reputation.add(lesson.keys, lesson.month, lesson.is_spam, lesson.units)
            self._ledger.note(lesson.sources, lesson.day)
            if lesson.seen:
                self._repetition.add(lesson.seen)

    def unlearn(self, lesson: Lesson) -> None:
        """Take a lesson back: every weight and counter is what it would be without the moves of this lesson."""
        with self._lock:
            self._own.take_back(lesson.moves, lesson.is_spam)
            self._reputation.add(lesson.keys, lesson.month, lesson.is_spam, -lesson.units)
            self._ledger.note(lesson.sources, lesson.day, -1)
            if lesson.seen:
                self._repetition.remove(lesson.seen)

    def practise(self, evidence: Evidence, is_spam: bool) -> None:
        """Go over a text again that was learnt before, as part of teaching an archive; not to be taken back singly."""
        with self._lock:
            rest = shipped_part(self._shipped, self._own, evidence)
            self._own.apply(self._own.moves(evidence.pieces, evidence.signals, is_spam, rest), None)

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
