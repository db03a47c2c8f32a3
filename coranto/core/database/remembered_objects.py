"""Objects that are made once for each row, however often the row is read: making one takes longer than reading it."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from django.db import models

from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.prepared_for_keys import ForKeys, GivenKeys
from coranto.core.database.prepared_queries import PreparedObjects, Row

M = TypeVar("M", bound=models.Model)
OF_AN_OBJECT = 1_500
"""Bytes that an object takes besides its texts, about."""


class RememberedObjects(Generic[M]):
    """A prepared queryset whose objects are shared by all who ask: the same row gives the same object, again and again.

    Nobody may change them, nor ask them for columns that the queryset leaves out. A row that has changed is another.
    """

    def __init__(self, make: Callable[[], models.QuerySet[M]], memory: BoundedMemory[M]) -> None:
        """``make`` gives the queryset, see :class:`PreparedObjects`; sizes in ``memory`` are bytes, about."""
        self._prepared = PreparedObjects(make)
        self._made = memory

    def all(self, **given: object) -> Iterator[M]:
        """The objects, with these values for what was left open."""
        return map(self._object, self._prepared.rows.unread(**given))

    def _object(self, row: Row) -> M:
        found = self._made.get(row)
        if found is None:
            found = self._prepared.maker(self._prepared.rows.read(row))
            self._made.put(row, found, OF_AN_OBJECT + sum(len(value) for value in row if isinstance(value, str)))
        return found


def remembered_for_keys(make: Callable[[GivenKeys], models.QuerySet[M]], memory: BoundedMemory[M]) -> ForKeys[M]:
    """Objects by their keys, however many are asked for at once; see :class:`RememberedObjects`."""
    return ForKeys(lambda keys: RememberedObjects(lambda: make(keys), memory))
