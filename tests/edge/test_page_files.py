"""A file is there only while its answer holds, under a name that cannot lead anywhere else."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.edge import page_files
from coranto.edge.file_names import HEAD, Policies, directives, name_of, sort_of
from coranto.edge.filing import Filing, Place
from coranto.edge.kept import Form, Kept
from coranto.edge.ledger import Ledger, place_of
from coranto.edge.page_files import PageFiles

BODIES = {"": b"plain", ".gz": b"gzip", ".br": b"brotli"}
OWN, FULL = "default-src 'self'; frame-src 'self'", "default-src 'self'; frame-src 'self' https://player.example"
POLICIES = Policies(directives(FULL), directives(OWN))
POST, OTHER, SITE, ANY = (place_of(name) for name in ("post:1", "post:2", "site", "any"))
PAST = 1_700_000_000


@pytest.fixture
def files(tmp_path: Path) -> Iterator[PageFiles]:
    found = opened(tmp_path)
    found.settle()
    yield found
    found.index.close()


def opened(tmp_path: Path) -> PageFiles:
    (tmp_path / "cache").mkdir(exist_ok=True)
    return PageFiles(tmp_path / "pages", tmp_path / "cache" / "files.sqlite3", Ledger(tmp_path / "cache" / "changes"))


def write(files: PageFiles, address: str = "/tide/", *places: int, sort: str = "html", **other: Any) -> bool:
    given = {"begun": files.ledger.last, "made_at": PAST, "until": float("inf"), **other}
    return files.write(address, sort, BODIES, places=places or (POST, SITE), **given)


def shown(files: PageFiles) -> set[str]:
    """The files that a server in front finds."""
    root = files.folder / "current"
    return {str(path.relative_to(root.resolve())) for path in root.resolve().rglob("*") if path.is_file()}


def test_a_file_lies_at_its_address_and_a_change_of_what_it_shows_removes_it(files: PageFiles) -> None:
    assert write(files) and write(files, "/", OTHER, SITE) and write(files, "/feed/", POST, SITE, sort="rss")
    assert "tide/@.html" in shown(files) and "tide/@.html.br" in shown(files) and "@.html.gz" in shown(files)
    assert (files.folder / "current/tide/@.html.gz").read_bytes() == b"gzip"
    files.forget([POST, ANY])
    assert shown(files) == {"@.html", "@.html.gz", "@.html.br"}
    files.forget([SITE, ANY])
    assert shown(files) == set()


def test_an_answer_that_holds_no_longer_gets_no_file(files: PageFiles) -> None:
    begun = files.ledger.last
    files.forget([POST])
    assert not write(files, begun=begun) and shown(files) == set()


def test_a_change_between_the_two_looks_of_a_writer_is_seen_by_one_of_them(
    files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PageFiles._write_aside

    def slow(self: PageFiles, *args: Any) -> dict[str, Path]:
        new = real(self, *args)
        files.forget([POST])
        return new

    monkeypatch.setattr(PageFiles, "_write_aside", slow)
    assert not write(files) and shown(files) == set() and list((files.folder / "new").iterdir()) == []


@pytest.mark.slow
def test_writers_and_changers_never_leave_a_file_that_does_not_hold(files: PageFiles) -> None:
    """Changes and writing at the same time, in several threads: after each change nothing older is shown."""
    stop, wrong = threading.Event(), []
    versions = {"": b"0"}

    def write_always() -> None:
        while not stop.is_set():
            begun, body = files.ledger.last, dict(versions)
            files.write("/tide/", "html", body, begun=begun, places=(POST,), made_at=PAST, until=float("inf"))
        files.index.close()

    writers = [threading.Thread(target=write_always) for _ in range(3)]
    for writer in writers:
        writer.start()
    seen = 0
    for number in range(1, 150):
        versions[""] = str(number).encode()  # the content changes, then the change is told
        files.forget([POST])
        path = files.folder / "current/tide/@.html"
        for _ in range(5):
            try:
                found = path.read_bytes()
            except FileNotFoundError:
                time.sleep(0.001)
                continue
            seen += 1
            if int(found) < number:
                wrong.append((number, found))
    stop.set()
    for writer in writers:
        writer.join()
    assert wrong == [] and seen > 20


def test_a_change_that_was_noted_but_whose_files_were_not_removed_drops_all(files: PageFiles, tmp_path: Path) -> None:
    write(files)
    files.ledger.note([OTHER])  # as a process does that is killed between the two
    files.mend()
    assert shown(files) == set() and write(files)
    files.ledger.note([OTHER])
    files.forget([OTHER])
    assert shown(files) == set()
    write(files)
    files.ledger.note([OTHER])
    again = opened(tmp_path)
    again.settle()
    assert shown(again) == set()


def test_after_a_restart_files_are_there_and_are_still_removed(files: PageFiles, tmp_path: Path) -> None:
    write(files)
    again = opened(tmp_path)
    again.settle()
    assert "tide/@.html" in shown(again)
    again.forget([POST])
    assert shown(files) == set()


def test_after_a_start_of_the_machine_none_is_left(
    files: PageFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(files)
    monkeypatch.setattr("coranto.edge.ledger.machine_start", lambda: 7)
    again = opened(tmp_path)
    again.settle()
    assert shown(again) == set()


def test_without_its_index_no_file_is_served(files: PageFiles, tmp_path: Path) -> None:
    write(files)
    files.index.close()
    files.index.path.write_bytes(b"not a database" * 1000)
    files.index.path.with_name("files.sqlite3-wal").unlink(missing_ok=True)
    files.forget([OTHER])
    assert not (files.folder / "current").exists()
    again = opened(tmp_path)
    again.settle()
    assert shown(again) == set() and write(again)


def test_a_folder_that_somebody_emptied_is_filled_again(files: PageFiles) -> None:
    write(files)
    (files.folder / "current/tide/@.html").unlink()
    assert write(files) and "tide/@.html" in shown(files)
    (files.folder / "current").unlink()
    files.mend()
    assert write(files) and "tide/@.html" in shown(files)


def test_what_the_clock_ends_is_removed_before(files: PageFiles) -> None:
    now = time.time()
    assert not write(files, until=now + 1)
    write(files, until=now + 60)
    files.expire(now + 50)
    assert "tide/@.html" in shown(files)
    files.expire(now + 60 - page_files.EARLIER)
    assert shown(files) == set()


def test_many_are_dropped_at_once(files: PageFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_files, "SINGLY", 3)
    for number in range(5):
        write(files, f"/{number}/", POST)
    write(files, "/other/", OTHER)
    files.forget([POST])
    assert shown(files) == set(), "more than can be removed while an editor waits"
    files.sweep()
    assert len(list(files.folder.glob("tree-*"))) == 1


def test_there_are_never_more_bytes_than_there_may_be(files: PageFiles) -> None:
    for number in range(20):
        write(files, f"/{number}/")
    files.make_room(10 * 3 * page_files.BLOCK)
    assert files.index.size() <= 10 * 3 * page_files.BLOCK
    assert "19/@.html" in shown(files) and "0/@.html" not in shown(files)


def test_another_sort_at_the_same_address_takes_the_place_of_the_first(files: PageFiles) -> None:
    write(files)
    write(files, sort="players")
    assert {name for name in shown(files) if name.endswith("tml")} == set() and "tide/@.players" in shown(files)


def test_files_may_be_read_by_the_server_in_front_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        files = opened(tmp_path)
        files.settle()
        write(files, "/a/b/")
    finally:
        os.umask(before)
    path = files.folder / "current" / "a/b/@.html"
    assert path.stat().st_mode & 0o777 == 0o644 and path.stat().st_mtime == PAST
    parents = [path.parent, path.parent.parent, files.folder / "current", files.folder]
    assert {folder.stat().st_mode & 0o777 for folder in parents} == {0o755}


@given(st.text(max_size=40) | st.from_regex(r"(/[a-z.%2fF\\]{0,4}){1,6}/?", fullmatch=True))
def test_no_address_leads_out_of_the_folder(path: str) -> None:
    name = name_of(path)
    if name:
        parts = name.split("/")
        assert parts[0] == "" and all(parts[1:-1]) and not any(part.startswith(".") for part in parts)
        root = Path("/run/coranto/pages/current")
        assert Path(os.path.normpath(f"{root}{name}@.html")) == Path(f"{root}{name}@.html")
        assert name.isascii() and "@" not in name and "\\" not in name and "?" not in name


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "tide",
            "/../etc/passwd",
            "/a/..",
            "/a/./b",
            "//",
            "/a//b/",
            "/.git/config",
            "/a b/",
            "/a%2fb/",
            "/a\0b/",
        ),
        *("/a@.html", "/" + "a" * 300, "/" + "ab/" * 400, "/a?b", "/a\\b", "/a;b", "/\ud800/"),
    ],
)
def test_an_address_that_could_be_read_in_two_ways_gets_no_file(path: str) -> None:
    assert name_of(path) == ""


def head(policy: str = OWN, **more: str) -> list[tuple[str, str]]:
    given = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy, **HEAD, "link": "<x>"}
    return list({**given, **{name.replace("_", "-"): value for name, value in more.items()}}.items())


def test_only_heads_that_follow_from_the_name_get_a_file() -> None:
    rss = {"content_type": "application/rss+xml; charset=UTF-8"}
    xml = {"content_type": "application/xml; charset=UTF-8"}
    cases = {
        "html": head(),
        "players": head(FULL),
        "rss": head(FULL, **rss),
        "xml": head(FULL, **xml, x_robots_tag="noindex, follow"),
    }
    for sort, found in cases.items():
        assert sort_of(found, POLICIES, is_secure=False) == sort
        assert sort_of(found, POLICIES, is_secure=True) == ""
    odd = [head("default-src *"), head(OWN, **rss), head(x_robots_tag="noindex"), head(cache_control="max-age=60")]
    odd += [head(content_type="application/json"), head(x_frame_options="DENY"), head(FULL, **xml), head(x_odd="1")]
    odd += [[pair for pair in head() if pair[0] != "x-frame-options"]]
    assert {sort_of(each, POLICIES, is_secure=False) for each in odd} == {""}
    secure = head(strict_transport_security="max-age=31536000")
    assert sort_of(secure, POLICIES, is_secure=True) == "html"


def kept(files: PageFiles, made_at: float) -> tuple[Kept, Form]:
    found = Kept(200, head(), files.ledger.last, (POST,), made_at, float("inf"), "", '"x"', packs=True)
    return found, found.take("", b"The tide came in. " * 40, '"x"')


def test_only_plain_addresses_at_the_sites_own_host_get_files(files: PageFiles) -> None:
    filing = Filing(files, Place("http", "digest.example", POLICIES), 10**6)
    answer = kept(files, time.time() - 5)
    keys = ("http\nb.example\n/a/?\n", "https\ndigest.example\n/a/?\n", "http\ndigest.example\n/a/?x=1\n")
    for key in (*keys, "http\ndigest.example\n/a/?\ncomments"):
        assert not filing.file(key, *answer)
    assert shown(files) == set()
    assert filing.file("http\ndigest.example\n/a/?\n", *answer)
    assert shown(files) == {"a/@.html", "a/@.html.gz", "a/@.html.br"}


def test_a_file_is_written_when_its_second_is_over(files: PageFiles) -> None:
    """Two versions of one second would look the same to the server in front, which tells them by second and size."""
    filing = Filing(files, Place("http", "digest.example", POLICIES), 10**6)
    made = time.time()
    assert filing.file("http\ndigest.example\n/a/?\n", *kept(files, made))
    path = files.folder / "current/a/@.html"
    assert path.stat().st_mtime == int(made) and path.stat().st_ctime >= int(made) + 1


def test_a_lock_that_is_never_given_back_costs_the_files_and_no_change(
    files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(files)
    files.index.connection().execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(files.index.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = files.ledger.last
    files.forget([POST])
    assert not files.ledger.holds([POST], before) and not (files.folder / "current").exists()
    other.execute("ROLLBACK")
    other.close()
    files.mend()
    assert shown(files) == set() and write(files)
