"""Two machines with a PostgreSQL and a Redis of their own: what one takes, the other shows at once."""

import http.client
import json
import time
from contextlib import closing
from urllib.parse import urlencode

import pytest

from tests.failures.load import KINDS
from tests.failures.machines import Site
from tests.failures.test_lose_nothing import SET_UP

pytestmark = pytest.mark.slow


def ask(port: int, path: str, form: dict[str, object] | None = None) -> tuple[int, str, str]:
    """Status, entity tag and text of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        verb, body = ("POST", urlencode(form)) if form else ("GET", None)
        connection.request(verb, path, body, KINDS if form else {})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("etag", ""), answer.read().decode()


def wait_until_kept(ports: list[int], path: str) -> None:
    """Until both machines answer from what they keep: the same entity tag twice running."""
    for port in ports:
        for _ in range(100):
            if ask(port, path)[1] == ask(port, path)[1] != "":
                break
            time.sleep(0.1)
        else:
            raise AssertionError(f"the machine on port {port} never kept {path}")


def test_a_comment_on_one_machine_is_on_the_others_page_at_once(site: Site) -> None:
    path, number, stamp = json.loads(site.ask(SET_UP))[0]
    ports = [each.port for each in site.machines]
    for turn in range(6):
        wait_until_kept(ports, path)
        text = f"Remark {turn}: the ferry left at {turn + 7}."
        form = {"comment": text, "author": "Ada", "email": "ada@reader.example", "comment_post_ID": number}
        assert ask(ports[turn % 2], "/wp-comments-post.php", form | {"comment_stamp": stamp})[0] == 302
        assert [text in ask(port, path)[2] for port in ports] == [True, True], turn
