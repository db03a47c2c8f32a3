"""What a process remembers, up to a size: what was asked for last stays, the rest goes half by half."""

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

    def __init__(self, most: int, *, twice: bool = False) -> None:
        """``most`` is the sum of the sizes that callers give; a value of more than an eighth of it is not kept.

        With ``twice``, nor is one that is put for the first time: what is asked for once alone takes no memory.
        """
        self._half, self._largest = most // 2, most // 8
        self._twice = twice
        self._put_once: set[int] = set()
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
        if self._twice and key not in self._elder and not self._was_put(key):
            return
        if self._size + size > self._half:
            self._younger, self._elder, self._size = {}, self._younger, 0
        self._younger[key] = (value, size)
        self._size += size

    def _was_put(self, key: Hashable) -> bool:
        """Whether it, or one with its hash, was put before; noted for the next time."""
        if hash(key) in self._put_once:
            return True
        if len(self._put_once) >= MOST_NOTED:
            self._put_once = set()
        self._put_once.add(hash(key))
        return False

    def clear(self) -> None:
        """Forget everything."""
        self._younger, self._elder, self._size = {}, {}, 0
        self._put_once = set()

    def __len__(self) -> int:
        """How many values are there."""
        return len(self._younger.keys() | self._elder.keys())
