"""What a process remembers, up to a size: what was asked for last stays, the rest goes half by half."""

import zlib
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")
MOST_NOTED = 10_000
"""Hashes of keys that were put once."""


class BoundedMemory(Generic[V]):
    """Values by keys that may be used by several threads at once.

    Two halves: what is put or asked for goes into the younger one, and when that is full, it becomes the elder and what
    was in the elder alone is forgotten. So nothing is sorted or counted when something is found.
    """

    def __init__(self, most: int) -> None:
        """``most`` is the sum of the sizes that callers give; a value of more than an eighth of it is not kept."""
        self._half, self._largest = most // 2, most // 8
        self._younger: dict[Hashable, tuple[V, int]] = {}
        self._elder: dict[Hashable, tuple[V, int]] = {}
        self._size = 0

    def get(self, key: Hashable) -> V | None:
        """The value, if it is there still."""
        found = self._younger.get(key)
        if found is None:
            found = self._elder.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: Hashable, value: V, size: int) -> None:
        """Remember a value. That of a key is always the same."""
        if size > self._largest or key in self._younger:  # another thread has just put the same
            return
        if self._size + size > self._half:
            self._younger, self._elder, self._size = {}, self._younger, 0
        self._younger[key] = (value, size)
        self._size += size

    def clear(self) -> None:
        """Forget everything."""
        self._younger, self._elder, self._size = {}, {}, 0

    def __len__(self) -> int:
        """How many values are there."""
        return len(self._younger.keys() | self._elder.keys())


class Packed:
    """Texts with the names of what they are made of, packed; kept from the second time on that they are put.

    So what is asked for once alone takes neither time nor room. What was asked for last is kept as it is, too: in a
    wave of readers the same few discussions are asked for again and again.
    """

    def __init__(self, most: int) -> None:
        """``most`` characters, before they are packed to a tenth or so; keys are not counted, and may take more.

        A sixteenth of them are kept as they are, but for texts of more than an eighth of that.
        """
        self._memory: BoundedMemory[tuple[bytes, frozenset[str]]] = BoundedMemory(most)
        self._asked_last: BoundedMemory[tuple[str, frozenset[str]]] = BoundedMemory(most // 16)
        self._put_once: set[int] = set()

    def get(self, key: Hashable) -> tuple[str, frozenset[str]] | None:
        """The text and the names, if they are there."""
        if (value := self._asked_last.get(key)) is None and (packed := self._memory.get(key)):
            value = (zlib.decompress(packed[0]).decode(), packed[1])
            self._asked_last.put(key, value, len(value[0]))
        return value

    def put(self, key: Hashable, value: tuple[str, frozenset[str]], size: int) -> None:
        """Note that they were put, or remember them if they, or others with the hash of their key, were put before."""
        if hash(key) in self._put_once:
            self._memory.put(key, (zlib.compress(value[0].encode(), 1), value[1]), size)
        elif len(self._put_once) < MOST_NOTED:
            self._put_once.add(hash(key))
        else:
            self._put_once = {hash(key)}

    def clear(self) -> None:
        """Forget everything."""
        self._memory.clear()
        self._asked_last.clear()
        self._put_once = set()
