"""Make ``coranto/config/template.sqlite3.gz``: the migrated, empty database that a new home begins as.

Run by ``make template`` after a migration was added; a test fails when it was forgotten.
"""

import gzip
import os
import sqlite3
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "coranto" / "config" / "template.sqlite3.gz"


def main() -> None:
    """Migrate an empty home and pack its database, without time stamps: the file changes only with its content."""
    home = Path(tempfile.mkdtemp(prefix="coranto-template-"))
    os.environ.update(CORANTO_HOME=str(home), DJANGO_SETTINGS_MODULE="coranto.config.settings", DATABASE_URL="")
    for name in ("CORANTO_LANGUAGE", "CORANTO_TIME_ZONE"):
        os.environ.pop(name, None)
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    connection.close()
    database = sqlite3.connect(home / "coranto.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=DELETE")
    database.execute("UPDATE django_migrations SET applied = '2026-01-01 00:00:00'")
    database.execute("VACUUM")
    database.close()
    TARGET.write_bytes(gzip.compress((home / "coranto.sqlite3").read_bytes(), mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


main()
