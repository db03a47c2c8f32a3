"""Exports in parts: whole or not at all, of one state of the site, and going on where one was stopped."""

import os
import shutil
import sys
from collections.abc import Sequence
from os import environ
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from subprocess import CompletedProcess, run
from typing import Any

import pytest
from django.db import connection

from coranto.comments.models import Comment
from coranto.core.errors import PlainError
from coranto.posts.models import Category, Post
from coranto.wordpress.exporting.parts import alone_in
from coranto.wordpress.exporting.run import run_export
from coranto.wordpress.importing.progress import ShowsProgress, Step
from tests.conftest import ROOT
from tests.wordpress.homes import import_process, migrated_template, new_home
from tests.wordpress.importing import bring_in, export_file, post, remark
from tests.wordpress.reading import read_whole

pytestmark = pytest.mark.slow

SIZE = 20_000
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the homes of this test are SQLite files")


class StoppedError(Exception):
    """In the middle of an export."""


def stop_after(items: int) -> ShowsProgress:
    """Stop an export when it has written so many items (it says so every 25)."""

    def shown(step: Step) -> None:
        if step.items >= items:
            raise StoppedError

    return shown


def filled(folder: Path, count: int = 60) -> None:
    """A site with so many posts, ten or so to a part."""
    posts = (post(number, content="word " * 300, comments=(remark(1000 + number),)) for number in range(1, count + 1))
    bring_in(export_file(folder, *posts))


def contents(folder: Path, stem: str = "out") -> dict[str, str]:
    """The finished parts."""
    return {path.name: path.read_text() for path in sorted(folder.glob(f"{stem}.*.xml"))}


def stopped(folder: Path) -> None:
    """An export that has got half way."""
    with pytest.raises(StoppedError):
        run_export(folder / "out.xml", part_size=SIZE, progress=stop_after(50))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for exports."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.django_db
def test_an_export_that_was_stopped_goes_on_and_is_the_same_in_the_end(tmp_path: Path, out: Path) -> None:
    filled(tmp_path)
    whole = run_export(tmp_path / "out.xml", part_size=SIZE)
    stopped(out)
    assert contents(out) == {}
    before = {path.name: path.stat().st_ino for path in (out / "out.unfinished").glob("*.xml")}
    assert len(before) >= 3 and not list((out / "out.unfinished").glob("*.xml.unfinished"))
    said: list[str] = []
    done = run_export(out / "out.xml", part_size=SIZE, told=said.append)
    assert said == [f"going on after part {len(before):03}: the export was stopped there"]
    assert contents(out) == contents(tmp_path)
    assert (done.items, done.comments, done.size) == (whole.items, whole.comments, whole.size) == (60, 60, whole.size)
    assert {path.name for path in out.iterdir()} == {path.name for path in done.paths}
    assert done.paths[0].stat().st_ino == before["001.xml"]


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["comment", "category", "address"])
def test_a_site_that_changed_meanwhile_is_written_anew(tmp_path: Path, out: Path, what: str, settings: Any) -> None:
    filled(tmp_path)
    stopped(out)
    if what == "comment":
        Comment.objects.filter(pk=1001).update(status="spam")
    elif what == "category":
        Category.objects.create(name="New", slug="new", path="new", number=999)
    else:
        settings.PUBLIC_URL = "http://elsewhere.example"
    said: list[str] = []
    done = run_export(out / "out.xml", part_size=SIZE, told=said.append)
    assert len(said) == 1 and said[0].startswith("beginning the export anew: the site")
    assert [item.wp_id for path in done.paths for item in read_whole(path).items] == list(range(1, 61))


@pytest.mark.django_db
def test_parts_of_a_longer_export_do_not_stay_behind(tmp_path: Path, out: Path) -> None:
    filled(tmp_path)
    long = run_export(out / "out.xml", part_size=SIZE)
    (out / "out.999.xml").write_text("somebody's own")
    Post.objects.filter(number__gt=20).delete()
    with pytest.raises(PlainError, match=r"out\.999\.xml is there already"):
        run_export(out / "out.xml", part_size=SIZE)
    assert len(contents(out)) == len(long.paths) + 1
    (out / "out.999.xml").rename(out / "mine.xml")
    short = run_export(out / "out.xml", part_size=SIZE)
    assert 0 < len(short.paths) < len(long.paths)
    assert set(contents(out)) == {path.name for path in short.paths}


@pytest.mark.django_db
def test_an_earlier_export_stays_whole_until_the_new_one_is(tmp_path: Path, out: Path) -> None:
    filled(tmp_path)
    run_export(out / "out.xml", part_size=SIZE)
    before = contents(out)
    Post.objects.update(title="Changed")
    stopped(out)
    assert contents(out) == before


@pytest.mark.django_db
def test_one_export_at_a_time_writes_to_one_name(tmp_path: Path, out: Path) -> None:
    filled(tmp_path, 3)
    with alone_in(out / "out.xml"), pytest.raises(PlainError, match="another export is being written"):
        run_export(out / "out.xml", part_size=SIZE)


@pytest.mark.django_db
def test_a_damaged_journal_or_part_is_no_reason_to_fail(tmp_path: Path, out: Path) -> None:
    filled(tmp_path)
    stopped(out)
    (out / "out.unfinished" / "002.xml").write_text("cut")
    run_export(out / "out.xml", part_size=SIZE)
    first = contents(out)
    Post.objects.update(is_sticky=True)
    stopped(out)
    (out / "out.unfinished" / "journal.json").write_text("{")
    run_export(out / "out.xml", part_size=SIZE)
    assert len(contents(out)) == len(first)


