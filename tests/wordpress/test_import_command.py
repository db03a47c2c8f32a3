"""``coranto import wordpress`` as its owner meets it: what it prints, how it ends, and never a traceback."""

import gzip
import json
import os
import resource
import signal
import sqlite3
import subprocess
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from coranto.wordpress.models import ImportRun, Origin
from coranto.wordpress.wxr.errors import ExportError
from tests.wordpress.homes import content_hashes, import_process, migrated_template, new_home
from tests.wordpress.importing import bring_in, export_file, post
from tests.wordpress.test_import_killed import write_export

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="the homes of this test are SQLite files; the same code runs on PostgreSQL",
    ),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def template() -> Path:
    """A migrated database to copy."""
    return migrated_template()


@pytest.fixture
def home(tmp_path: Path, template: Path) -> Path:
    """An empty home."""
    return new_home(tmp_path / "home", template)


def run(home: Path, *arguments: str | Path) -> tuple[int, str, str]:
    """Run the command; give back its status, what it printed and what it complained of."""
    process = import_process(home, *arguments)
    output, errors = process.communicate(timeout=300)
    return process.returncode, output, errors


def one_line(errors: str) -> str:
    """The one line of complaint."""
    assert errors.startswith("coranto: ") and errors.count("\n") == 1, errors
    return errors


