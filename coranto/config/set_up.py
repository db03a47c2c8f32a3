"""Making a home, and bringing an older one up to date: every command does it, and it costs little when all is there."""

import gc
import gzip
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from coranto.core.errors import PlainError
from coranto.core.rare_collection import without_collecting

LOCK_NUMBER = 0x636F74  # of PostgreSQL's advisory locks
TEMPLATE = Path(__file__).with_name("template.sqlite3.gz")


def prepare_home() -> None:
    """Make or upgrade the home, and start Django on it.

    A new home on SQLite begins as a copy of a migrated, empty database that is part of the package (``make template``
    renews it), because running Wagtail's migrations takes ten seconds and copying a file none.
    """
    from coranto.config import environment

    folder = environment.home()
    make_folder(folder)
    is_new = copy_template(folder)
    with without_collecting():
        django.setup()
    try:
        migrate()
    except OperationalError as error:
        raise PlainError(f"the database cannot be used: {error}".strip()) from error
    if is_new:
        adopt_settings()
    static_files()


def make_folder(folder: Path) -> None:
    """The home and its folders; only their owner may look inside."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / "media").mkdir(exist_ok=True)
    except NotADirectoryError as error:
        raise PlainError(f"{folder} is not a folder: choose another with --home.") from error
    except FileExistsError as error:
        raise PlainError(f"{folder} is a file: choose another place with --home.") from error
    if not os.access(folder, os.W_OK):
        raise PlainError(f"no right to write to {folder}: give it to this user, or choose another with --home.")


def copy_template(folder: Path) -> bool:
    """Begin a new home's SQLite database; whether this was done. The file appears whole or not at all.

    Only its owner may read it, also where the folder was there before; SQLite gives its ``-wal`` and ``-shm`` the same.
    """
    from coranto.config import environment

    path = folder / "coranto.sqlite3"
    if environment.text("DATABASE_URL") or path.exists():
        return False
    making = path.with_suffix(f".{os.getpid()}")
    making.touch(mode=0o600)
    with gzip.open(TEMPLATE) as source, making.open("wb") as target:
        shutil.copyfileobj(source, target)
    making.replace(path)
    return True


def migrate() -> None:
    """Bring the database up to this version. A database of a newer version is refused, not harmed."""
    check_sqlite_file()
    known, applied = migrations_here(), MigrationRecorder(connection).applied_migrations()
    ahead = [key for key in applied if key not in known and key[0] in OUR_APPS]
    if ahead:
        raise PlainError(f"this home was used by a newer Coranto ({ahead[0][0]} {ahead[0][1]}): install that version.")
    if not known <= applied.keys():
        with one_machine():
            call_command("migrate", verbosity=0)
        gc.collect()  # models as they once were, of every migration


def migrations_here() -> set[tuple[str, str]]:
    """All migrations of this version, by app and name as their files are called: to load them takes a while."""
    found = set()
    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        spec = find_spec(module) if module else None
        places = (spec and spec.submodule_search_locations) or []
        found |= {
            (app.label, each.name) for each in iter_modules(places) if not each.ispkg and each.name[0] not in "_~"
        }
    return found


@contextmanager
def one_machine() -> Iterator[None]:
    """Of several machines that start at once on one PostgreSQL, one upgrades it, and the others wait for that."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


OUR_APPS = {"accounts", "media", "publication", "posts", "comments", "pages", "wordpress", "spam"}


def check_sqlite_file() -> None:
    """Say it in words when the file at the database's place is no database."""
    if connection.vendor != "sqlite":
        return
    try:
        connection.ensure_connection()
        connection.cursor().execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        raise PlainError(f"{settings.DATABASES['default']['NAME']} is not a usable database: {error}") from error
    except django.db.DatabaseError as error:
        raise PlainError(f"{settings.DATABASES['default']['NAME']} is not a usable database: {error}") from error


def adopt_settings() -> None:
    """Give the new publication the language and time zone of the environment."""
    from coranto.publication.models import Publication

    Publication.objects.update(language=settings.LANGUAGE_CODE, time_zone=settings.TIME_ZONE)


def static_files() -> None:
    """Compress the theme's few files for this version, so that they travel small; the desk's are served as they are."""
    from coranto.config.static import write_compressed

    write_compressed()
