"""A published XML-RPC client for WordPress, unchanged, against a real server.

It is npm's ``wordpress``. PyPI's ``python-wordpress-xmlrpc`` does not run on a Python as new as ours; Python's own
``xmlrpc.client`` asks in the other tests.
"""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import PATIENCE, serving
from tests.conftest import CACHE
from tests.npm_clients import install
from tests.wordpress.signing_in import password_of_ada

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).parent / "clients"
MODULES = CACHE / "wordpress-clients"


@pytest.fixture(scope="module")
def modules() -> Path:
    """The client of npm, installed once; a loud skip where that cannot be done."""
    return install(CLIENTS, MODULES, "wordpress")


def test_the_client_of_npm_writes_a_post_with_a_picture(modules: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as served:
        password = password_of_ada(home)
        command = ["node", CLIENTS / "write.mjs", modules, served.url, "ada", password]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "methods": True,
        "picture": [True, "a-lamp.png", 1],
        "title": "A lamp",
        "date": "2020-02-03T04:05:06.000Z",
        "filed": ["Lamps", "tides"],
        "thumbnail": True,
        "titles": ["Another lamp"],
        "types": ["post", "page", "attachment"],
        "taxonomies": ["category", "post_tag", "post_format"],
        "lamps": True,
        "gone": "trash",
        "refused": "XML-RPC fault: Incorrect username or password.",
    }
