"""A published REST client for WordPress, unchanged, against a real server: npm's ``wpapi``.

Python programs ask with plain requests in the other tests; no client of PyPI has been tried.
"""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import PATIENCE, coranto, serving
from tests.conftest import CACHE
from tests.npm_clients import install
from tests.wordpress.test_xmlrpc_clients import MAKE_PASSWORD

pytestmark = pytest.mark.slow

CLIENT = Path(__file__).parent / "clients" / "wpapi"
MODULES = CACHE / "wpapi-client"


@pytest.fixture(scope="module")
def modules() -> Path:
    """The client of npm, installed once; a loud skip where that cannot be done."""
    return install(CLIENT, MODULES, "wpapi")


def test_the_client_of_npm_reads_and_writes(modules: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as served:
        made = coranto("user", "add", "ada", "--email", "ada@digest.example", "--role", "editor", home=home)
        assert made.returncode == 0, made.stderr
        password = coranto("manage", "shell", "-v", "0", "-c", MAKE_PASSWORD, home=home)
        assert password.returncode == 0, password.stderr
        command = ["node", CLIENT / "write.mjs", modules, served.url.rstrip("/"), "ada", password.stdout.strip()]
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
