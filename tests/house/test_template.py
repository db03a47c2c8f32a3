"""The empty database in the package is that of the present migrations."""

import gzip
import sqlite3
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from coranto.config.set_up import TEMPLATE


def test_the_template_has_every_migration(tmp_path: Path) -> None:
    path = tmp_path / "template.sqlite3"
    path.write_bytes(gzip.decompress(TEMPLATE.read_bytes()))
    database = sqlite3.connect(path)
    applied = set(database.execute("SELECT app, name FROM django_migrations"))
    database.close()
    missing = set(MigrationLoader(None).disk_migrations) - applied
    assert not missing, f"Run 'make template': the empty database lacks {sorted(missing)}"
