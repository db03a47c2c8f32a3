"""Questions that are asked again and again: Django builds the SQL of each once, afterwards only the values change.

To build a query takes Django several times as long as the database takes to answer it from an index. Where a request
asks a dozen such questions (a comment that comes in does) that is most of what the request costs. The queries are
written as querysets all the same: within them :class:`Given` stands for what is known only when they are asked.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # not in the stubs
from django.db.models.sql import UpdateQuery

from coranto.core.database.quick_objects import make_quickly, maker_of

LARGEST = 2**63 - 1
M = TypeVar("M", bound=models.Model)
Row = tuple[Any, ...]


class Given(Expression):
    """A value that comes with the question, under ``name``. It may not be ``None``: nothing equals NULL."""

    def __init__(self, name: str, field: models.Field[Any, Any]) -> None:
        """``field`` says how the database takes such a value."""
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:
        """A mark whose value is this very object, until it is asked."""
        return "%s", [self]

    def ready(self, value: Any) -> Any:
        """The value as the database takes it."""
        return self.field.get_db_prep_value(value, connection)


class GivenText(Given):
    """A text, which the database takes as it is."""

    def ready(self, value: str) -> str:
        """The text."""
        return value


class GivenNumber(Given):
    """A whole number."""

    def ready(self, value: int) -> int:
        """The number; for one that the database cannot hold another that no key is either."""
        return value if abs(value) <= LARGEST else -1


def given_text(name: str) -> Given:
    """A text that comes with the question."""
    return GivenText(name, models.TextField())


def given_number(name: str) -> Given:
    """A key or public number, for being equal to it; one larger than those of the database equals none."""
    return GivenNumber(name, models.BigIntegerField())


def given_moment(name: str) -> Given:
    """A moment with its time zone."""
    return Given(name, models.DateTimeField())


def given_day(name: str) -> Given:
    """A day of the calendar."""
    return Given(name, models.DateField())


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with the values that stand in it; a :class:`Given` among them waits for its value."""

    sql: str
    values: Sequence[Any]

    def filled(self, given: dict[str, Any]) -> list[Any]:
        """The values for the database."""
        return [value.ready(given[value.name]) if isinstance(value, Given) else value for value in self.values]


@dataclass(frozen=True, slots=True)
class Built:
    """What Django made of a queryset; never changed, so threads share it.

    ``compiler`` knows what the columns are. ``converters`` say how those are read that the database does not give as
    Python has them: position, converters, column.
    """

    compiler: Any
    statement: Statement
    converters: Sequence[tuple[int, Any, Any]]


def _quicker(convert: Any) -> Any:
    """How a column is read; moments of SQLite, which have no zone there and are UTC, in one step for ten."""
    if getattr(convert, "__name__", "") != "convert_datetimefield_value" or connection.timezone is not datetime.UTC:
        return convert

    def in_utc(value: Any, column: Any, of: Any) -> Any:
        if type(value) is datetime.datetime and value.tzinfo is None:
            return value.replace(tzinfo=datetime.UTC)
        return convert(value, column, of)

    return in_utc


class PreparedRows:
    """A queryset with ``values_list``; asked, it gives tuples."""

    def __init__(self, make: Callable[[], models.QuerySet[Any, Any]]) -> None:
        """``make`` gives the queryset. It is called when somebody asks first, once the database is known."""
        self.make = make

    @cached_property
    def built(self) -> Built:
        """The query, built. Two threads that ask first at once may each do it, on a queryset of their own."""
        compiler = self.make().query.get_compiler(connection.alias)
        statement = Statement(*compiler.as_sql())
        found = compiler.get_converters([column for column, *_rest in compiler.select])
        converters = [(position, list(map(_quicker, each)), column) for position, (each, column) in found.items()]
        return Built(compiler, statement, converters)

    def all(self, **given: Any) -> list[Row]:
        """The rows, with these values for what was left open."""
        return list(map(self.read, self.unread(**given)))

    def unread(self, **given: Any) -> list[Row]:
        """The rows as the database gives them, for :meth:`read`."""
        statement = self.built.statement
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled(given))
            return list(cursor.fetchall())

    def part(self, start: int, length: int, **given: Any) -> list[Row]:
        """So many rows from place ``start`` (0 is the first), of a queryset that is not cut to a part itself."""
        statement = self.built.statement
        with connection.cursor() as cursor:
            cursor.execute(f"{statement.sql} LIMIT %s OFFSET %s", [*statement.filled(given), length, start])
            rows = list(cursor.fetchall())
        return list(map(self.read, rows)) if self.built.converters else rows

    def first(self, **given: Any) -> Row | None:
        """The first row, or nothing."""
        return next(iter(self.all(**given)), None)

    def read(self, row: Row) -> Row:
        """The row with what Python has for each column."""
        converters = self.built.converters
        if not converters:
            return row
        values = list(row)
        for position, converts, column in converters:
            for convert in converts:
                values[position] = convert(values[position], column, connection)
        return tuple(values)


class PreparedObjects(Generic[M]):
    """A queryset of objects, also with ``only``, ``annotate`` and ``select_related``; not with ``prefetch_related``."""

    def __init__(self, make: Callable[[], models.QuerySet[M]]) -> None:
        """``make`` gives the queryset; see :class:`PreparedRows`."""
        self.rows = PreparedRows(make)

    @cached_property
    def maker(self) -> Callable[[Row], M]:
        """What makes an object, and those it is joined with, of a row."""
        compiler, alias = self.rows.built.compiler, connection.alias
        select, classes = compiler.select, compiler.klass_info
        model: type[M] = classes["model"]
        places = slice(classes["select_fields"][0], classes["select_fields"][-1] + 1)
        names = [column[0].target.attname for column in select[places]]
        joined = get_related_populators(classes, select, alias)
        make_quickly(joined)
        from_row = maker_of(model).from_db
        more = tuple((compiler.annotation_col_map or {}).items())

        def made(row: Row) -> M:
            found: M = from_row(alias, names, row[places])
            for each in joined:
                each.populate(row, found)
            for name, place in more:
                setattr(found, name, row[place])
            return found

        return made

    def place(self, model: type[models.Model], name: str) -> int:
        """Where the column ``name`` of ``model``, the queryset's own or one that it is joined with, stands in a row."""
        columns = [column for column, *_rest in self.rows.built.compiler.select]
        return next(
            place
            for place, column in enumerate(columns)
            if (column.target.model, column.target.attname) == (model, name)
        )

    def made(self, row: Row) -> M:
        """The object of a row as the database gave it."""
        return self.maker(self.rows.read(row))

    def all(self, **given: Any) -> Iterator[M]:
        """The objects, with these values for what was left open."""
        return map(self.maker, self.rows.all(**given))

    def first(self, **given: Any) -> M | None:
        """The first object, or nothing."""
        return next(self.all(**given), None)


class PreparedUpdate:
    """What ``update`` does to the rows of one table; no signals are sent."""

    def __init__(self, make: Callable[[], models.QuerySet[Any, Any]], **changes: Any) -> None:
        """``make`` gives the queryset, ``changes`` say what becomes of its rows."""
        self.make, self.changes = make, changes

    @cached_property
    def statement(self) -> Statement:
        """The query."""
        query: Any = self.make().query.chain(klass=UpdateQuery)
        query.add_update_values(self.changes)
        return Statement(*query.get_compiler(connection.alias).as_sql())

    def run(self, **given: Any) -> int:
        """Change the rows; how many there were."""
        with connection.cursor() as cursor:
            cursor.execute(self.statement.sql, self.statement.filled(given))
            return int(cursor.rowcount)
