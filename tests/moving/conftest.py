"""A home with a site, and databases to move it into: these tests need PostgreSQL (``make test-moving``)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cli.running import CLEAN, EMPTY, coranto
from tests.conftest import SHARED

SERVER = os.environ.get("DATABASE_URL", "")
SECRET = {"CORANTO_SECRET_KEY": "the-same-on-all-machines", "CORANTO_URL": "http://digest.example"}
KILLED_AT = """
import os, signal, sys
import django
django.setup()
from coranto.config.moving import run, writing
left = int(sys.argv[3])
def counted(usual):
    def call(self, *arguments):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(self, *arguments)
    return call
kind = writing.Ledger if sys.argv[2] == "put" else writing.NewSide
setattr(kind, sys.argv[2], counted(getattr(kind, sys.argv[2])))
run.move_database(sys.argv[1], tell=lambda line: None, count=lambda rows: None)
"""


def run_killed(home: Path, url: str, verb: str, times: int, **environment: str) -> int:
    """Begin a move that is killed (SIGKILL) at the given call of a verb of the new side; the exit status."""
    variables = {**CLEAN, **EMPTY, **SECRET, "CORANTO_HOME": str(home), **environment}
    variables["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    call = [sys.executable, "-c", KILLED_AT, url, verb, str(times)]
    return subprocess.run(call, env=variables, check=False, timeout=300).returncode


def to_database(name: str) -> str:
    """The address of another database of the same server."""
    return SERVER.rsplit("/", 1)[0] + "/" + name


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[str], None]]:
    """Runs a statement on the server, outside of any test's database."""
    if not SERVER.startswith("postgres"):
        pytest.skip("there is no PostgreSQL (make test-moving): this test has NOT run")
    with psycopg.connect(SERVER, autocommit=True) as connection:

        def run(statement: str) -> None:
            connection.execute(statement.encode())

        yield run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home on SQLite with WordPress's theme unit test in it. Not to be changed: see :func:`own_site`."""
    export = SHARED / "wordpress" / "theme-unit-test.wxr.xml"
    if not export.is_file():
        pytest.skip(f"the shared data is not at {SHARED}: this test has NOT run")
    home = tmp_path_factory.mktemp("moved") / "home"
    done = coranto("import", "wordpress", export, home=home, **SECRET)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def own_site(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return Path(shutil.copytree(site, tmp_path / "home"))


@pytest.fixture(scope="session")
def prepared(server: Callable[[str], None], site: Path, worker: str) -> str:
    """The name of a database in which a move was killed before its first row: making tables takes long."""
    name = f"prepared_{worker}"
    server(f"CREATE DATABASE {name}")
    assert run_killed(site, to_database(name), "clear", 0) == -9
    return name


@pytest.fixture(scope="session")
def worker() -> str:
    """The name of this process among those that test at once."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def new_database(server: Callable[[str], None], prepared: str, worker: str) -> Iterator[str]:
    """The address of a database with tables, into which a move can go on."""
    name = f"moved_{worker}"
    server(f"CREATE DATABASE {name} TEMPLATE {prepared}")
    yield to_database(name)
    server(f"DROP DATABASE {name} WITH (FORCE)")
