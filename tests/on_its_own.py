"""Programs of the tests that need a process and a database to themselves, since their transactions are committed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from tests.conftest import ROOT


@contextmanager
def own_database(name: str, *, template: str = "template1") -> Iterator[str]:
    """Where the program may write: nothing for SQLite, a database of its own beside the tests' in PostgreSQL."""
    if connection.vendor == "sqlite":
        yield ""
        return
    import psycopg

    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as maker:
        maker.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            maker.execute(f"DROP DATABASE {name} WITH (FORCE)")


def told_by(module: str, home: Path, address: str, *, timeout: float) -> dict[str, Any]:
    """The JSON in the last line that the program prints; it runs for at most ``timeout`` seconds."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO_", "DATABASE_"))}
    env |= {"CORANTO_HOME": str(home), "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
