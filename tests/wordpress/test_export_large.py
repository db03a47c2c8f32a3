"""Large sites: an export comes back the same, and takes no more memory than one of a small site."""

import hashlib
import os
import sys
from pathlib import Path
from subprocess import DEVNULL, Popen, run

import pytest
from django.db import connection

from tests.conftest import ROOT
from tests.wordpress.homes import import_process, migrated_template, new_home
from tests.wordpress.wxr_as_written import differences

pytestmark = [
    pytest.mark.scale,
    pytest.mark.usefixtures("django_db_setup"),  # makes the migrated database that homes begin as
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the homes of this test are SQLite files"),
]
ALLOWED_GROWTH = 1.15


def generated(shared: Path, target: Path, *, posts: int, comments: int, words: int) -> Path:
    """A made-up export of a site."""
    flags = {"--posts": posts, "--comments": comments, "--words": words, "--categories": 40, "--tags": 500}
    maker = [sys.executable, str(shared / "wordpress" / "make_wxr.py"), "-o", str(target)]
    run([*maker, *(str(each) for pair in flags.items() for each in pair)], check=True, capture_output=True)
    return target


def brought_in(folder: Path, file: Path) -> Path:
    """A home with an export in it."""
    home = new_home(folder, migrated_template())
    process = import_process(home, file)
    _output, errors = process.communicate()
    assert process.returncode == 0, errors
    return home


def written_out(home: Path, target: Path, *options: str) -> int:
    """Export a home by the real command, in a process of its own; the most memory it had, in kilobytes."""
    command = [sys.executable, "-m", "coranto", "export", "wordpress", str(target), *options, "--home", str(home)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO", "DJANGO"))}
    environment |= {"CORANTO_URL": "http://digest.example", "DATABASE_URL": ""}
    process = Popen(command, cwd=ROOT, env=environment, stdout=DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss


def digest(path: Path) -> str:
    """What a file holds, in short."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def test_ten_thousand_posts_with_fifty_thousand_comments_come_back_the_same(shared: Path, tmp_path: Path) -> None:
    first = generated(shared, tmp_path / "a.xml", posts=10_000, comments=50_000, words=200)
    written_out(brought_in(tmp_path / "a", first), tmp_path / "b.xml")
    written_out(brought_in(tmp_path / "b", tmp_path / "b.xml"), tmp_path / "c.xml")
    assert digest(tmp_path / "b.xml") == digest(tmp_path / "c.xml")
    assert differences(first, tmp_path / "b.xml") == []
    text = (tmp_path / "b.xml").read_text()
    assert (text.count("<item>"), text.count("<wp:comment>")) == (10_000, 50_000)


def test_memory_does_not_grow_with_the_site(shared: Path, tmp_path: Path) -> None:
    """Both kinds of export of one import: bringing in 40,000 posts takes minutes, writing them out does not."""
    peaks: dict[str, list[int]] = {"one file": [], "parts": []}
    for posts in (10_000, 40_000):
        file = generated(shared, tmp_path / f"{posts}.xml", posts=posts, comments=posts, words=100)
        home = brought_in(tmp_path / str(posts), file)
        peaks["one file"].append(written_out(home, tmp_path / f"{posts}.out.xml"))
        peaks["parts"].append(written_out(home, tmp_path / f"{posts}.parts.xml", "--part-size", "10MB"))
    for small, large in peaks.values():
        assert large < small * ALLOWED_GROWTH, peaks
