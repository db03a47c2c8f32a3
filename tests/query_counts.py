"""Counting what a page asks of the database, after a first time that fills what is kept in memory."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, path: str, *, status: int = 200) -> int:
    """How many queries the address costs."""
    assert client.get(path).status_code == status, path
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
