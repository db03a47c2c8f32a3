"""``coranto move-database``: the same site in another database, whatever happens on the way."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.cli.running import CLEAN, EMPTY, coranto, serving
from tests.moving.conftest import SECRET, run_killed, to_database

pytestmark = pytest.mark.slow

RANKED = ("/?s=post", "/?s=block")
"""Each database ranks by a formula of its own (docs/decisions/0010-search.md)."""


def move(home: Path, to: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, with a report beside the home."""
    report = home.parent / "report.json"
    call = [sys.executable, "-m", "coranto", "move-database", "--to", to, "--report", str(report)]
    variables = {**CLEAN, **EMPTY, **SECRET, "CORANTO_HOME": str(home), **environment}
    return subprocess.run(call, env=variables, capture_output=True, text=True, check=False, timeout=600)


def report_of(home: Path) -> dict[str, dict[str, object]]:
    """Rows and digest of each table, as the last move reported them."""
    found = json.loads((home.parent / "report.json").read_text())
    return dict(found["tables"])


def pages(home: Path, **environment: str) -> dict[str, str]:
    """A digest of everything that the site answers."""
    variables = {**CLEAN, **EMPTY, **SECRET, "CORANTO_HOME": str(home), **environment}
    variables["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    call = [sys.executable, "-m", "tests.moving.pages"]
    done = subprocess.run(call, env=variables, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def change(home: Path, statement: str, *values: object) -> None:
    """Change the site's SQLite database behind everybody's back."""
    with sqlite3.connect(home / "coranto.sqlite3") as connection:
        connection.execute(statement, values)
    connection.close()


def test_every_page_is_the_same_there_and_back(own_site: Path, new_database: str) -> None:
    before = pages(own_site)
    content = (own_site / "coranto.sqlite3").read_bytes()
    moved = move(own_site, new_database)
    assert moved.returncode == 0, moved.stderr
    assert (own_site / "coranto.sqlite3").read_bytes() == content, "the old database was changed"
    there = report_of(own_site)
    after = pages(own_site, DATABASE_URL=new_database)
    assert len(before) > 300
    assert {key: value for key, value in after.items() if key not in RANKED} == {
        key: value for key, value in before.items() if key not in RANKED
    }

    (own_site / "coranto.sqlite3").unlink()
    for rest in own_site.glob("coranto.sqlite3-*"):
        rest.unlink()
    back = move(own_site, "sqlite", DATABASE_URL=new_database)
    assert back.returncode == 0, back.stderr
    assert report_of(own_site) == there
    assert pages(own_site) == before


def test_new_rows_get_new_keys_and_search_finds_old_ones(own_site: Path, new_database: str) -> None:
    change(own_site, "UPDATE sqlite_sequence SET seq = 100000 WHERE name = 'posts_post'")
    assert move(own_site, new_database).returncode == 0
    with psycopg.connect(new_database) as connection:
        question = "SELECT nextval(pg_get_serial_sequence('posts_post', 'id')), (SELECT max(id) FROM comments_comment)"
        row = connection.execute(question).fetchone()
        assert row is not None
        assert row[0] == 100001
        keys = connection.execute("SELECT nextval(pg_get_serial_sequence('comments_comment', 'id'))").fetchone()
        assert keys == (row[1] + 1,)
        found = connection.execute(
            "SELECT count(*) FROM posts_foundtext WHERE vector @@ to_tsquery('simple', 'template')"
        ).fetchone()
        assert found is not None
        assert found[0] > 3
        valid = connection.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated").fetchone()
        assert valid is not None
        assert valid[0] > 100
        assert connection.execute("SELECT to_regclass('coranto_move')").fetchone() == (None,)


@pytest.mark.parametrize(
    ("verb", "times"), [("write", 0), ("write", 9), ("write", 40), ("put", 70), ("execute", 300), ("set_counter", 20)]
)
def test_a_killed_move_goes_on_where_it_was(own_site: Path, new_database: str, verb: str, times: int) -> None:
    assert run_killed(own_site, new_database, verb, times) == -9
    moved = move(own_site, new_database)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert "Going on" in moved.stdout
    with psycopg.connect(new_database) as connection:
        row = connection.execute("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%gin%'").fetchone()
        assert row is not None
        assert row[0] >= 2


def test_what_was_written_between_two_runs_is_copied_too(own_site: Path, new_database: str) -> None:
    assert run_killed(own_site, new_database, "set_counter", 0) == -9
    change(own_site, "UPDATE comments_comment SET text = 'mended' WHERE id = (SELECT min(id) FROM comments_comment)")
    moved = move(own_site, new_database)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert "comments_comment. Copying these again" in moved.stdout
    with psycopg.connect(new_database) as connection:
        assert connection.execute("SELECT count(*) FROM comments_comment WHERE text = 'mended'").fetchone() == (1,)


def test_text_that_postgresql_refuses_is_told_by_row(own_site: Path, new_database: str) -> None:
    change(own_site, "UPDATE comments_comment SET text = ? WHERE id = (SELECT min(id) FROM comments_comment)", "a\0b")
    change(own_site, """UPDATE wordpress_importrun SET report = '{"a\\u0000": [1, "\\ud800"]}'""")
    moved = move(own_site, new_database)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert re.search(r"table comments_comment, row \d+, column text", moved.stdout)
    assert "table wordpress_importrun, row 1, column report" in moved.stdout
    assert moved.stdout.count("became �") == 2
    with psycopg.connect(new_database) as connection:
        assert connection.execute("SELECT text FROM comments_comment ORDER BY id LIMIT 1").fetchone() == ("a�b",)


def test_text_that_is_too_long_for_its_column_stops_the_move(own_site: Path, new_database: str) -> None:
    change(own_site, "UPDATE posts_source SET name = printf('%.*c', 5000, 'x') WHERE 1")
    change(own_site, "UPDATE posts_post SET slug = printf('%.*c', 5000, 'x') WHERE id = 3")
    moved = move(own_site, new_database)
    assert moved.returncode == 1
    assert "table posts_post, row 3, column slug" in moved.stderr
    assert moved.stderr.count("\n") == 1


def test_a_database_that_holds_a_site_is_refused(
    own_site: Path, server: Callable[[str], None], worker: str, new_database: str
) -> None:
    name = f"occupied_{worker}"
    server(f"CREATE DATABASE {name}")
    with psycopg.connect(to_database(name)) as connection:
        connection.execute("CREATE TABLE wp_posts (id int)")
    for url in (to_database(name), new_database):
        environment = {"CORANTO_SECRET_KEY": "another-site"} if url == new_database else {}
        result = coranto("move-database", "--to", url, home=own_site, **{**SECRET, **environment})
        assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr
        assert "give an empty one" in result.stderr
    server(f"DROP DATABASE {name}")


def test_a_site_that_is_served_is_refused(own_site: Path) -> None:
    with serving(own_site, "serve", (), **SECRET):
        result = move(own_site, "postgres://nobody@127.0.0.1:1/none")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr
    assert "stop it" in result.stderr


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("sqlite", "on SQLite already"),
        ("mysql://a@b/c", "must begin with postgres://"),
        ("postgres://nobody@127.0.0.1:1/none", "cannot be used"),
    ],
)
def test_a_wrong_target_is_said_in_one_line(site: Path, to: str, said: str) -> None:
    result = move(site, to)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
