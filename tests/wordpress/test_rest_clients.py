"""Published REST clients for WordPress, unchanged, against a real server: npm's ``wpapi`` and PyPI's ``wpa``."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import npm_clients, pypi_clients
from tests.cli.running import PATIENCE, serving
from tests.conftest import CACHE
from tests.wordpress.signing_in import password_of_ada
from tests.wordpress.test_rest_write_others import picture as a_picture

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).parent / "clients"
MODULES = CACHE / "wpapi-client"


@pytest.fixture(scope="module")
def modules() -> Path:
    """The client of npm, installed once; a loud skip where that cannot be done."""
    return npm_clients.install(CLIENTS / "wpapi", MODULES, "wpapi")


def test_the_client_of_npm_reads_and_writes(modules: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as served:
        password = password_of_ada(home)
        command = ["node", CLIENTS / "wpapi" / "write.mjs", modules, served.url.rstrip("/"), "ada", password]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "discovered": True,
        "file": ["image", "A lamp", "Lit"],
        "hidden": "rest_forbidden",
        "shown": ["publish", True],
        "listed": [1, 1, "Lamps"],
        "comment": "approved",
        "raw": "A lamp",
        "page": "publish",
        "gone": True,
        "refused": "incorrect_password",
    }


Wpa = Callable[..., Any]
SITE = """WP_SITE_URL={}
WP_USER=ada
WP_APP_PASSWORD="{}"
"""


@pytest.fixture(scope="module")
def wpa_program() -> Path:
    """The client of PyPI, installed once; a loud skip where that cannot be done."""
    return pypi_clients.install(CLIENTS / "wpa" / "requirements.txt", CACHE / "wpa-client", "wpa")


def wpa_of(program: Path, config: Path, url: str, password: str) -> Wpa:
    """The client as somebody who keeps one site in it: gives back what it prints, as JSON where it can."""
    site = config / "wpa" / "ours"
    site.mkdir(parents=True)
    (site / ".env").write_text(SITE.format(url.rstrip("/"), password))

    def wpa(*arguments: str | Path) -> Any:
        group, act, *further = map(str, arguments)
        command = [str(program), group, act, "--site", "ours", *further]
        environment = {**os.environ, "XDG_CONFIG_HOME": str(config)}
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        said = done.stdout + done.stderr
        return json.loads(said[said.index("[") :]) if "json" in further and not done.returncode else said

    return wpa


def number_in(said: str) -> str:
    """The number of what was made."""
    found = re.search(r"ID: +([0-9]+)", said)
    assert found, said
    return found[1]


def test_the_client_of_pypi_reads_and_writes(wpa_program: Path, tmp_path: Path) -> None:
    text, picture = tmp_path / "text.md", tmp_path / "lamp.png"
    text.write_text("---\ntitle: Lamps at sea\nstatus: publish\n---\n# Light\n\nSome *lamps* burn.\n")
    picture.write_bytes(a_picture())
    home = tmp_path / "home"
    with serving(home) as served:
        wpa = wpa_of(wpa_program, tmp_path / "config", served.url, password_of_ada(home))
        category = number_in(wpa("category", "create", "--name", "Harbours"))
        file = number_in(wpa("media", "import", "--alt-text", "Lit", "--caption", "A lamp", picture))
        post = number_in(wpa("post", "create", "--file", text, "--categories", category, "--featured-media", file))
        assert "updated" in wpa("post", "update", "--title", "Lamps", post)
        comment = number_in(wpa("comment", "create", "--post", post, "--content", "Well lit"))
        assert "updated" in wpa("comment", "update", "--status", "hold", comment)
        page = number_in(wpa("page", "create", "--title", "About", "--content", "<p>Us</p>", "--status", "publish"))
        fields = ("--format", "json", "--fields")
        assert wpa("post", "list", *fields, "id,title,status") == [
            {"id": int(post), "title": "Lamps", "status": "publish"}
        ]
        assert [each["id"] for each in wpa("page", "list", *fields, "id")] == [int(page)]
        assert wpa("comment", "list", "--status", "hold", *fields, "id,status") == [
            {"id": int(comment), "status": "hold"}
        ]
        assert wpa("media", "list", *fields, "id,mime_type") == [{"id": int(file), "mime_type": "image/png"}]
        assert "trash" in wpa("post", "delete", post)
        assert "No results" in wpa("post", "list")
        assert "rest_forbidden" in wpa("option", "update", "title", "Mine")
