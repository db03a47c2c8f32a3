"""A real site for a browser: ``coranto serve`` on a throw-away home, and beside it a provider of identities."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.running import free_port
from tests.conftest import CACHE, ROOT
from tests.npm_clients import install

CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("CORANTO_", "DATABASE_URL", "DJANGO_"))}
PATIENCE = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Site:
    """A site that serves at ``url``, and its command line."""

    url: str
    home: Path
    settings: dict[str, str]
    started: "list[subprocess.Popen[str]]" = field(default_factory=list)
    """The command line (:mod:`tests.browser.commands`), once something was asked of it."""

    def coranto(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Call ``coranto ARGUMENTS`` on the site's home."""
        if not self.started:
            command, pipe = [sys.executable, "-m", "tests.browser.commands"], subprocess.PIPE
            self.started.append(
                subprocess.Popen(command, cwd=ROOT, env=self.settings, stdin=pipe, stdout=pipe, text=True)
            )
        process = self.started[0]
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(arguments) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, "the command line has ended"
        return subprocess.CompletedProcess(arguments, **json.loads(answer))

    def run(self, code: str) -> str:
        """Run Python in the site's surroundings, with the builders of ``tests.world``; what it prints."""
        done = self.coranto("manage", "shell", "-v", "0", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def running_site(home: Path, *, port: int = 0, workers: int = 1, **settings: str) -> Iterator[Site]:
    """A site of its own, until the block ends."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    env = {**CLEAN, "CORANTO_HOME": str(home), "CORANTO_URL": url, "CORANTO_LOG_LEVEL": "ERROR", **settings}
    command = [sys.executable, "-m", "coranto", "serve", "--port", str(port), "--workers", str(workers)]
    site = Site(url, home, env)
    with (home.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_for(f"{url}/robots.txt", process)
            yield site
        finally:
            for commands in site.started:
                commands.communicate(timeout=PATIENCE)  # the end of its input ends it
            process.terminate()
            process.wait(timeout=PATIENCE)


@contextmanager
def running_openid_provider(port: int, callback: str) -> Iterator[str]:
    """A real OpenID Connect provider (the npm package oidc-provider) on loopback; its issuer."""
    issuer, source = f"http://127.0.0.1:{port}", Path(__file__).with_name("openid_provider")
    package = install(source, CACHE / "oidc-provider", "oidc-provider") / "node_modules" / "oidc-provider"
    command = ["node", str(source / "provider.mjs"), str(package), str(port), callback]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{issuer}/.well-known/openid-configuration", process)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the address answers; fail when the process ends before."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"nothing answers at {url}; see serve.log") from error
            time.sleep(0.1)
