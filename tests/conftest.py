"""What every test may ask for: a migrated database, made once and copied; the shared data, or a loud skip."""

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

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
SHARED = ROOT.parent / "shared"


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


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Wagtail's migrations take ten seconds: run them once for each state of the migrations, then copy the file."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            yield from sqlite_copy()
            return
        request.getfixturevalue("django_db_modify_db_settings")  # a database of its own for each process
        configuration = setup_databases(verbosity=0, interactive=False, keepdb=True)
        yield
        teardown_databases(configuration, verbosity=0, keepdb=True)


def sqlite_copy() -> Iterator[None]:
    """A copy of the migrated template as the test database of this process."""
    template = CACHE / f"test-{migrations_digest()}.sqlite3"
    if not template.exists():
        make_sqlite_template(template)
    path = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    path = path.with_name(f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{path.name}")
    shutil.copyfile(template, path)
    point_at(path)
    yield
    connections.close_all()
    shutil.rmtree(settings.HOME, ignore_errors=True)


def make_sqlite_template(template: Path) -> None:
    """Migrate an empty file, then move it into place whole, so that two processes may do it at once."""
    CACHE.mkdir(exist_ok=True)
    making = template.with_suffix(f".{os.getpid()}")
    point_at(making)
    call_command("migrate", verbosity=0)
    connection.cursor().execute("PRAGMA journal_mode=DELETE")
    connections.close_all()
    making.replace(template)


def point_at(path: Path) -> None:
    """Use the file at ``path`` as the database from now on."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = path


@pytest.fixture(autouse=True)
def fresh_frames() -> Iterator[None]:
    """No test sees what another left in the memory of the process."""
    from coranto.publication.site_context import forget_frames  # Django is not set up when this file is read

    forget_frames()
    if filters := sys.modules.get("coranto.comments.site_filter"):
        filters.site_filter.forget()
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
