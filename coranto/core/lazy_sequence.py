"""A sequence that is made when somebody looks into it, and known before by what it would be made of."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """Two with equal ``key`` hold the same. Whoever keeps something by it keeps the key, not the sequence."""

    def __init__(self, key: Hashable, make: Callable[[], tuple[T, ...]], length: int | None = None) -> None:
        """``length`` is that of what ``make`` gives, if known. Two threads that look at once may each have it made."""
        self.key = key
        self._length = length
        self._make = make
        self._made: tuple[T, ...] | None = None

    def _all(self) -> tuple[T, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __len__(self) -> int:
        """The length; if it is known nothing is made for it."""
        return len(self._all()) if self._length is None else self._length

    def __iter__(self) -> Iterator[T]:
        """All of it, in order."""
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        """What stands there."""
        return self._all()[place]
