"""A sequence that is made when somebody looks into it, and known before by what it would be made of."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """Two with equal ``key`` hold the same; ``None`` is no key. Whoever keeps something by it keeps the key alone.

    It is equal to whatever sequence holds the same, and so has no hash: nothing can be kept by the sequence itself.
    """

    def __init__(self, key: Hashable | None, make: Callable[[], tuple[T, ...]], length: int | None = None) -> None:
        """``length`` is that of what ``make`` gives, if known. Two threads that look at once may each have it made."""
        self.key = key
        self._length = length
        self._make = make
        self._made: tuple[T, ...] | None = None

    def _all(self) -> tuple[T, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __eq__(self, other: object) -> bool:
        """Whether the other is a sequence of the same."""
        return self._all() == tuple(other) if isinstance(other, Sequence) else NotImplemented

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
