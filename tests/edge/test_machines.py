"""Several machines: whoever has changed something goes on when no other one serves what was kept before."""

import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coranto.edge import machines, telling
from coranto.edge.ledger import Ledger, place_of
from coranto.edge.machines import Member, tell_machines
from coranto.edge.telling import tell_others
from tests.cli.running import free_port

pytestmark = pytest.mark.slow

redis = pytest.importorskip("redis")
POST, SITE = place_of("post:1"), place_of("site")


class Cache:
    """A real Redis or Valkey on loopback, which can be taken away and brought back."""

    def __init__(self, folder: Path) -> None:
        self.program = shutil.which("redis-server") or shutil.which("valkey-server")
        self.folder, self.port = folder, free_port()
        self.client: Any = redis.Redis(port=self.port, socket_timeout=5)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            str(self.program),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(self.answers)

    def answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(30)


@pytest.fixture(autouse=True)
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in a third of the time."""
    for name, seconds in (("LEASE", 1.0), ("MARGIN", 0.2), ("RENEWAL", 0.3)):
        monkeypatch.setattr(machines, name, seconds)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    found = Cache(tmp_path)
    if not found.program:
        pytest.skip("neither redis-server nor valkey-server is installed: this test has NOT run")
    found.start()
    yield found
    found.stop()
    found.client.close()


def wait_until(is_so: Callable[[], bool], patience: float = 20.0) -> None:
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)


@contextmanager
def member(cache: Cache, folder: Path) -> Iterator[tuple[Member, Ledger]]:
    ledger = Ledger(folder / "changes")
    found = Member(cache.client, ledger)
    found.start()
    try:
        yield found, ledger
    finally:
        found.stop()


def test_a_change_is_known_everywhere_when_whoever_made_it_goes_on(cache: Cache, tmp_path: Path) -> None:
    with member(cache, tmp_path / "a") as (one, first), member(cache, tmp_path / "b") as (two, second):
        wait_until(lambda: one.may_serve() and two.may_serve())
        time.sleep(machines.LEASE)  # a cache that has just begun makes everybody wait
        for number in range(1, 30):
            before = first.last, second.last
            tell_machines(cache.client, [POST], number)
            assert not first.holds([POST], before[0]) and not second.holds([POST], before[1])
            assert (first.known, second.known) == (number, number)
        wait_until(lambda: one.may_serve() and two.may_serve())


def test_one_who_does_not_answer_serves_no_longer_when_whoever_waits_goes_on(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with member(cache, tmp_path / "a") as (one, ledger):
        wait_until(one.may_serve)
        time.sleep(machines.LEASE)
        gate = threading.Event()
        monkeypatch.setattr(one, "_hear", lambda message: gate.wait(30))
        before = ledger.last
        tell_machines(cache.client, [POST], 1)
        assert not one.may_serve()
        assert ledger.holds([POST], before), "it has heard nothing"
        gate.set()
        monkeypatch.undo()
        wait_until(one.may_serve)
        assert not ledger.holds([SITE], before), "before it serves again it forgets what it may have missed"


def test_without_the_cache_nothing_kept_is_served_and_all_is_forgotten_before_it_is_again(
    cache: Cache, tmp_path: Path
) -> None:
    with member(cache, tmp_path / "a") as (one, ledger):
        wait_until(one.may_serve)
        before = ledger.last
        cache.stop()
        wait_until(lambda: not one.may_serve())
        with pytest.raises(redis.RedisError):
            tell_machines(cache.client, [POST], 1)
        cache.start()
        wait_until(one.may_serve)
        assert not ledger.holds([POST, SITE], before)


def test_a_change_that_cannot_be_told_is_answered_when_no_lease_is_left(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outage, client = machines.Outage(), telling._connected(f"redis://127.0.0.1:{cache.port}/0")
    monkeypatch.setattr(telling, "outage", lambda: outage)
    with member(cache, tmp_path / "a") as (one, ledger):
        wait_until(one.may_serve)
        cache.stop()
        before, waits = ledger.last, []
        for _ in range(3):
            start = time.monotonic()
            tell_others(client, [POST], 1)
            waits.append(time.monotonic() - start)
            assert not one.may_serve() and ledger.holds([POST], before)
        assert waits[0] >= machines.LEASE, "a lease may have been renewed just before"
        assert max(waits[1:]) < machines.LEASE / 2, "all leases are over: nobody waits again"


def test_a_change_right_after_the_cache_was_lost_waits_for_leases_it_does_not_know_of(cache: Cache) -> None:
    start = time.monotonic()
    tell_machines(cache.client, [POST], 1)
    assert time.monotonic() - start >= machines.LEASE - 0.1


def test_one_who_missed_a_change_begins_anew(cache: Cache, tmp_path: Path) -> None:
    with member(cache, tmp_path / "a") as (one, ledger):
        wait_until(one.may_serve)
        before = ledger.last
        cache.client.incr(machines.NUMBER)  # as if somebody had told, and the news had been lost
        wait_until(lambda: not ledger.holds([SITE], before))
        wait_until(one.may_serve)
