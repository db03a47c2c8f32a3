"""A published REST client for WordPress, unchanged, against a real server: npm's ``wpapi``.

PyPI has none that is kept up and does more than wrap ``requests``; Python programs ask in the other tests.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import PATIENCE, coranto, serving
from tests.conftest import CACHE
from tests.wordpress.test_xmlrpc_clients import MAKE_PASSWORD

CLIENT = Path(__file__).parent / "clients" / "wpapi"
MODULES = CACHE / "wpapi-client"


@pytest.fixture(scope="module")
def modules() -> Path:
    """The client of npm, installed once; a loud skip where that cannot be done."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("npm and node are not installed: the JavaScript client has NOT been tested")
    MODULES.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(CLIENT / "package.json", MODULES / "package.json")
    if not (MODULES / "node_modules" / "wpapi").is_dir():
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"]
        done = subprocess.run(command, cwd=MODULES, capture_output=True, text=True, timeout=180, check=False)
        if done.returncode:
            pytest.skip(f"npm cannot install the JavaScript client, which has NOT been tested: {done.stderr[-300:]}")
    return MODULES


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
