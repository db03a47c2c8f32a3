"""Published Akismet clients, unchanged, against a real server with two worker processes."""

import asyncio
import http.client
import json
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import akismet
import httpx
import pytest

from tests.cli.running import PATIENCE, coranto, serving
from tests.conftest import CACHE
from tests.npm_clients import install

pytestmark = pytest.mark.slow

BLOG = "https://otters.example/"
CLIENTS = Path(__file__).parent / "clients"
MODULES = CACHE / "akismet-clients"
WORDS: dict[str, Any] = {
    "comment_content": "The lock keeper told us that the gates were hung in 1904.",
    "user_agent": "Mozilla/5.0",
}


@dataclass
class Server:
    """A running server and the home it runs on."""

    url: str
    home: Path

    def key(self, url: str = BLOG) -> str:
        """A new key, made on the command line."""
        made = coranto("spam", "key", "add", url, home=self.home)
        assert made.returncode == 0, made.stderr
        return made.stdout.strip()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, with two workers."""
    home = tmp_path_factory.mktemp("served") / "home"
    with serving(home, arguments=("--workers", "2")) as served:
        yield Server(served.url, home)


class Rewriting(httpx.BaseTransport):
    """Sends what is meant for rest.akismet.com to our server, and leaves the Host as it is."""

    def __init__(self, url: str) -> None:
        self.origin, self.inner = httpx.URL(url), httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer."""
        assert request.url.host == "rest.akismet.com"
        request.url = request.url.copy_with(scheme="http", host=self.origin.host, port=self.origin.port)
        return self.inner.handle_request(request)

    def close(self) -> None:
        """Hang up."""
        self.inner.close()


class AsyncRewriting(httpx.AsyncBaseTransport):
    """The same for the client that does not wait."""

    def __init__(self, url: str) -> None:
        self.origin, self.inner = httpx.URL(url), httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer."""
        request.url = request.url.copy_with(scheme="http", host=self.origin.host, port=self.origin.port)
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Hang up."""
        await self.inner.aclose()


def test_the_sync_client_of_pypi_passes(server: Server) -> None:
    config = akismet.Config(key=server.key(), url=BLOG)
    with httpx.Client(transport=Rewriting(server.url), timeout=PATIENCE) as http:
        client = akismet.SyncClient.validated_client(config=config, http_client=http)
        spam = client.comment_check("192.0.2.9", comment_author="akismet-guaranteed-spam", **WORDS)
        assert spam in (akismet.CheckResponse.SPAM, akismet.CheckResponse.DISCARD)
        assert client.comment_check("192.0.2.9", comment_author="Bea", **WORDS) == akismet.CheckResponse.HAM
        assert client.submit_spam("192.0.2.9", comment_author="Zed", **WORDS)
        assert client.submit_ham("192.0.2.9", comment_author="Bea", **WORDS)
        usage = client.usage_limit()
        assert (usage["usage"], usage["limit"], usage["throttled"]) == (2, "none", False)
        unknown = akismet.Config(key="abcdefghijkl", url=BLOG)
        with pytest.raises(akismet.APIKeyError):
            akismet.SyncClient(config=unknown, http_client=http).comment_check("192.0.2.9", **WORDS)
        with pytest.raises(akismet.APIKeyError):
            akismet.SyncClient.validated_client(config=unknown, http_client=http)


def test_the_async_client_of_pypi_passes(server: Server) -> None:
    config = akismet.Config(key=server.key(), url=BLOG)

    async def talk() -> None:
        async with httpx.AsyncClient(transport=AsyncRewriting(server.url), timeout=PATIENCE) as http:
            client = await akismet.AsyncClient.validated_client(config=config, http_client=http)
            spam = await client.comment_check("192.0.2.9", comment_author="akismet-guaranteed-spam", **WORDS)
            assert spam in (akismet.CheckResponse.SPAM, akismet.CheckResponse.DISCARD)
            assert await client.comment_check("192.0.2.9", comment_author="Bea", **WORDS) == akismet.CheckResponse.HAM
            assert await client.submit_spam("192.0.2.9", comment_author="Zed", **WORDS)
            assert await client.submit_ham("192.0.2.9", comment_author="Bea", **WORDS)

    asyncio.run(talk())


@pytest.fixture(scope="session")
def modules() -> Path:
    """The clients of npm, installed once; a loud skip where that cannot be done."""
    return install(CLIENTS, MODULES, "akismet-api")


@pytest.mark.parametrize("client", ["cedx", "akismet-api", "akismet"])
def test_a_client_of_npm_passes(client: str, server: Server, modules: Path) -> None:
    command = ["node", CLIENTS / "ask.mjs", client, modules, server.url.rsplit(":", 1)[1], server.key()]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    held = found.pop("held")
    assert found == {"valid": True, "wrong": False, "spam": True, "ham": False}
    assert held is (None if client == "akismet" else True)


def test_a_body_in_chunks_is_read_and_the_answer_says_its_length(server: Server) -> None:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=PATIENCE)
    body = urlencode({"key": server.key(), "blog": BLOG}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Transfer-Encoding": "chunked"}
    connection.request("POST", "/1.1/verify-key", iter([body[:9], body[9:]]), headers, encode_chunked=True)
    answer = connection.getresponse()
    assert (answer.read(), answer.getheader("Content-Length")) == (b"valid", "5")
    connection.request("POST", "/1.1/verify-key", iter([b"a" * 65_536] * 20), headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


def test_the_minute_s_limit_holds_over_worker_processes(server: Server) -> None:
    for _ in range(3):
        minute = time.time() // 60
        statuses = statuses_of_many(server)
        assert set(statuses) <= {200, 429}
        if time.time() // 60 == minute:  # else the minute turned while they ran
            assert statuses == {200: 120, 429: 30}  # 120 a minute is what a new key may
            return
    pytest.fail("150 checks took longer than a minute, three times")


def statuses_of_many(server: Server) -> Counter[int]:
    """The statuses of 150 checks with one key, eight at a time."""
    body = urlencode({"api_key": server.key(), "blog": BLOG, "user_ip": "192.0.2.9", **WORDS}).encode()

    def status(_number: int) -> int:
        try:
            with urllib.request.urlopen(f"{server.url}/1.1/comment-check", body, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    with ThreadPoolExecutor(8) as threads:
        return Counter(threads.map(status, range(150)))
