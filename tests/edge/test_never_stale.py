"""The promise of the page cache: whoever asks after a change sees it, whichever process answers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sites import CLEAN, Site, running_site
from tests.conftest import ROOT
from tests.wordpress.importing import export_file, page

pytestmark = pytest.mark.slow

LIMIT = 3_000  # seconds
LIVING = "".join(
    f"<!-- wp:{name} /-->"
    for name in ("latest-posts", "latest-comments", "archives", "categories", "tag-cloud", "site-tagline", "calendar")
)


def changed_and_read(site: Site, rounds: int, seeds: int, pause: float = 0.0) -> list[dict[str, Any]]:
    """What came of so many rounds in each of so many processes beside the two of the server."""
    settings = {**site.settings, "DJANGO_SETTINGS_MODULE": "coranto.config.settings"}
    command = [sys.executable, "-m", "tests.edge.never_stale", str(rounds)]
    commands = [[*command, str(seed), str(pause)] for seed in range(seeds)]
    running = [
        subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for command in commands
    ]
    ended = [process.communicate(timeout=LIMIT) for process in running]
    assert [process.returncode for process in running] == [0] * seeds, ended[0][1]
    return [json.loads(out) for out, _ in ended]


def check(home: Path, *, rounds: int, processes: int) -> None:
    from coranto.demo import EXPORT

    blocks = page(9_001, slug="what-is-new", content=LIVING)
    for export in (export_file(home.parent, blocks), EXPORT):
        command = [sys.executable, "-m", "coranto", "import", "wordpress", str(export), "--home", str(home)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=CLEAN)
    with running_site(home, workers=2) as site:
        results = changed_and_read(site, rounds, processes)
    for result in results:
        assert result["stale"] == []
    kept = sum(result["done"]["compared with what was kept"] for result in results)
    assert kept > rounds * processes, "most pages that were read had been kept"


def test_no_reader_gets_a_page_older_than_its_content(tmp_path: Path) -> None:
    check(tmp_path / "home", rounds=40, processes=2)


@pytest.mark.scale
def test_no_reader_gets_one_in_ten_thousand_rounds(tmp_path: Path) -> None:
    check(tmp_path / "home", rounds=5_000, processes=2)
