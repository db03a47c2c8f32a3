"""What every test may ask for: a migrated database, made once and copied; the shared data, or a loud skip."""

import gc
import gzip
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases

from coranto.core.rare_collection import collect_rarely

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
SHARED = ROOT.parent / "shared"
LOCK_NUMBER = 0x746573  # of PostgreSQL's advisory locks


def migrations_digest() -> str:
    """A name for the present state of all migrations, ours and those of the installed packages."""
    digest = hashlib.blake2b(digest_size=8)
    for path in [
        *sorted((ROOT / "coranto").glob("*/migrations/*.py")),
        *sorted((ROOT / "coranto/accounts").glob("[gr]*.py")),
    ]:
        digest.update(path.read_bytes())  # roles are granted after the last migration
    digest.update((ROOT / "uv.lock").read_bytes())
    return digest.hexdigest()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: nothing looks through it again for what may be freed."""
    gc.collect()
    gc.freeze()
    collect_rarely()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """A migrated database for each process: a copy of one that is made once."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            copy_sqlite_template()
        yield  # blocked: a test says that it asks the database
        with django_db_blocker.unblock():
            connections.close_all()
        shutil.rmtree(settings.HOME, ignore_errors=True)
        return
    request.getfixturevalue("django_db_modify_db_settings")  # a database of its own for each process
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = postgres_template()
        configuration = setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=[])
    yield
    with django_db_blocker.unblock():
        teardown_databases(configuration, verbosity=0, keepdb=True)


def copy_sqlite_template() -> None:
    """A copy of the migrated template as the test database of this process."""
    template = CACHE / f"test-{migrations_digest()}.sqlite3"
    if not template.exists():
        make_sqlite_template(template)
    path = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    path = path.with_name(f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{path.name}")
    shutil.copyfile(template, path)
    point_at(path)


def make_sqlite_template(template: Path) -> None:
    """The database that new homes begin as, with what it may lack. It appears whole: two processes may do it at once.

    That it is what all the migrations make of an empty file, in many seconds, is asked by
    ``tests/config/test_begin_from_template.py``.
    """
    from coranto.config.set_up import TEMPLATE  # Django is not set up when this file is read

    CACHE.mkdir(exist_ok=True)
    making = template.with_suffix(f".{os.getpid()}")
    making.write_bytes(gzip.decompress(TEMPLATE.read_bytes()))
    point_at(making)
    call_command("migrate", verbosity=0)
    connection.cursor().execute("PRAGMA journal_mode=DELETE")
    connections.close_all()
    making.replace(template)


def postgres_template() -> str:
    """The name of a migrated database to copy: the first process makes it, the others wait for that."""
    name, own = f"test_template_{migrations_digest()}", connection.settings_dict["NAME"]
    with connection.creation._nodb_cursor() as server:  # type: ignore[attr-defined]  # its end gives the lock back
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not server.fetchone():
            server.execute(f"DROP DATABASE IF EXISTS {name}_making")
            server.execute(f"CREATE DATABASE {name}_making")
            point_at(f"{name}_making")
            call_command("migrate", verbosity=0)
            point_at(own)
            server.execute(f"ALTER DATABASE {name}_making RENAME TO {name}")
    return name


def point_at(place: Path | str) -> None:
    """Use the file, or PostgreSQL's database of that name, from now on."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = place


@pytest.fixture(autouse=True)
def fresh_frames() -> Iterator[None]:
    """No test sees what another left in the memory of the process."""
    from django.core.cache import cache  # Django is not set up when this file is read

    from coranto.core.chosen_theme import DEFAULT_THEME, choose_theme
    from coranto.publication.site_context import forget_frames

    cache.clear()  # limits of attempts are counted there
    choose_theme(DEFAULT_THEME)
    forget_frames()
    if filters := sys.modules.get("coranto.comments.site_filter"):
        filters.site_filter.forget()
    if terms := sys.modules.get("coranto.wordpress.rest.terms"):
        terms.own_counts.forget()
    yield


@pytest.fixture(autouse=True, scope="session")
def files_listed_once() -> Iterator[None]:
    """Each test client makes the middleware anew, which looks at a thousand static files: the first one does."""
    from coranto.config.static import StaticFiles

    listed: dict[str, Any] = {}
    list_files = StaticFiles.add_files_from_finders

    def add_files(self: StaticFiles) -> None:
        if not listed:
            list_files(self)
            listed.update(self.files)
        self.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFiles, "add_files_from_finders", add_files)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared data is not at {SHARED}: this test has NOT run")
    return SHARED
