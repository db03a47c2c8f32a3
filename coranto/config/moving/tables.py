"""Which tables a site is made of, and how their rows are read and written."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from coranto.config.moving.cells import READ, Unfit, comparable, fitting, kind_of
from coranto.core.errors import PlainError

DERIVED = {"modelsearch_indexentry", "modelsearch_indexentry_fts"}
"""Wagtail's own search index, which nothing here fills; its columns differ between databases."""
DIGEST_SIZE = 16
WHOLE = 2 ** (8 * DIGEST_SIZE)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and how its values travel."""

    field: "models.Field[Any, Any]"
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that the other database cannot hold, and what it became."""

    table: str
    key: str
    column: str


class Table:
    """A table of the site: its columns in the order in which rows are passed on, the key first."""

    def __init__(self, model: type[models.Model]) -> None:
        key = model._meta.pk
        fields = [key, *(field for field in model._meta.local_concrete_fields if field is not key)]
        self.name = model._meta.db_table
        self.columns = [Column(field, field.column, kind_of(field)) for field in fields if field is not None]
        self.key = self.columns[0]
        self.is_counted = isinstance(key, models.AutoField)

    def quoted(self, connection: BaseDatabaseWrapper) -> tuple[str, str]:
        """The table's name and its columns, as SQL."""
        quote = connection.ops.quote_name
        return quote(self.name), ", ".join(quote(column.name) for column in self.columns)

    def plain(self, raw: Row) -> Row:
        """A row of a database's driver in the plain form."""
        return tuple(
            None if value is None else READ[column.kind](value) for column, value in zip(self.columns, raw, strict=True)
        )

    def fitting(self, row: Row) -> tuple[Row, list[Changed]]:
        """A plain row as PostgreSQL can hold it, and what had to be changed."""
        changed: list[Changed] = []
        fit = tuple(self._fitting(row[0], *each, changed) for each in zip(self.columns, row, strict=True))
        return fit, changed

    def _fitting(self, key: Any, column: Column, value: Any, changed: list[Changed]) -> Any:
        if value is None:
            return None
        try:
            fit = fitting(column.field, column.kind, value)
        except (Unfit, ValueError) as error:
            place = f"table {self.name}, row {key}, column {column.name}"
            raise PlainError(
                f"{place} cannot be kept in PostgreSQL: {error}. Change it, and run this again."
            ) from error
        if fit != value:
            changed.append(Changed(self.name, str(key), column.name))
        return fit

    def digest(self, row: Row) -> int:
        """A number for a row that is the same on both sides. Those of all rows are added up, in whatever order."""
        values = [
            None if value is None else comparable(column.kind, value)
            for column, value in zip(self.columns, row, strict=True)
        ]
        return int.from_bytes(blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=DIGEST_SIZE).digest())


def tables() -> list[Table]:
    """Every table of the site, in the order of their names."""
    found = {
        model._meta.db_table: Table(model)
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed and model._meta.db_table not in DERIVED
    }
    return [found[name] for name in sorted(found)]


def batches(rows: Iterator[Row], *, most_rows: int, most_characters: int) -> Iterator[list[Row]]:
    """Rows in lists that fit in the memory, however long their texts are."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(batch) >= most_rows or size >= most_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