@pytest.mark.django_db
def test_what_is_no_export_of_ours_is_not_written_over(tmp_path: Path, out: Path) -> None:
    filled(tmp_path, 3)
    (out / "out.xml").write_text("a letter")
    with pytest.raises(PlainError, match="is no export of Coranto"):
        run_export(out / "out.xml")
    assert (out / "out.xml").read_text() == "a letter"
    run_export(out / "other.xml")
    run_export(out / "other.xml")
    assert {path.name for path in out.iterdir()} == {"out.xml", "other.xml"}


@pytest.mark.django_db
def test_an_empty_site_is_told_in_one_line(out: Path) -> None:
    with pytest.raises(PlainError, match="nothing to export"):
        run_export(out / "out.xml", part_size=SIZE)
    assert not list(out.iterdir())


KILL = """
import os, sys
from pathlib import Path
from coranto.cli.home import open_home
open_home(Path(sys.argv[1]))
from coranto.wordpress.exporting.run import run_export
def shown(step):
    if step.items >= 50:
        os.kill(os.getpid(), 9)
run_export(Path(sys.argv[2]), part_size=20_000, progress=shown)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with sixty posts; the fiftieth and those after it are large."""
    folder = tmp_path_factory.mktemp("parts")
    made = new_home(folder / "home", migrated_template())
    posts = (post(number, content="word " * (300 if number < 50 else 30_000)) for number in range(1, 61))
    process = import_process(made, export_file(folder, *posts))
    _output, errors = process.communicate()
    assert process.returncode == 0, errors
    return made


def command(
    home: Path, *arguments: object, limit: int | None = None, through: Sequence[str] = ()
) -> "CompletedProcess[str]":
    """``coranto export wordpress``, where no file may become larger than ``limit`` bytes; ``through`` starts it."""
    environment = {key: value for key, value in environ.items() if not key.startswith(("CORANTO", "DJANGO"))}
    environment |= {"CORANTO_URL": "http://digest.example", "DATABASE_URL": ""}
    words = [*through, sys.executable, *map(str, arguments)]
    if arguments[0] != "-c":
        options = [*map(str, arguments), "--home", str(home)]
        words = [*through, sys.executable, "-m", "coranto", "export", "wordpress", *options]

    def before() -> None:
        if limit:
            setrlimit(RLIMIT_FSIZE, (limit, limit))

    return run(words, cwd=ROOT, env=environment, capture_output=True, text=True, preexec_fn=before)


@on_sqlite
def test_an_export_that_was_killed_goes_on(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    assert command(home, "-c", KILL, home, target).returncode == -9
    assert contents(tmp_path) == {}
    done = command(home, target, "--part-size", "20kB")
    assert done.returncode == 0 and "going on after part 0" in done.stderr
    assert [item.wp_id for path in sorted(tmp_path.glob("out.*.xml")) for item in read_whole(path).items] == list(
        range(1, 61)
    )
    assert not list(tmp_path.glob("*unfinished*"))


@on_sqlite
@pytest.mark.parametrize("in_parts", [True, False])
def test_a_full_disk_is_told_in_one_line_and_leaves_nothing_half(home: Path, tmp_path: Path, in_parts: bool) -> None:
    options = ("--part-size", "20kB") if in_parts else ()
    failed = command(home, tmp_path / "out.xml", *options, limit=100_000)
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert failed.stderr.startswith("coranto: no space left for")
    assert not list(tmp_path.glob("*.xml")) and not list(tmp_path.rglob("*.xml.unfinished"))
    done = command(home, tmp_path / "out.xml", *options)
    assert done.returncode == 0 and ("going on after part" in done.stderr) == in_parts


@on_sqlite
def test_what_cannot_be_written_is_told_in_one_line(home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "coranto.sqlite3").write_bytes(b"no database " * 100)
    letter = tmp_path / "letter.xml"
    letter.write_text("a letter")
    empty = new_home(tmp_path / "empty", migrated_template())
    for words, place, target in (
        ("there is no folder", home, tmp_path / "nowhere" / "out.xml"),
        ("is no export of Coranto", home, letter),
        ("there is no site in", tmp_path / "nowhere", tmp_path / "out.xml"),
        ("", broken, tmp_path / "out.xml"),
        ("there is nothing to export", empty, tmp_path / "out.xml"),
    ):
        failed = command(place, target)
        assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
        assert failed.stderr.startswith("coranto: ") and words in failed.stderr
    assert letter.read_text() == "a letter"
    assert not list(tmp_path.glob("out*"))


NO_PRIVILEGES = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""What takes from root the right to write everywhere."""


@on_sqlite
@pytest.mark.skipif(bool(NO_PRIVILEGES) and not shutil.which("setpriv"), reason="root may write everywhere")
@pytest.mark.parametrize("in_parts", [True, False])
def test_a_folder_without_the_right_to_write_is_told_in_one_line(home: Path, out: Path, in_parts: bool) -> None:
    options = ("--part-size", "20kB") if in_parts else ()
    out.chmod(0o500)
    failed = command(home, out / "out.xml", *options, through=NO_PRIVILEGES)
    assert (failed.returncode, failed.stderr) == (1, f"coranto: no right to write in {out}: choose another place.\n")
    assert not list(out.iterdir())
    out.chmod(0o700)
    (out / ("out.unfinished" if in_parts else "out.xml.unfinished")).touch(mode=0o400)
    failed = command(home, out / "out.xml", *options, through=NO_PRIVILEGES)
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert failed.stderr.startswith("coranto: ")
