"""A Mastodon server on loopback, as far as signing in needs one."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from coranto.accounts.mastodon.servers import LIMITS
from coranto.core.outgoing.http import Fetched, Fetcher


class Mastodon(ThreadingHTTPServer):
    """Remembers the app that registered."""

    app: dict[str, str]
    registered = 0
    is_broken = False


class Answering(BaseHTTPRequestHandler):
    """The three addresses that are asked."""

    server: Mastodon

    def do_POST(self) -> None:
        """Registering, and a token for a code."""
        form = {key: values[0] for key, values in parse_qs(self.sent()).items()}
        if self.path == "/api/v1/apps" and not self.server.is_broken:
            self.server.registered += 1
            self.server.app = {"client_id": "app", "client_secret": secrets.token_hex(8), **form}
            return self.say(200, self.server.app)
        if self.path == "/oauth/token" and form.get("code") == "good":
            is_right = form["client_secret"] == self.server.app["client_secret"]
            return self.say(200 if is_right else 401, {"access_token": "token-1", "token_type": "Bearer"})
        return self.say(400 if not self.server.is_broken else 200, ["no"])

    def do_GET(self) -> None:
        """Whose token it is."""
        if self.path == "/api/v1/accounts/verify_credentials" and self.headers["Authorization"] == "Bearer token-1":
            return self.say(200, {"id": "17", "username": "mo", "display_name": "Mo of the Sea"})
        return self.say(401, {})

    def sent(self) -> str:
        """The body of the request."""
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def say(self, status: int, value: object) -> None:
        """Answer with JSON."""
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


class ToLoopback:
    """Our real fetcher, with every host leading to the server on loopback."""

    def __init__(self, port: int) -> None:
        """``port`` is the server's."""
        self.there = f"http://127.0.0.1:{port}"
        self.fetcher = Fetcher(allow_private=True, limits=LIMITS)

    def moved(self, url: str) -> str:
        """The address on loopback."""
        return self.there + "/" + url.split("/", 3)[3]

    def get(self, url: str, **kwargs: Any) -> Fetched:
        """As the fetcher's."""
        return self.fetcher.get(self.moved(url), **kwargs)

    def post(self, url: str, *args: Any, **kwargs: Any) -> Fetched:
        """As the fetcher's."""
        return self.fetcher.post(self.moved(url), *args, **kwargs)


@contextmanager
def running_mastodon() -> Iterator[Mastodon]:
    """A server, until the block ends."""
    server = Mastodon(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
