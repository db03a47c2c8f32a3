"""The site's own model: a logistic regression on hashed pieces that learns one text at a time.

Every bucket has a weight (fixed point) and a count of the lessons that touched it. A lesson moves the weights of its
pieces against the error, each the less the more often it was moved before (a per-feature rate as in AdaGrad, Duchi
and others 2011, with counts in place of squared gradients). Because all moves are whole numbers that are only ever
added, a lesson is undone exactly by subtracting them, whatever was learnt in between.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt
from operator import itemgetter

from .pieces import BUCKETS, named_piece

_UNIT = 256  # weights are held in 1/256
_LIMIT = 32_000  # the largest weight, in units
_RATE = 6.0
_SLOWING = 0.3
_MOST_STEPS = 3
_SHORTEST = 40  # texts of fewer pieces are not given more weight per piece
_SIGNAL_SCALE = 0.3
_ALWAYS = 0.5  # the value of the observation that every text shares
_FAMILIAR = [1 / sqrt(1 + _SLOWING * count) for count in range(1024)]

_bias_bucket = named_piece("always")
_signal_buckets: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Moves:
    """What one lesson changed: buckets and by how many units (for pieces the rest of the rate is derived from
    counts)."""

    buckets: array[int]
    units: array[int]


def _signal_bucket(name: str) -> int:
    bucket = _signal_buckets.get(name)
    if bucket is None:
        bucket = _signal_buckets[name] = named_piece(f"signal {name}")
    return bucket


def text_scale(pieces: Sequence[int]) -> float:
    """The value of each piece of a text: long texts do not shout."""
    return 1 / sqrt(max(_SHORTEST, len(pieces)))


def total(weights: array[int], buckets: Sequence[int]) -> int:
    """The sum of some weights; ``itemgetter`` picks them three times as fast as a loop."""
    return sum(itemgetter(*buckets)(weights)) if len(buckets) > 1 else sum(weights[bucket] for bucket in buckets)


class OwnModel:
    """Weights learnt from one site's decisions. Not thread-safe by itself: the filter holds a lock while it learns."""

    def __init__(self) -> None:
        self.weights = array("h", bytes(2 * BUCKETS))
        self.counts = array("H", bytes(2 * BUCKETS))
        self.ham = 0
        self.spam = 0

    def pieces_part(self, pieces: Sequence[int]) -> float:
        """The log-odds that the pieces add."""
        return total(self.weights, pieces) * text_scale(pieces) / _UNIT

    def weight_of(self, piece: int) -> float:
        """The weight of one piece before scaling."""
        return self.weights[piece] / _UNIT

    def signal_parts(self, signals: dict[str, float]) -> dict[str, float]:
        """The log-odds that each named observation adds."""
        return {
            name: self.weights[_signal_bucket(name)] * value * _SIGNAL_SCALE / _UNIT for name, value in signals.items()
        }

    @property
    def bias_part(self) -> float:
        """The log-odds added to every text of this site."""
        return self.weights[_bias_bucket] * _ALWAYS / _UNIT

    def moves(
        self, pieces: Sequence[int], signals: dict[str, float], is_spam: bool, rest: float, weight: float = 1.0
    ) -> Moves:
        """What a decision should change. ``rest`` is the log-odds of everything outside this model."""
        buckets = list(pieces)
        values = [text_scale(pieces)] * len(buckets)
        for name, value in signals.items():
            buckets.append(_signal_bucket(name))
            values.append(value * _SIGNAL_SCALE)
        buckets.append(_bias_bucket)
        values.append(_ALWAYS)
        factors = self._factors(buckets, values)
        now = rest + sum([self.weights[bucket] * value for bucket, value in zip(buckets, values, strict=True)]) / _UNIT
        gain = sum([factor * value for factor, value in zip(factors, values, strict=True)]) / _UNIT
        step = self._step(now, gain, is_spam) * weight
        return Moves(array("I", buckets), array("h", [_bounded(round(step * factor)) for factor in factors]))

    def apply(self, moves: Moves, is_spam: bool | None) -> None:
        """Make the moves; ``is_spam`` is ``None`` when the text was counted before."""
        self._shift(moves, 1)
        self._tally(is_spam, 1)

    def take_back(self, moves: Moves, is_spam: bool) -> None:
        """Take moves back exactly."""
        self._shift(moves, -1)
        self._tally(is_spam, -1)

    def _tally(self, is_spam: bool | None, by: int) -> None:
        if is_spam:
            self.spam += by
        elif is_spam is not None:
            self.ham += by

    def _factors(self, buckets: list[int], values: list[float]) -> list[float]:
        counts, familiar, rate = self.counts, _FAMILIAR, _RATE * _UNIT
        return [
            rate * value * familiar[min(counts[bucket], 1023)] for bucket, value in zip(buckets, values, strict=True)
        ]

    @staticmethod
    def _step(now: float, gain: float, is_spam: bool) -> float:
        """How far to move: a few gradient steps on the same text, fewer when it is already on the right side."""
        start, target = now, 1.0 if is_spam else 0.0
        total = 0.0
        for _ in range(_MOST_STEPS):
            error = target - _probability(now)
            total += error
            now = start + total * gain
            if abs(target - _probability(now)) < 0.2:
                break
        return total

    def _shift(self, moves: Moves, sign: int) -> None:
        weights, counts = self.weights, self.counts
        for bucket, units in zip(moves.buckets, moves.units, strict=True):
            moved = weights[bucket] + sign * units
            weights[bucket] = moved if -32768 <= moved <= 32767 else (32767 if moved > 0 else -32768)
            counts[bucket] = min(65535, max(0, counts[bucket] + sign))

    def to_bytes(self) -> bytes:
        """The model, compressed; at most about 2 MB."""
        head = array("I", [self.ham, self.spam]).tobytes()
        return zlib.compress(head + self.weights.tobytes() + self.counts.tobytes(), 6)

    @classmethod
    def from_bytes(cls, packed: bytes) -> OwnModel:
        """The reverse of :meth:`to_bytes`."""
        plain = zlib.decompress(packed)
        model = cls()
        model.ham, model.spam = array("I", plain[:8])
        model.weights = array("h", plain[8 : 8 + 2 * BUCKETS])
        model.counts = array("H", plain[8 + 2 * BUCKETS :])
        return model


def _bounded(units: int) -> int:
    return max(-_LIMIT, min(_LIMIT, units))


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))
