"""A copy is brought up to date: only what changed is written, what is gone goes, and nothing of anybody else's."""

import sqlite3
from pathlib import Path

import pytest

from coranto.core.errors import PlainError
from coranto.static_copy.run import write_copy
from tests.static_copy.copying import AT, contents, copy
from tests.world import make_comment, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("without_search")]


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    make_post("A tide")
    first = copy(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.suffix == ".html"}
    second = copy(tmp_path)
    assert first.changed > 20
    assert (second.changed, second.removed, second.same) == (0, 0, first.changed)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_change_writes_the_pages_that_show_it(tmp_path: Path) -> None:
    post = make_post("A tide")
    for number in range(12):
        make_post(f"Older {number}", at=f"2015-01-{number + 1:02}")
    copy(tmp_path)
    before = contents(tmp_path)
    make_comment(post, "Well observed")
    copied = copy(tmp_path)
    after = contents(tmp_path)
    different = {name for name in after if after[name] != before.get(name)}
    assert post.path.strip("/") + "/index.html" in different
    assert copied.changed == len(different)
    assert not [name for name in different if name.startswith("static/")]


def test_what_is_gone_from_the_site_is_gone_from_the_copy(tmp_path: Path) -> None:
    make_post("A tide")
    post = make_post("Gone tomorrow", at="2014-05-06", slug="gone")
    copy(tmp_path)
    mine = tmp_path / "2014/05/06/mine.txt"
    mine.write_text("an owner's own")
    post.live = False
    post.save()
    post.delete()
    assert copy(tmp_path).removed > 0
    assert not (tmp_path / "2014/05/06/gone").exists()
    assert mine.read_text() == "an owner's own"


def test_a_file_of_somebody_else_is_never_written_over(tmp_path: Path) -> None:
    make_post("A tide")
    copy(tmp_path)
    post = make_post("Another", at="2014-05-06", slug="another")
    theirs = tmp_path / post.path.strip("/") / "index.html"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    (tmp_path / "2014/index.html").symlink_to(theirs)
    copied = copy(tmp_path)
    assert theirs.read_text() == "theirs"
    assert {row.path for row in copied.failed} == {f"{post.path}index.html", "/2014/index.html"}
    assert copy(tmp_path).removed == 0


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    make_post("A tide")
    copy(tmp_path)
    (tmp_path / "2014").write_text("theirs")
    make_post("Another", at="2014-05-06")
    copied = copy(tmp_path)
    assert (tmp_path / "2014").read_text() == "theirs"
    assert "/2014/index.html" in {row.path for row in copied.failed}


def test_a_file_that_was_spoilt_is_written_again(tmp_path: Path) -> None:
    post = make_post("A tide")
    copy(tmp_path)
    path = tmp_path / post.path.strip("/") / "index.html"
    whole = path.read_text()
    path.write_text(whole.replace("tide", "ebb!"))
    (tmp_path / "robots.txt").unlink()
    assert copy(tmp_path).changed == 2
    assert path.read_text() == whole


@pytest.mark.parametrize("after", [1, 10, 35])
def test_a_copy_that_was_broken_off_goes_on(after: int, tmp_path: Path) -> None:
    for number in range(5):
        make_post(f"Tide {number}", at=f"2016-02-0{number + 1}")

    def stop(done: int) -> None:
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_copy(tmp_path / "cut", at=AT, told=stop)
    resumed = copy(tmp_path / "cut")
    assert resumed.was_resumed
    assert not resumed.failed
    copy(tmp_path / "whole")
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
    assert copy(tmp_path / "cut").changed == 0


def test_a_copy_killed_between_ledger_and_file_is_mended(tmp_path: Path) -> None:
    post = make_post("A tide")
    copy(tmp_path)
    path = tmp_path / post.path.strip("/") / "index.html"
    whole = path.read_bytes()
    path.write_bytes(b"half")
    with sqlite3.connect(tmp_path / ".coranto-static/manifest.sqlite3") as database:
        database.execute("UPDATE file SET changed = 0 WHERE name = ?", (str(path.relative_to(tmp_path)),))
    copy(tmp_path)
    assert path.read_bytes() == whole


def test_a_broken_off_copy_begins_anew_when_the_site_has_changed(tmp_path: Path) -> None:
    post = make_post("A tide")

    def stop(done: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_copy(tmp_path, at=AT, told=stop)
    make_comment(post, "Well observed")
    assert not copy(tmp_path).was_resumed


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(PlainError, match="not empty and was not written by this command"):
        copy(tmp_path)
    assert contents(tmp_path) == {"mine.txt": contents(tmp_path)["mine.txt"]}
    with pytest.raises(PlainError, match="is a file"):
        copy(tmp_path / "mine.txt")


def test_two_processes_do_not_write_one_copy(tmp_path: Path) -> None:
    def again(done: int) -> None:
        with pytest.raises(PlainError, match="another process is writing"):
            copy(tmp_path)

    write_copy(tmp_path, at=AT, told=again)


def test_a_damaged_manifest_is_told_in_one_line(tmp_path: Path) -> None:
    copy(tmp_path)
    (tmp_path / ".coranto-static/manifest.sqlite3").write_bytes(b"nonsense" * 1000)
    with pytest.raises(PlainError, match="is damaged"):
        copy(tmp_path)
