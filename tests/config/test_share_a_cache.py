"""The cache in Redis, and the memory of the process that stands in for it."""

import logging
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from coranto.config import environment
from coranto.config.shared_cache import SharedCache
from tests.cli.running import free_port
from tests.failures.machines import wait_for_port


@pytest.fixture
def port() -> int:
    """Where the server is, or is not."""
    return free_port()


@pytest.fixture
def redis(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A Redis of our own."""
    if not shutil.which("redis-server"):
        pytest.skip("there is no Redis (apt-get install redis-server): this test has NOT run")
    call = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as process:
        wait_for_port(port)
        yield process
        process.kill()


def cache_at(port: int, monkeypatch: pytest.MonkeyPatch) -> SharedCache:
    """The cache as an owner sets it."""
    monkeypatch.setenv("CACHE_URL", f"redis://127.0.0.1:{port}/0")
    settings = environment.cache()
    assert settings.pop("BACKEND") == "coranto.config.shared_cache.SharedCache"
    return SharedCache(settings.pop("LOCATION"), settings)


def test_nobody_notices_that_it_is_away(
    port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cache = cache_at(port, monkeypatch)
    with caplog.at_level(logging.WARNING, "coranto.cache"):
        assert cache.get("guesses", 0) == 0
        assert cache.add("guesses", 0, 60)
        assert cache.incr("guesses") == 1
        assert cache.get_many(["guesses", "other"]) == {"guesses": 1}
        with pytest.raises(ValueError, match="other"):
            cache.incr("other")
        assert cache.get_or_set("picture", lambda: "drawn", 60) == "drawn"
        assert cache.delete("guesses")
    assert [record.message.split(" (")[0] for record in caplog.records] == ["the shared cache is away"]


def test_it_is_used_again_when_it_is_back(
    redis: "subprocess.Popen[bytes]", port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coranto.config.shared_cache.AWAY_SECONDS", 0.0)
    one, other = cache_at(port, monkeypatch), cache_at(port, monkeypatch)
    one.set("word", "kept", 60)
    assert other.get("word") == "kept"
    redis.kill()
    redis.wait()
    assert one.get("word") is None
    one.set("word", "of this process alone", 60)
    assert one.get("word") == "of this process alone"
    call = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as again:
        wait_for_port(port)
        assert one.get("word") is None
        one.set("word", "kept again", 60)
        assert other.get("word") == "kept again"
        again.kill()


def test_only_redis_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_URL", "memcached://127.0.0.1")
    with pytest.raises(environment.SettingError, match="must begin with redis"):
        environment.cache()
