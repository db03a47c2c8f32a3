"""The first thing an owner does, and what may go wrong with it."""

import socket
from pathlib import Path

import pytest

from tests.cli.running import ask, coranto, serving, sign_in_path

pytestmark = [pytest.mark.enable_socket, pytest.mark.slow]


def test_an_empty_folder_becomes_a_site_that_answers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    with serving(home) as served:
        assert f"The site:  {served.url}/" in served.greeting
        link = sign_in_path(served.greeting)
        page = ask(served.url + link)
        assert "signs you in as Owner" in page
        assert "A new weblog" in ask(served.url + "/")
        made = coranto("user", "add", "ann", "--email", "ann@digest.example", "--role", "editor", home=home)
        assert made.stdout.startswith(f"{served.url}/sign-in/")
        secret = ["coranto.sqlite3", "coranto.sqlite3-wal", "coranto.sqlite3-shm", "secret-key"]
        assert {name: (home / name).stat().st_mode & 0o077 for name in secret} == dict.fromkeys(secret, 0)
    assert {"coranto.sqlite3", "media", "secret-key"} <= {path.name for path in home.iterdir()}


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = coranto("serve", "--port", str(port), home=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith(f"coranto: cannot listen on 127.0.0.1 port {port}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"CORANTO_URL": "digest.example"}, "CORANTO_URL"),
        ({"CORANTO_PROXIES": "many"}, "CORANTO_PROXIES"),
        ({"DATABASE_URL": "mysql://host/name"}, "DATABASE_URL"),
        ({"CORANTO_LOG_LEVEL": "LOUD"}, "CORANTO_LOG_LEVEL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(environment: dict[str, str], message: str, tmp_path: Path) -> None:
    result = coranto("check", home=tmp_path, **environment)
    assert result.returncode == 1
    assert result.stderr.startswith(f"coranto: {message} ")
    assert "Traceback" not in result.stderr


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("not a folder")
    result = coranto("check", home=path)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert str(path) in result.stderr


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "coranto.sqlite3"
    path.write_text("this is not a database, " * 100)
    before = path.read_bytes()
    result = coranto("check", home=tmp_path)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "not a usable database" in result.stderr
    assert path.read_bytes() == before
