"""The counters that the database gives primary keys from."""

from django.db import connection, models


def reserve_keys(model: type[models.Model], *, up_to: int) -> None:
    """See to it that keys given out by the database from now on are above ``up_to`` and above all that are in use.

    Rows written with keys of their own do not move PostgreSQL's sequences.
    """
    highest = max(up_to, model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0)
    table, column = model._meta.db_table, model._meta.pk.column if model._meta.pk else "id"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = [f'"{table}"', column]
            now = "nextval(pg_get_serial_sequence(%s, %s))"
            change = f"SELECT setval(pg_get_serial_sequence(%s, %s), GREATEST(%s, {now} - 1, 1))"
            cursor.execute(change, [*sequence, highest, *sequence])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [highest, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, highest])
