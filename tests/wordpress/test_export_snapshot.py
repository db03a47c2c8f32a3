"""While others write, an export shows the site as it was when it began, and nobody has to wait for it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.wordpress.exporting_while_writing import POSTS

DATABASE = "coranto_export_snapshot"


def run_on_its_own(home: Path, address: str) -> dict[str, Any]:
    """What the program prints, on an empty database."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO_", "DATABASE_"))}
    env |= {"CORANTO_HOME": str(home), "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    command = [sys.executable, "-m", "tests.wordpress.exporting_while_writing"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def address() -> Iterator[str]:
    """Where the program may write: nothing for SQLite, a database of its own beside the tests' in PostgreSQL."""
    if connection.vendor == "sqlite":
        yield ""
        return
    import psycopg

    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as maker:
        maker.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE}"))
        finally:
            maker.execute(f"DROP DATABASE {DATABASE}")


def test_an_export_is_of_one_moment_whatever_others_write(tmp_path: Path, address: str) -> None:
    found = run_on_its_own(tmp_path / "home", address)
    before = {"posts": POSTS, "titles": ["Post"], "comments": POSTS, "terms": []}
    assert found["changed"] and found["during"] == before
    assert found["after"] == {"posts": POSTS + 1, "titles": ["Added", "Changed"], "comments": 50, "terms": ["new"]}
