"""The model that comes with the package: what comment spam looks like on sites nobody has taught it about yet.

``base_model.bin`` holds a JSON head (weights of the named observations, bias, scales, origin) and one signed byte for
each of 2**19 buckets, compressed. ``scripts/train_shipped_spam_model.py`` makes it.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from .own_model import text_scale, total
from .pieces import BUCKETS

MAGIC = b"CORANTO-SPAM-1\n"


class ShippedModel:
    """Fixed weights: one for each bucket of pieces and one for each named observation."""

    def __init__(self, weights: array[int], unit: float, signals: Mapping[str, float], bias: float) -> None:
        self._weights = weights
        self._unit = unit
        self._signals = dict(signals)
        self.bias = bias

    def pieces_part(self, pieces: Sequence[int]) -> float:
        """The log-odds that the pieces add."""
        return total(self._weights, pieces) * text_scale(pieces) * self._unit

    def weight_of(self, piece: int) -> float:
        """The weight of one piece before scaling."""
        return self._weights[piece] * self._unit

    def signal_parts(self, signals: Mapping[str, float]) -> dict[str, float]:
        """The log-odds that each named observation adds."""
        known = self._signals
        return {name: known[name] * value for name, value in signals.items() if name in known}

    def log_odds(self, pieces: Sequence[int], signals: Mapping[str, float]) -> float:
        """All that this model says of a text."""
        return self.bias + self.pieces_part(pieces) + sum(self.signal_parts(signals).values())

    def to_bytes(self) -> bytes:
        """The file format described above."""
        head = json.dumps({"unit": self._unit, "bias": self.bias, "signals": self._signals}, sort_keys=True).encode()
        return MAGIC + zlib.compress(len(head).to_bytes(4, "big") + head + self._weights.tobytes(), 9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> ShippedModel:
        """The reverse of :meth:`to_bytes`; ``ValueError`` for anything else."""
        if not packed.startswith(MAGIC):
            raise ValueError("This is not a spam model made by Coranto.")
        plain = zlib.decompress(packed[len(MAGIC) :])
        size = int.from_bytes(plain[:4], "big")
        head = json.loads(plain[4 : 4 + size])
        weights = array("b", plain[4 + size :])
        if len(weights) != BUCKETS:
            raise ValueError("The spam model has the wrong size.")
        return cls(weights, head["unit"], head["signals"], head["bias"])

    def named(self) -> Iterator[tuple[str, float]]:
        """The named observations with their weights, heaviest first."""
        yield from sorted(self._signals.items(), key=lambda pair: -pair[1])


@cache
def shipped() -> ShippedModel:
    """The model of the installed package, read once a process."""
    return ShippedModel.from_bytes(files(__package__).joinpath("base_model.bin").read_bytes())


def empty() -> ShippedModel:
    """A model that knows nothing, for measuring a site's own model alone."""
    return ShippedModel(array("b", bytes(BUCKETS)), 1.0, {}, 0.0)
