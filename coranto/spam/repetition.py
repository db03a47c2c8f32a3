"""Near-repetition: has nearly the same text been seen before, on other posts or marked as spam?

A text is kept as a sketch, the twelve smallest of its mixed piece numbers (bottom-k sampling, Broder 1997): the share
that two sketches have in common estimates how much of the texts is the same. Only the sketch, the moment, a number
for the post and one for the sender are kept, of the most recent texts.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

SKETCH = 12
_ALIKE = 8  # values in common, of twelve: about two thirds of the pieces
_FEWEST_PIECES = 60
_LATEST = 60  # entries looked at per value, so that a flood costs no more than a trickle
UNKNOWN, HAM, SPAM = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Seen:
    """A remembered text. ``minute`` counts from 1970 and is 0 where unknown; ``post`` and ``sender`` are hashes."""

    sketch: tuple[int, ...]
    minute: int
    post: int
    sender: int
    label: int


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often nearly the same text was seen: marked as spam, approved, or undecided from elsewhere."""

    spam: int = 0
    ham: int = 0
    posts: int = 0
    minutes: int = 0


def sketch_of(pieces: Sequence[int]) -> tuple[int, ...]:
    """The sketch of a text's pieces; empty for a text too short to be told from others."""
    if len(pieces) < _FEWEST_PIECES:
        return ()
    return tuple(sorted([(piece * 0x9E3779B1) & 0xFFFFFFFF for piece in pieces])[:SKETCH])


class Repetition:
    """The most recent ``room`` texts, found by any value of their sketches."""

    def __init__(self, room: int = 6000) -> None:
        self._room = room
        self._entries: dict[int, Seen] = {}
        self._holders: dict[int, deque[int]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, seen: Seen) -> None:
        """Remember a text, and forget the oldest when there is no room."""
        number, self._next = self._next, self._next + 1
        self._entries[number] = seen
        for value in seen.sketch:
            self._holders.setdefault(value, deque()).append(number)
        if len(self._entries) > self._room:
            self._forget(next(iter(self._entries)))

    def remove(self, seen: Seen) -> None:
        """Forget one text, the latest of equal ones; nothing happens when it is forgotten already."""
        holders = self._holders.get(seen.sketch[0], ())
        found = next((number for number in reversed(holders) if self._entries[number] == seen), None)
        if found is not None:
            self._forget(found)

    def _forget(self, number: int) -> None:
        for value in self._entries.pop(number).sketch:
            holders = self._holders[value]
            holders.remove(number)
            if not holders:
                del self._holders[value]

    def repeats(self, sketch: tuple[int, ...], minute: int, post: int, sender: int) -> Repeats:
        """What is remembered of texts like this one, the very submission itself not counted."""
        alike = self._alike(sketch)
        spam = sum(1 for seen in alike if seen.label == SPAM)
        ham = sum(1 for seen in alike if seen.label == HAM)
        others = [seen for seen in alike if seen.label == UNKNOWN and (seen.post != post or seen.sender != sender)]
        elsewhere = {
            (seen.post, seen.sender if not seen.post else 0) for seen in others if seen.post != post or not post
        }
        times = [seen.minute for seen in others if seen.minute] + [minute] * bool(minute)
        return Repeats(spam, ham, len(elsewhere), max(times) - min(times) if times else 0)

    def _alike(self, sketch: tuple[int, ...]) -> list[Seen]:
        votes: Counter[int] = Counter()
        for value in sketch:
            holders = self._holders.get(value)
            if holders:
                votes.update([holders[-at] for at in range(1, min(len(holders), _LATEST) + 1)])
        return [self._entries[number] for number, count in votes.items() if count >= _ALIKE]

    def to_arrays(self) -> tuple[array[int], array[int]]:
        """The entries, oldest first: the sketch and three more unsigned numbers each, and the label."""
        numbers, labels = array("I"), array("B")
        for seen in self._entries.values():
            numbers.extend((*seen.sketch, seen.minute, seen.post, seen.sender))
            labels.append(seen.label)
        return numbers, labels

    @classmethod
    def from_arrays(cls, numbers: array[int], labels: array[int], room: int = 6000) -> Repetition:
        """The reverse of :meth:`to_arrays`."""
        made, width = cls(room), SKETCH + 3
        for at, label in enumerate(labels):
            row = numbers[at * width : (at + 1) * width]
            made.add(Seen(tuple(row[:SKETCH]), row[SKETCH], row[SKETCH + 1], row[SKETCH + 2], label))
        return made