def test_an_import_says_what_it_did_and_writes_a_report(home: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    status, output, errors = run(
        home, export_file(tmp_path, post(1), post(2, status="auto-draft", title="", content="")), "--report", report
    )
    assert (status, errors) == (0, "")
    assert "post: 1 new, 1 skipped" in output
    said = json.loads(report.read_text())
    assert said["counts"]["post"] == {"new": 1, "skipped": 1}
    skipped = next(item for item in said["items"] if item["what"] == "skipped")
    assert (skipped["kind"], skipped["number"], skipped["reason"]) == ("post", "2", "it is an automatic draft")
    assert (said["trial"], said["error"], said["files"]) == (False, "", ["export.xml"])


def test_a_trial_writes_nothing(home: Path, tmp_path: Path) -> None:
    before = content_hashes(home)
    status, output, _errors = run(home, export_file(tmp_path, post(1)), "--dry-run")
    assert status == 0 and "would be done; nothing was written" in output
    assert content_hashes(home) == before


def test_a_trial_without_a_home_makes_none(tmp_path: Path) -> None:
    status, output, errors = run(tmp_path / "nowhere", export_file(tmp_path, post(1)), "--dry-run")
    assert (status, errors) == (0, "") and "post: 1 new" in output
    assert not (tmp_path / "nowhere").exists()


def test_packed_exports_come_in_too(home: Path, tmp_path: Path) -> None:
    plain = export_file(tmp_path, post(1))
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(plain, "export.xml")
    assert "post: 1 new" in run(home, tmp_path / "a.xml.gz")[1]
    assert "post: 1 unchanged" in run(home, tmp_path / "b.zip")[1]


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def login_page(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><head><title>Log In</title></head><body><form></form></body></html>")


def other_xml(path: Path) -> None:
    path.write_text('<?xml version="1.0"?><catalog><book/></catalog>')


def a_feed(path: Path) -> None:
    channel = "<channel><title>x</title><item><title>a</title></item></channel>"
    path.write_text(f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>')


def noise(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def entity_bomb(path: Path) -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{former};" * 10}">' for former, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel><title>&h;</title></channel></rss>')


def gzip_bomb(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b'<?xml version="1.0"?><rss version="2.0"><channel><title>')
        for _each in range(300):
            file.write(b"a" * 1_000_000)


def wandering_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.xml", "<rss/>")


HOSTILE = [nothing, login_page, other_xml, a_feed, noise, entity_bomb, gzip_bomb, wandering_zip]


@pytest.mark.django_db
@pytest.mark.parametrize("make", HOSTILE)
def test_what_is_no_export_is_refused_in_one_line(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "given.xml"
    make(path)
    with pytest.raises(ExportError) as caught:
        bring_in(path)
    assert "given.xml" in str(caught.value) and "\n" not in str(caught.value)
    assert not ImportRun.objects.exists() and not Origin.objects.exists()


@pytest.mark.parametrize("make", [login_page, entity_bomb])
def test_the_command_refuses_what_is_no_export_and_writes_nothing(
    home: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "given.xml"
    make(path)
    before = content_hashes(home)
    status, output, errors = run(home, path)
    assert (status, output) == (1, "")
    assert "given.xml" in one_line(errors)
    assert content_hashes(home) == before


def test_a_file_that_is_not_there_is_said_so(home: Path, tmp_path: Path) -> None:
    status, _output, errors = run(home, tmp_path / "absent.xml")
    assert status == 1 and "absent.xml" in one_line(errors)


def test_an_export_that_is_cut_off_is_taken_as_far_as_it_goes(home: Path, tmp_path: Path) -> None:
    path = export_file(tmp_path, post(1), post(2), post(3))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"Post 3")])
    status, output, errors = run(home, path)
    assert status == 1 and "post: 2 new" in output
    assert "what could be read has been imported" in one_line(errors)
    path.write_bytes(whole)
    status, output, errors = run(home, path)
    assert (status, errors) == (0, "") and "post: 1 new, 2 unchanged" in output


def test_wrong_usage_ends_with_two(home: Path) -> None:
    assert run(home)[0] == 2
    assert run(home, "x.xml", "--no-such-option")[0] == 2


def test_uploads_that_cannot_be_read_are_said_so(home: Path, tmp_path: Path) -> None:
    status, _output, errors = run(home, export_file(tmp_path, post(1)), "--media", tmp_path / "nowhere")
    assert status == 1 and "nowhere" in one_line(errors)


def as_at_a_terminal() -> None:
    """Tests that run in the background ignore Ctrl-C, and their children with them."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def has_begun(home: Path) -> bool:
    """Whether the first rows of an import are written."""
    with closing(sqlite3.connect(home / "coranto.sqlite3", timeout=20)) as database:
        return database.execute("SELECT 1 FROM wordpress_arrival").fetchone() is not None


def test_ctrl_c_stops_with_a_word_on_how_to_go_on(home: Path, tmp_path: Path, shared: Path) -> None:
    path = write_export(shared, tmp_path, 1500, 3000)
    process = import_process(home, path, before=as_at_a_terminal)
    while process.poll() is None and not has_begun(home):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and output == ""
    assert "stopped; run the same command again to go on" in one_line(errors.lstrip())
    assert run(home, path)[0] == 0


def test_a_second_import_at_the_same_time_is_refused(home: Path, tmp_path: Path, shared: Path) -> None:
    path = write_export(shared, tmp_path, 1500, 3000)
    process = import_process(home, path)
    while process.poll() is None and not (home / "import.lock").exists():
        time.sleep(0.05)
    status, _output, errors = run(home, path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert status == 1 and "another import is running" in one_line(errors)


def test_a_full_disk_is_told_in_one_line(home: Path, tmp_path: Path, shared: Path) -> None:
    path = write_export(shared, tmp_path, 900, 1000)
    size = (home / "coranto.sqlite3").stat().st_size

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 2_000_000, size + 2_000_000))

    process = import_process(home, path, before=little_room)
    _output, errors = process.communicate(timeout=300)
    assert process.returncode == 1 and "no space left" in one_line(errors)
    assert run(home, path)[0] == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere: this test has NOT run")
def test_a_home_without_the_right_to_write_is_told_in_one_line(home: Path, tmp_path: Path) -> None:
    path = export_file(tmp_path, post(1))
    subprocess.run(["chmod", "-R", "a-w", str(home)], check=True)
    status, _output, errors = run(home, path)
    subprocess.run(["chmod", "-R", "u+w", str(home)], check=True)
    assert status == 1 and "right" in one_line(errors)


def test_a_report_that_cannot_be_written_is_said_before_anything_is_done(home: Path, tmp_path: Path) -> None:
    before = content_hashes(home)
    report = tmp_path / "nowhere" / "report.json"
    status, _output, errors = run(home, export_file(tmp_path, post(1)), "--report", report)
    assert status == 1 and "report.json" in one_line(errors)
    assert content_hashes(home) == before
