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
NOT_NEEDED = ("coranto.posts.migrations.", "wagtail.migrations.", "wagtail.api.v3", "ninja.")
ASKED_AFTERWARDS = """
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

print(policy_registry.get_by_type(Redirect, fallback=False) is not None)
from wagtail.contrib.redirects.api.v3 import router

print(type(router).__module__)
"""


@pytest.mark.django_db
def test_migrations_are_known_by_the_names_of_their_files() -> None:
    assert migrations_here() == set(MigrationLoader(connection).disk_migrations)


@pytest.mark.slow
def test_a_start_loads_no_migrations_nor_interfaces_that_nobody_is_served(tmp_path: Path) -> None:
    loaded = started(START, tmp_path).split()
    assert "coranto.posts.models" in loaded and "wagtail.admin.urls" in loaded
    assert not [name for name in loaded if name.startswith(NOT_NEEDED)]


@pytest.mark.slow
def test_what_was_left_out_can_be_loaded_later(tmp_path: Path) -> None:
    *_, is_registered, module = started(START + ASKED_AFTERWARDS, tmp_path).splitlines()
    assert (is_registered, module) == ("True", "ninja.router")


def started(script: str, home: Path) -> str:
    """What a script prints in a process of its own."""
    environment = {"CORANTO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
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
