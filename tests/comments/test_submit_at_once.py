"""The wait between two comments and the most of an hour hold when many come at the same moment."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.comments.submitting_at_once import AT_ONCE
from tests.conftest import ROOT, postgres_template

DATABASE = "coranto_submitting_at_once"


@pytest.fixture
def address(db: None) -> Iterator[str]:
    """Where the program may write: nothing for SQLite, a database of its own beside the tests' in PostgreSQL."""
    if connection.vendor == "sqlite":
        yield ""
        return
    import psycopg

    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as maker:
        maker.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {postgres_template()}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE}"))
        finally:
            maker.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def test_of_those_that_come_at_once_no_more_are_kept_than_of_those_that_come_in_turn(
    tmp_path: Path, address: str
) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO_", "DATABASE_"))}
    env |= {"CORANTO_HOME": str(tmp_path / "home"), "DATABASE_URL": address}
    env["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    command = [sys.executable, "-m", "tests.comments.submitting_at_once"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "one network": {"kept": 1, "fast": AT_ONCE - 1, "rows": 1},
        "one address": {"kept": 1, "fast": AT_ONCE - 1, "rows": 1},
        "nobody in common": {"kept": AT_ONCE, "rows": AT_ONCE},
        "limit": {"kept": 3, "fast": AT_ONCE - 3, "rows": 3},
        "limit, again": {"fast": AT_ONCE, "rows": 0},
        "staff": {"kept": AT_ONCE, "rows": AT_ONCE},
        "one form": {"kept": 1, "repeated": AT_ONCE - 1, "rows": 1},
    }
