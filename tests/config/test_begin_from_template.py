"""The empty database in the package, which homes and tests begin as, is what all the migrations make."""

import gzip
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from coranto.config.set_up import TEMPLATE
from tests.cli.running import CLEAN, EMPTY

pytestmark = pytest.mark.slow
DRAWN_OR_DATED = re.compile(r"'[0-9a-f]{32}'|'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*'|NULL,''\);$")


def said(path: Path) -> list[str]:
    """Every statement that makes the database, without names that are drawn and moments."""
    database = sqlite3.connect(path)
    statements = [DRAWN_OR_DATED.sub("…", line) for line in database.iterdump() if '"django_migrations"' not in line]
    database.close()
    return sorted(statements)


def test_the_template_is_what_the_migrations_make(tmp_path: Path) -> None:
    packed = tmp_path / "template.sqlite3"
    packed.write_bytes(gzip.decompress(TEMPLATE.read_bytes()))
    settings = {"CORANTO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env={**CLEAN, **EMPTY, **settings}, check=True)
    assert said(packed) == said(tmp_path / "coranto.sqlite3")
