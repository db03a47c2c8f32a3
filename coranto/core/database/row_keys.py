"""The counters that the database gives primary keys from."""

from django.db import connection, models, transaction


@transaction.atomic
def take_keys(model: type[models.Model], count: int) -> list[int]:
    """So many new primary keys, for rows that are written in bulk. Nobody else gets them.

    In SQLite the transaction holds the only right to write, so it must not be ended before the rows are written.
    """
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            question = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(question, [*_sequence(model), count])
            return [key for (key,) in cursor.fetchall()]
        last = _last_of_sqlite(model)
        _set_last_of_sqlite(model, last + count)
        return list(range(last + 1, last + count + 1))


def reserve_keys(model: type[models.Model], *, up_to: int) -> None:
    """See to it that keys given out by the database from now on are above ``up_to`` and above all that are in use.

    Rows written with keys of their own do not move PostgreSQL's sequences.
    """
    highest = max(up_to, model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0, 1)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", _sequence(model))
            (name,) = cursor.fetchone()
            cursor.execute("SELECT setval(%s, GREATEST(%s, nextval(%s) - 1))", [name, highest, name])
            return
    _set_last_of_sqlite(model, max(highest, _last_of_sqlite(model)))


def _sequence(model: type[models.Model]) -> list[str]:
    key = model._meta.pk
    return [connection.ops.quote_name(model._meta.db_table), key.column if key else "id"]


def _last_of_sqlite(model: type[models.Model]) -> int:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _set_last_of_sqlite(model: type[models.Model], last: int) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
