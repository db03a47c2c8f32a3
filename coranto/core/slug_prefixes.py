"""Rows whose slug begins with given letters, found by the index of the column in either database."""

from django.db import connection
from django.db.models import Q

AFTER_ALL = "\U0010ffff"
"""Sorts after every letter that a slug may hold."""


def begins_with(column: str, letters: str) -> Q:
    """The condition. SQLite's LIKE uses no index, a span of values does; in PostgreSQL it is the other way round."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": letters, f"{column}__lt": letters + AFTER_ALL})
    return Q(**{f"{column}__startswith": letters})
