"""A start loads no more than it needs, and still knows all that it must."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from coranto.config.set_up import migrations_here
from tests.conftest import ROOT

START = """
import sys
from coranto.cli.home import open_home
from coranto.config import server

open_home(None)
server.warm_up()
print(*sys.modules)
"""
NOT_NEEDED = ("coranto.posts.migrations.", "wagtail.migrations.")


@pytest.mark.django_db
def test_migrations_are_known_by_the_names_of_their_files() -> None:
    assert migrations_here() == set(MigrationLoader(connection).disk_migrations)


def test_a_later_start_loads_no_migrations(tmp_path: Path) -> None:
    start = [sys.executable, "-c", START]
    environment = {"CORANTO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    printed = subprocess.run(start, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    loaded = printed.split()
    assert "coranto.posts.models" in loaded and "wagtail.admin.urls" in loaded
    assert not [name for name in loaded if name.startswith(NOT_NEEDED)]


def test_a_home_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    start = [sys.executable, "-c", "from coranto.cli.home import open_home; open_home(None)"]
    environment = {"CORANTO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    subprocess.run(start, env=environment, cwd=ROOT, check=True, capture_output=True)
    with sqlite3.connect(tmp_path / "coranto.sqlite3") as database:
        later = "INSERT INTO django_migrations (app, name, applied) VALUES ('posts', '9999_later', '2030-01-01')"
        database.execute(later)
    refused = subprocess.run(start, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "PlainError: this home was used by a newer Coranto (posts 9999_later)" in refused.stderr
