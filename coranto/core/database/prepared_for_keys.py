"""Prepared questions about several rows by their keys, such as the ten posts of a page: built once for each number.

The number is rounded up to a power of two, and the last key stands for those that are missing, so there are few.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from django.db import models
from django.db.models.expressions import Expression

from coranto.core.database.prepared_queries import Given, PreparedObjects, PreparedRows, Row

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


class Prepared(Protocol[T_co]):
    """A question that is built."""

    def all(self, **given: Any) -> Iterable[T_co]:
        """The answers to it."""


class GivenKeys(Expression):
    """So many keys, for ``pk__in``."""

    def __init__(self, length: int) -> None:
        super().__init__(output_field=models.BigIntegerField())
        self.length = length

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:
        """A mark for each key."""
        return f"({', '.join(['%s'] * self.length)})", [_Key(place) for place in range(self.length)]


class _Key(Given):
    """The key at one place."""

    def __init__(self, place: int) -> None:
        super().__init__("keys", models.BigIntegerField())
        self.place = place

    def ready(self, value: Sequence[int]) -> int:
        return value[min(self.place, len(value) - 1)]


class ForKeys(Generic[T]):
    """A question about rows by their keys."""

    def __init__(self, prepare: Callable[[GivenKeys], Prepared[T]]) -> None:
        """``prepare`` prepares it for so many keys."""
        self._prepare = prepare
        self._by_length: dict[int, Prepared[T]] = {}

    def all(self, keys: Sequence[int], **given: Any) -> Iterable[T]:
        """The answers for these keys, with these values for what else was left open."""
        if not keys:
            return ()
        length = 1 << (len(keys) - 1).bit_length()
        prepared = self._by_length.get(length)
        if prepared is None:
            prepared = self._by_length[length] = self._prepare(GivenKeys(length))
        return prepared.all(keys=keys, **given)


def objects_for_keys(make: Callable[[GivenKeys], models.QuerySet[M]]) -> ForKeys[M]:
    """Objects; ``make`` gives the queryset, see :class:`PreparedObjects`."""
    return ForKeys(lambda keys: PreparedObjects(lambda: make(keys)))


def rows_for_keys(make: Callable[[GivenKeys], models.QuerySet[Any, Any]]) -> ForKeys[Row]:
    """Rows; ``make`` gives the queryset, see :class:`PreparedRows`."""
    return ForKeys(lambda keys: PreparedRows(lambda: make(keys)))
