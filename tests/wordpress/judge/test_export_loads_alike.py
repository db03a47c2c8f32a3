"""A site's own export and ours of it, brought into a real WordPress: its database holds the same.

WordPress's importer is a plug-in that Debian does not carry. ``insert_export.php`` does its work with WordPress's own
functions for people, terms, posts, fields and comments; numbers of posts are kept, numbers of comments and terms new.

The theme unit test is not among the exports: it gives several menu items one number, and WordPress then gives them new
numbers and names by their order in the file, which is another in ours.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.akismet.wordpress_site import CONFIG, PACKAGE, database, run_php
from tests.cli.running import PATIENCE
from tests.wordpress.beside.wordpress_side import missing
from tests.wordpress.importing import attachment, category, export_file, filed, metas, page, post, remark
from tests.wordpress.judge.rest_site import INSTALL
from tests.wordpress.test_export_round_trip import brought_in, written_out
from tests.wordpress.test_keep_the_bin import binned

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="WordPress is asked once, beside SQLite"),
    pytest.mark.slow,
]
SCRIPT = Path(__file__).with_name("insert_export.php")
SHARED = ("utf-8-challenges", "wordpress-3.1-small", "wordpress-com-2025")
Tables = dict[str, list[Any]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an empty WordPress whose database runs."""
    if missing():
        pytest.skip(f"not installed: {', '.join(missing())} (apt-get install wordpress mariadb-server php-cli php-xml)")
    folder = tmp_path_factory.mktemp("loads")
    made = folder / "site"
    shutil.copytree(PACKAGE, made, ignore_dangling_symlinks=True)
    with database(folder) as socket:
        (made / "wp-config.php").write_text(CONFIG % {"socket": socket})
        (made / "install.php").write_text(INSTALL)
        run_php(made / "install.php")
        yield made


def loaded(site: Path, export: Path) -> Tables:
    """What WordPress holds once the export is in it."""
    command = ["php", "-d", "display_errors=0", "-d", "memory_limit=1G", str(SCRIPT), str(site), str(export)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0 and "@@@" in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    found: Tables = json.loads(done.stdout.rpartition("@@@")[2])
    return found


def comparable(tables: Tables) -> dict[str, list[str]]:
    """Rows as text, table by table. Names may be escaped in one or the other."""
    return {name: sorted(unescape(json.dumps(row, sort_keys=True)) for row in rows) for name, rows in tables.items()}


def made_up(folder: Path) -> Path:
    """An export with what the shared ones lack: the bin, threads, spam, a password, a page below a page."""
    talk = (remark(21), remark(22, parent_id=21, approved="spam"), remark(23, parent_id=21, approved="0"))
    items = (
        binned(),
        page(8, status="trash", slug="about__trashed", meta=metas(_wp_trash_meta_status="publish")),
        post(9, comments=talk, terms=filed("birds", "gulls"), is_sticky=True, meta=metas(odd='a:1:{i:0;s:1:"x";}')),
        post(10, password="ebb", status="private", excerpt="Short.", terms=filed("tides", domain="post_tag")),
        page(11, slug="above"),
        page(12, slug="below", parent_id=11, menu_order=3, link="https://digest.example/above/below/"),
        attachment(13, parent_id=9),
        post(14, status="draft", slug="", posted_gmt=None),
    )
    terms = [category("birds", wp_id=3), category("gulls", wp_id=4, parent="birds", description="Loud & white")]
    return export_file(folder, *items, terms=terms)


@pytest.mark.parametrize("name", [*SHARED, "made-up"])
def test_wordpress_holds_the_same_after_either_export(site: Path, shared: Path, tmp_path: Path, name: str) -> None:
    theirs = made_up(tmp_path) if name == "made-up" else shared / "wordpress" / f"{name}.wxr.xml"
    ours = written_out(brought_in(tmp_path / "home", theirs), tmp_path / "ours.xml")
    before, after = comparable(loaded(site, theirs)), comparable(loaded(site, ours))
    assert before["posts"]
    for table, rows in before.items():
        missing, added = sorted(set(rows) - set(after[table])), sorted(set(after[table]) - set(rows))
        assert (missing, added) == ([], []), table
        assert len(rows) == len(after[table]), table
