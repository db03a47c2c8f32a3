"""Writing very many rows: a third of the time of ``bulk_create``, for those who know or need no keys.

Like it, this calls no ``save()`` and (but for :func:`insert_new`) sends no signals. Rows are checked by the database
only. The statements are built once and kept.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models import signals

from coranto.core.database.row_keys import take_keys

Convert = Callable[[Any], Any]
AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.FloatField,
)


def insert_rows(rows: Iterable[models.Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()) -> None:
    """Insert rows of one model, whole and all at once. A row without a key gets one, which it is not told.

    Where a row of the same values in the ``unique`` fields exists, its ``update`` fields are overwritten.
    """
    given = list(rows)
    if not given:
        return
    model = type(given[0])
    has_keys = given[0].pk is not None
    names = [field.attname for field in _stored(model) if has_keys or not field.primary_key]
    insert_values(model, names, [[getattr(row, name) for name in names] for row in given], unique=unique, update=update)


def insert_values(
    model: type[models.Model],
    names: Sequence[str],
    values: Iterable[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
    update: Sequence[str] = (),
    unless_there: bool = False,
) -> None:
    """Insert rows from bare values of the columns ``names`` (``author_id``), without the cost of instances.

    Columns that are not named get the default that the model gives them. With ``unless_there``, a row that a constraint
    keeps out because another one is there is left out.
    """
    insertion = _insertion(model, tuple(names), tuple(unique), tuple(update), unless_there, connection.vendor)
    ready = insertion.ready(values)
    if len(ready) == 1:
        with connection.cursor() as cursor:
            cursor.execute(insertion.sql, ready[0])
    elif ready:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.executemany(insertion.sql, ready)


def insert_new(row: models.Model) -> None:
    """Insert a row that has no key yet, give it its key, and tell of it: what ``save(force_insert=True)`` does.

    It is for a transaction of the caller's, which whoever is told writes in, too. The statement is built once for each
    model. Fields are not prepared by their ``pre_save``, and the model must have no parent.
    """
    model, alias = type(row), connection.alias
    names = _names_but_key(model)
    insertion = _insertion(model, names, (), (), False, connection.vendor)
    (ready,) = insertion.ready([[getattr(row, name) for name in names]])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(insertion.sql, ready)
            row.pk = cursor.lastrowid
        else:
            cursor.execute(f"{insertion.sql} RETURNING {insertion.key}", ready)
            (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, alias
    signals.post_save.send(sender=model, instance=row, created=True, update_fields=None, raw=False, using=alias)


def insert_with_keys(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model and give each its key first."""
    if rows:
        with transaction.atomic():
            for row, key in zip(rows, take_keys(type(rows[0]), len(rows)), strict=True):
                row.pk = key
                row._state.adding = False
                row._state.db = connection.alias
            insert_rows(rows)


@dataclass(frozen=True, slots=True)
class _Insertion:
    """How rows of certain columns are inserted. ``left`` are columns that get the default of the model."""

    sql: str
    key: str
    changes: Sequence[Convert | None]
    left: Sequence[models.Field[Any, Any]]

    def ready(self, values: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
        """The rows as the database takes them."""
        defaults = [field.get_db_prep_save(field.get_default(), connection) for field in self.left]
        if not defaults and not any(self.changes):
            return list(values)
        return [
            [change(value) if change else value for change, value in zip(self.changes, row, strict=True)] + defaults
            for row in values
        ]


@lru_cache(maxsize=256)
def _insertion(
    model: type[models.Model],
    names: tuple[str, ...],
    unique: tuple[str, ...],
    update: tuple[str, ...],
    unless_there: bool,
    vendor: str,
) -> _Insertion:
    """The plan, made once for each kind of rows; ``vendor`` is that of the database."""
    columns = {field.attname: field for field in _stored(model)}
    left = [field for name, field in columns.items() if name not in names and not field.primary_key and not field.null]
    named = [columns[name] for name in names]
    sql = _insert(model, [*named, *left], unique, update)
    key = connection.ops.quote_name(str(_key_of(model).column))
    return _Insertion(f"{sql} ON CONFLICT DO NOTHING" if unless_there else sql, key, [*map(_converter, named)], left)


@cache
def _names_but_key(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in _stored(model) if not field.primary_key)


def _key_of(model: type[models.Model]) -> models.Field[Any, Any]:
    return next(field for field in _stored(model) if field.primary_key)


def _stored(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def _insert(
    model: type[models.Model], fields: Sequence[models.Field[Any, Any]], unique: Sequence[str], update: Sequence[str]
) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our tables
    if not unique:
        return sql
    columns_of = {field.name: str(field.column) for field in _stored(model)}
    target = ", ".join(quote(columns_of[name]) for name in unique)
    changed = [quote(columns_of[name]) for name in update]
    return f"{sql} ON CONFLICT ({target}) DO UPDATE SET " + ", ".join(f"{each} = excluded.{each}" for each in changed)


def _converter(field: models.Field[Any, Any]) -> Convert | None:
    """What makes a value fit for the database; nothing where it is already."""
    if isinstance(field, models.DateTimeField):
        return _adapted_moment
    if isinstance(field, AS_THEY_ARE) or (isinstance(field, models.ForeignKey) and field.target_field.primary_key):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


@lru_cache(maxsize=256)
def _adapted_moment(moment: datetime.datetime | None) -> Any:
    """Rows that belong together often share theirs."""
    return connection.ops.adapt_datetimefield_value(moment)
