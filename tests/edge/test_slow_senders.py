"""Whoever sends slowly keeps nobody else out, neither readers nor writers."""

import http.client
import socket
from pathlib import Path

import pytest

from tests.browser.sites import running_site

pytestmark = pytest.mark.slow


def test_a_site_goes_on_while_many_send_a_comment_a_byte_at_a_time(tmp_path: Path) -> None:
    with running_site(tmp_path / "home") as site:
        host, port = site.url.removeprefix("http://").split(":")
        head = b"POST /wp-comments-post.php HTTP/1.1\r\nHost: %b\r\nContent-Length: 1000\r\n\r\na" % host.encode()
        slow = [socket.create_connection((host, int(port)), source_address=("127.0.0.2", 0)) for _ in range(200)]
        for each in slow:
            each.sendall(head)
        for method, path in [("GET", "/robots.txt"), ("POST", "/wp-comments-post.php")]:
            for _ in range(10):
                connection = http.client.HTTPConnection(host, int(port), timeout=20)
                connection.request(method, path, "" if method == "POST" else None)
                assert connection.getresponse().status == 200
                connection.close()
        for each in slow:
            each.close()
