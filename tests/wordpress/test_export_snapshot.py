"""While others write, an export shows the site as it was when it began, and nobody has to wait for it."""

from pathlib import Path

from tests.on_its_own import own_database, told_by
from tests.wordpress.exporting_while_writing import POSTS


def test_an_export_is_of_one_moment_whatever_others_write(tmp_path: Path) -> None:
    with own_database("coranto_export_snapshot") as address:
        found = told_by("tests.wordpress.exporting_while_writing", tmp_path / "home", address, timeout=500)
    before = {"posts": POSTS, "titles": ["Post"], "comments": POSTS, "terms": []}
    assert found["changed"] and found["during"] == before
    assert found["after"] == {"posts": POSTS + 1, "titles": ["Added", "Changed"], "comments": 50, "terms": ["new"]}
