"""Homes of their own for tests that run the real command: made from a migrated template, read from outside."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import CACHE, ROOT, make_sqlite_template, migrations_digest

MOMENTS = {
    "wordpress_importrun": {"started_at", "ended_at", "bytes_read", "state", "error"},
    "publication_publication": {"changed_at", "changed_but_for_comments_at"},
    "posts_source": {"made_at"},
    "comments_verdict": {"at"},
    "wagtailcore_revision": {"created_at"},
    "django_tasks_database_dbtaskresult": {"id", "enqueued_at"},
}
"""Columns that say when something was done here, and so differ between two runs of the same import."""
LEFT_OUT = {"django_session", "django_migrations", "accounts_signinlink", "sqlite_sequence", "posts_sitechange"}


def new_home(folder: Path, template: Path) -> Path:
    """A home with an empty, migrated database."""
    folder.mkdir(parents=True)
    shutil.copyfile(template, folder / "coranto.sqlite3")
    return folder


def migrated_template() -> Path:
    """The migrated database that the tests copy."""
    template = CACHE / f"test-{migrations_digest()}.sqlite3"
    if not template.exists():
        make_sqlite_template(template)
    return template


def import_process(
    home: Path, *arguments: str | Path, before: Callable[[], None] | None = None
) -> "subprocess.Popen[str]":
    """Start ``coranto import wordpress`` on a home, in a process of its own; ``before`` runs there first."""
    command = [sys.executable, "-m", "coranto", "import", "wordpress", *map(str, arguments), "--home", str(home)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO", "DJANGO"))}
    environment |= {"CORANTO_URL": "http://digest.example", "CORANTO_LOG_LEVEL": "ERROR", "DATABASE_URL": ""}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before
    )


def content_hashes(home: Path) -> dict[str, str]:
    """A digest of the content of every table, by its name. Moments at which something was done here do not count."""
    with sqlite3.connect(home / "coranto.sqlite3") as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in sorted(names) if name not in LEFT_OUT and "_fts" not in name]
        return {table: _hash(database, table) for table in tables}


def _hash(database: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    kept = [f'"{column}"' for column in columns if column not in MOMENTS.get(table, ())]
    order = ", ".join(str(place + 1) for place in range(min(len(kept), 4)))
    digest = hashlib.blake2b(digest_size=12)
    for row in database.execute(" ".join(["SELECT", ", ".join(kept), "FROM", table, "ORDER BY", order])):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
