"""A decision learnt, with all that is needed to repeat it elsewhere or to take it back."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass

from .own_model import Moves
from .repetition import Seen

_MARK = b"L1"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one decision changed. Its owner keeps it as long as the decision may be taken back (about 1 KB each)."""

    is_spam: bool
    units: int
    moves: Moves
    keys: tuple[str, ...]
    month: int
    sources: tuple[int, ...]
    day: int
    seen: Seen | None

    def to_bytes(self) -> bytes:
        """A compact form for storage, for instance in a row beside the decision."""
        seen = self.seen
        head = json.dumps(
            {
                "spam": self.is_spam,
                "units": self.units,
                "keys": self.keys,
                "month": self.month,
                "sources": self.sources,
                "day": self.day,
                "count": len(self.moves.buckets),
                "seen": seen and [list(seen.sketch), seen.minute, seen.post, seen.sender, seen.label],
            }
        ).encode()
        arrays = self.moves.buckets.tobytes() + self.moves.units.tobytes()
        return _MARK + zlib.compress(len(head).to_bytes(4, "little") + head + arrays, 6)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Lesson:
        """The reverse of :meth:`to_bytes`; ``ValueError`` in one sentence for anything else."""
        if not packed.startswith(_MARK):
            raise ValueError("This is not a stored lesson of the spam filter.")
        try:
            return cls._unpacked(zlib.decompress(packed[len(_MARK) :]))
        except (KeyError, IndexError, TypeError, ValueError, zlib.error) as error:
            raise ValueError("The stored lesson of the spam filter is damaged.") from error

    @classmethod
    def _unpacked(cls, plain: bytes) -> Lesson:
        size = int.from_bytes(plain[:4], "little")
        head = json.loads(plain[4 : 4 + size])
        arrays, count = plain[4 + size :], head["count"]
        moves = Moves(array("I", arrays[: 4 * count]), array("h", arrays[4 * count :]))
        seen = head["seen"]
        return cls(
            is_spam=head["spam"],
            units=head["units"],
            moves=moves,
            keys=tuple(head["keys"]),
            month=head["month"],
            sources=tuple(head["sources"]),
            day=head["day"],
            seen=Seen(tuple(seen[0]), *seen[1:]) if seen else None,
        )
