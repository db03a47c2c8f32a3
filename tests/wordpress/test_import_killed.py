"""An import that is killed at any moment and started again ends in the same state as one that ran through."""

import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.wordpress.homes import content_hashes, import_process, migrated_template, new_home

RANDOM = secrets.SystemRandom()
pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="the homes of this test are SQLite files; the same code runs on PostgreSQL",
    ),
    pytest.mark.slow,
]


def write_export(shared: Path, folder: Path, posts: int, comments: int) -> Path:
    """A synthetic export of so many posts and comments."""
    path = folder / "export.xml"
    maker = shared / "wordpress" / "make_wxr.py"
    sizes = ["--posts", str(posts), "--comments", str(comments), "--words", "120", "--tags", "30", "--categories", "12"]
    subprocess.run([sys.executable, str(maker), *sizes, "-o", str(path)], check=True, capture_output=True)
    return path


def run_through(home: Path, *files: Path) -> float:
    """Import without disturbance; give back how long it took, in seconds."""
    start = time.monotonic()
    process = import_process(home, *files)
    _output, errors = process.communicate()
    assert process.returncode == 0, errors
    return time.monotonic() - start


def run_with_kills(home: Path, seconds: float, times: int, *files: Path) -> int:
    """Start the import again and again and kill it, then let it run through; give back how often it was killed."""
    kills = 0
    for _each in range(times):
        if is_done(home):
            return kills
        process = import_process(home, *files)
        time.sleep(RANDOM.uniform(seconds * 0.1, seconds * 0.7))
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    if not is_done(home):
        run_through(home, *files)
    return kills


def is_done(home: Path) -> bool:
    """Whether the import had ended before it was killed: started again, it would rightly be a second one."""
    with sqlite3.connect(home / "coranto.sqlite3") as database:
        return database.execute("SELECT 1 FROM wordpress_importrun WHERE state = 'done'").fetchone() is not None


def check(shared: Path, tmp_path: Path, posts: int, comments: int, rounds: int, times: int) -> None:
    """Compare killed imports with one that was not."""
    template = migrated_template()
    files = (write_export(shared, tmp_path, posts, comments), shared / "wordpress" / "theme-unit-test.wxr.xml")
    calm = new_home(tmp_path / "calm", template)
    seconds = run_through(calm, *files)
    expected = content_hashes(calm)
    kills = 0
    for number in range(rounds):
        home = new_home(tmp_path / f"killed-{number}", template)
        kills += run_with_kills(home, seconds, times, *files)
        found = content_hashes(home)
        assert {table for table in expected if found.get(table) != expected[table]} == set()
    assert kills >= rounds, "hardly an import was still running when it was killed: the test has shown nothing"


def test_an_import_that_is_killed_goes_on_where_it_was(shared: Path, tmp_path: Path) -> None:
    check(shared, tmp_path, posts=150, comments=400, rounds=2, times=2)


@pytest.mark.scale
def test_a_long_import_that_is_killed_often_goes_on_where_it_was(shared: Path, tmp_path: Path) -> None:
    check(shared, tmp_path, posts=3000, comments=15000, rounds=4, times=8)
